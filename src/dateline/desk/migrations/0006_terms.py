"""Terms have a note, are found by what looks like them, and may be merged."""

import re
import unicodedata

import django.db.models.deletion
from django.db import migrations, models

MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]")


def alike(name):
    plain = MARKS.sub("", unicodedata.normalize("NFKD", name.casefold()))
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LNM")


def find_alike(apps, schema_editor):
    terms = apps.get_model("desk", "Term").objects
    last = 0
    while rows := list(terms.filter(pk__gt=last).order_by("pk")[:1000]):
        for row in rows:
            row.alike = alike(row.name)
        terms.bulk_update(rows, ["alike"], batch_size=500)
        last = rows[-1].pk


class Migration(migrations.Migration):
    dependencies = [("desk", "0005_lead_picture")]
    operations = [
        migrations.AddField(
            "Term", "alike", models.TextField(default="", editable=False), preserve_default=False
        ),
        migrations.AddField(
            "Term", "note", models.TextField(blank=True, default="", verbose_name="note for colleagues"),
            preserve_default=False,
        ),
        migrations.AddField("Term", "merged_into", models.ForeignKey(
            null=True, on_delete=django.db.models.deletion.PROTECT, related_name="merged",
            to="desk.term",
        )),
        migrations.RunPython(find_alike, migrations.RunPython.noop),
        migrations.AlterField("Term", "alike", models.TextField(db_index=True, editable=False)),
        migrations.AddIndex(
            "Term", models.Index(fields=["key", "id"], name="desk_term_by_name")
        ),
    ]
