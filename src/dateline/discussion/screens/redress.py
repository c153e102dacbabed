"""Appeals and notices of illegal content: what waits first, the longest waiting on top."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from dateline.desk.public import row_number
from dateline.discussion.appeals import answer_appeal
from dateline.discussion.deciding import marks
from dateline.discussion.models import Appeal, IllegalNotice
from dateline.discussion.notices import answer_notice
from dateline.discussion.screens.framing import Screen
from dateline.lib import clock

PAGE = 25


class Appeals(Screen):
    """Each with its statement, and a clock; who decided first is not offered the answer."""

    template_name = "discussion/moderating/appeals.html"
    page_title = _("Appeals")
    place = "discussion_appeals"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The open ones by their clock, or the newest answered ones."""
        answered = self.request.GET.get("state") == "answered"
        rows = Appeal.objects.select_related(
            "statement__reader", "statement__clause", "statement__comment__thread", "first_by",
            "decided_by")
        rows = rows.exclude(outcome="").order_by("-decided_at") if answered else (
            rows.filter(outcome="").order_by("due_at"))
        return super().get_context_data(**kwargs) | {
            "appeals": rows[:PAGE], "answered": answered, "now": clock.now(), "most": PAGE}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Answer one."""
        outcome = request.POST.get("outcome", "")
        if outcome in ("upheld", "reversed"):
            self.act(lambda: answer_appeal(
                row_number(request.POST.get("appeal")), outcome, request.POST.get("answer", ""),
                by=request.user, at=clock.now()), _("The appeal is answered."))  # type: ignore[arg-type]
        return redirect("discussion_appeals")


class Notices(Screen):
    """Each with the comment it is about, where there is one."""

    template_name = "discussion/moderating/notices.html"
    page_title = _("Notices of illegal content")
    place = "discussion_notices"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The open ones, the oldest first, or the newest answered ones."""
        answered = self.request.GET.get("state") == "answered"
        rows = IllegalNotice.objects.select_related(
            "comment__thread", "comment__reader", "decided_by")
        rows = rows.exclude(outcome="").order_by("-decided_at") if answered else (
            rows.filter(outcome="").order_by("at"))
        found = list(rows[:PAGE])
        seen = marks({row.comment.pk: row.comment for row in found if row.comment}.values())
        return super().get_context_data(**kwargs) | {
            "notices": [(row, seen.get(row.comment_id or 0, "")) for row in found],
            "answered": answered, "most": PAGE}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Answer one."""
        outcome = request.POST.get("outcome", "")
        if outcome in ("removed", "kept"):
            self.act(lambda: answer_notice(
                row_number(request.POST.get("notice")), outcome, request.POST.get("answer", ""),
                by=request.user, at=clock.now(), mark=request.POST.get("mark", "")),  # type: ignore[arg-type]
                _("The notice is answered."))
        return redirect("discussion_notices")
