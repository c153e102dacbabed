"""The workflow that stories take: an editor or the chief editor approves."""

from django.db import migrations


def add(apps, schema_editor):
    content_types = apps.get_model("contenttypes", "ContentType").objects
    task_type, _ = content_types.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
    story_type, _ = content_types.get_or_create(app_label="desk", model="story")
    task, new = apps.get_model("wagtailcore", "GroupApprovalTask").objects.get_or_create(
        name="Approval", content_type=task_type
    )
    task.groups.set(apps.get_model("auth", "Group").objects.filter(
        name__in=("editor", "chief editor")
    ))
    workflow, _ = apps.get_model("wagtailcore", "Workflow").objects.get_or_create(name="Review")
    apps.get_model("wagtailcore", "WorkflowTask").objects.get_or_create(
        workflow=workflow, task=task, sort_order=0
    )
    apps.get_model("wagtailcore", "WorkflowContentType").objects.get_or_create(
        content_type=story_type, defaults={"workflow": workflow}
    )


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0002_writing"),
        ("people", "0002_roles"),
        ("wagtailcore", "0098_apitoken"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
