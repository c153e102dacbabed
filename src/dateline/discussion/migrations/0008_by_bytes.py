"""On PostgreSQL a comment's path is compared by its bytes, whatever the database's locale.

A locale may hold two signs for one letter (Danish `aa`) or sort y as i (Lithuanian): a tree would
be read in another order. SQLite compares by bytes as it is.
"""

from django.db import migrations

CHANGE = 'ALTER TABLE discussion_comment ALTER COLUMN path TYPE varchar({}) COLLATE "{}"'


def by_bytes(apps, schema_editor):
    _collate(apps, schema_editor, "C")


def by_locale(apps, schema_editor):
    _collate(apps, schema_editor, "default")


def _collate(apps, schema_editor, collation):
    if schema_editor.connection.vendor == "postgresql":
        width = apps.get_model("discussion", "Comment")._meta.get_field("path").max_length
        schema_editor.execute(CHANGE.format(width, collation))


class Migration(migrations.Migration):
    dependencies = [("discussion", "0007_own_data")]
    operations = [migrations.RunPython(by_bytes, by_locale)]
