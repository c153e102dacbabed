"""What a statement is about, the queue's order, and a log that the database itself keeps."""

import django.db.models.deletion
from django.db import migrations, models

SQLITE = """
CREATE TRIGGER discussion_log_unchanged BEFORE UPDATE ON discussion_logline
BEGIN SELECT RAISE(ABORT, 'the log of decisions is only added to'); END;
CREATE TRIGGER discussion_log_undeleted BEFORE DELETE ON discussion_logline
BEGIN SELECT RAISE(ABORT, 'the log of decisions is only added to'); END;
"""
POSTGRESQL = """
CREATE FUNCTION discussion_log_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log of decisions is only added to'; END $$;
CREATE TRIGGER discussion_log_kept BEFORE UPDATE OR DELETE ON discussion_logline
FOR EACH ROW EXECUTE FUNCTION discussion_log_kept();
"""


def keep(apps, schema_editor):
    connection = schema_editor.connection
    if connection.vendor == "sqlite":
        for part in SQLITE.strip().split("END;"):
            if part.strip():
                schema_editor.execute(part + "END;")
    else:
        schema_editor.execute(POSTGRESQL)


class Migration(migrations.Migration):
    dependencies = [("discussion", "0003_posting")]
    operations = [
        migrations.AddField(
            "statement", "comment",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT,
                related_name="statements", to="discussion.comment",
            ),
        ),
        migrations.AddIndex(
            "statement",
            models.Index(fields=["begins_at", "id"], name="discussion_statements_by_day"),
        ),
        migrations.RemoveIndex("comment", "discussion_pending"),
        migrations.AddIndex(
            "comment",
            models.Index(
                condition=models.Q(("state", "pending")), fields=["-weight", "id"],
                name="discussion_pending",
            ),
        ),
        migrations.AddIndex(
            "comment",
            models.Index(
                condition=models.Q(("state", "public"), ("weight__gt", 0)),
                fields=["-weight", "id"], name="discussion_to_look_at",
            ),
        ),
        migrations.RunPython(keep, migrations.RunPython.noop, elidable=False),
    ]
