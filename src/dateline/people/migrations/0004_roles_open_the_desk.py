"""Every role may open the desk; what it may do there is the rooms' own to say.

Permissions are made after the last migration, so on a fresh database this one is not there yet:
it is made here, as Wagtail's own first migration does.
"""

from django.db import migrations

ROLES = (
    "reporter", "editor", "chief editor", "moderator", "broadcaster", "wire manager",
    "administrator",
)


def open_desk(apps, schema_editor):
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailadmin", model="admin"
    )
    access, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=kind, codename="access_admin",
        defaults={"name": "Can access Wagtail admin"},
    )
    for group in apps.get_model("auth", "Group").objects.filter(name__in=ROLES):
        group.permissions.add(access)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_staff"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
    ]
    operations = [migrations.RunPython(open_desk, migrations.RunPython.noop)]
