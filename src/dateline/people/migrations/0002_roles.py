"""A group for each role."""

from django.db import migrations

ROLES = (
    "reporter", "editor", "chief editor", "moderator", "broadcaster", "wire manager",
    "administrator",
)


def add(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    for name in ROLES:
        group.objects.get_or_create(name=name)


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
