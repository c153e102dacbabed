"""What of a version its line in a list says besides: its language, and a working headline."""

from django.db import migrations, models
from django.db.models.fields.json import KT


def fill(apps, schema_editor):
    versions = apps.get_model("record", "Version").objects.filter(document__has_key="language")
    versions.update(language=KT("document__language"))
    versions.filter(document__headline_missing=True).update(headline_missing=True)


class Migration(migrations.Migration):
    dependencies = [("record", "0003_expiry")]
    operations = [
        migrations.AddField("version", "headline_missing", models.BooleanField(default=False)),
        migrations.AddField("version", "language", models.CharField(default="en", max_length=35)),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
