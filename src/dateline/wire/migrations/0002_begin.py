"""The row whose lock numbers copy."""

from django.db import migrations


def begin(apps, schema_editor):
    apps.get_model("wire", "Distribution").objects.create(id=1)


class Migration(migrations.Migration):
    dependencies = [("wire", "0001_initial")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
