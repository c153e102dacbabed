"""IPTC's media topics."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("desk", "0006_terms")]
    operations = [
        migrations.CreateModel(
            name="Topic",
            fields=[
                ("number", models.CharField(max_length=8, primary_key=True, serialize=False, verbose_name="number")),
                ("names", models.JSONField(verbose_name="name")),
                ("definitions", models.JSONField(verbose_name="definition")),
                ("path", models.CharField(max_length=200)),
                ("position", models.PositiveIntegerField(db_index=True)),
                ("retired", models.BooleanField(default=False, verbose_name="retired")),
                ("note", models.TextField(verbose_name="note")),
                ("replaced_by", models.JSONField(default=list, verbose_name="replaced by")),
                ("words", models.TextField(editable=False)),
                ("parent", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="narrower", to="desk.topic")),
            ],
            options={"verbose_name": "media topic"},
        ),
    ]
