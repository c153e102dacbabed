"""Begin the history: an epoch, and tick 0, which touches nothing."""

from django.db import migrations

from dateline.delivery.models import new_token


def begin(apps, schema_editor):
    token = new_token()
    apps.get_model("delivery", "Head").objects.create(id=1, n=0, token=token)
    apps.get_model("delivery", "Tick").objects.create(n=0, token=token, keys=[])


class Migration(migrations.Migration):
    dependencies = [("delivery", "0001_initial")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
