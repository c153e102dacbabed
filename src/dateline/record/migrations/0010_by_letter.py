"""Where each name stands in the index of its family."""

from django.db import migrations, models

from dateline.record.indexing import file_names


class Migration(migrations.Migration):
    dependencies = [("record", "0009_codes_skipped")]
    operations = [
        migrations.AddField(
            "TermName", "letter", models.CharField(default="", max_length=1),
            preserve_default=False,
        ),
        migrations.AddField(
            "TermName", "sorts", models.CharField(default="", max_length=100),
            preserve_default=False,
        ),
        migrations.RunPython(
            lambda apps, _: file_names(apps.get_model("record", "TermName")),
            migrations.RunPython.noop,
        ),
        migrations.AddIndex("TermName", models.Index(
            fields=["family", "letter", "sorts", "term"], name="record_by_letter")),
    ]
