"""The row that numbers the log, and the site's policy: a new commenter is read first, for 14 days."""

from django.db import migrations
from django.utils import timezone


def begin(apps, schema_editor):
    apps.get_model("discussion", "Book").objects.create(id=1)
    apps.get_model("discussion", "Policy").objects.create(
        level="site", mode="new", new_until=3, days=14, at=timezone.now()
    )


class Migration(migrations.Migration):
    dependencies = [("discussion", "0001_initial")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
