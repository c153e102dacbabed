"""Terms can be merged and change their kind: both are true over a span of the log."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Q, Subquery


def keep_kinds(apps, schema_editor):
    term = apps.get_model("record", "Term").objects.filter(pk=OuterRef("term"))
    apps.get_model("record", "TermName").objects.update(kind=Subquery(term.values("kind")[:1]))


class Migration(migrations.Migration):
    dependencies = [("record", "0003_pictures")]
    operations = [
        migrations.AddField(
            "TermName", "kind", models.CharField(default="", max_length=12), preserve_default=False
        ),
        migrations.AddField("TermName", "standfirst", models.TextField(default="")),
        migrations.AddField("TermName", "confirmed", models.BooleanField(default=False)),
        migrations.RunPython(keep_kinds, migrations.RunPython.noop),
        migrations.RemoveField("Term", "kind"),
        migrations.AlterField("Term", "count", models.BigIntegerField(db_index=True, default=0)),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("from_seq", models.BigIntegerField()),
                ("to_seq", models.BigIntegerField(null=True)),
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("into", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="record.term"
                )),
                ("term", models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="merges",
                    to="record.term",
                )),
            ],
            options={
                "constraints": [models.UniqueConstraint(
                    condition=Q(to_seq=None), fields=("term",), name="record_one_open_merge"
                )],
            },
        ),
    ]
