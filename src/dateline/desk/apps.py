"""Keeps stories in step with Wagtail's workflows, whichever address moved them."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The room of the working copies."""

    name = "dateline.desk"
    label = "desk"

    def ready(self) -> None:
        from wagtail.models import WorkflowState
        from wagtail.signals import workflow_cancelled, workflow_rejected, workflow_submitted

        from dateline.desk import approval

        WorkflowState.on_finish = approval.approved
        workflow_submitted.connect(approval.begun, dispatch_uid="desk")
        workflow_rejected.connect(approval.ended, dispatch_uid="desk")
        workflow_cancelled.connect(approval.ended, dispatch_uid="desk")
