"""Begin the record: a ledger with nothing in it, and the key of its codes."""

from django.db import migrations


def begin(apps, schema_editor):
    apps.get_model("record", "Ledger").objects.create(id=1)


class Migration(migrations.Migration):
    dependencies = [("record", "0001_initial"), ("delivery", "0002_begin")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
