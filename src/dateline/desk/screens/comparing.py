"""Two texts of a story's history compared."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from wagtail.snippets.views.snippets import RevisionsCompareView

from dateline.desk.merging import Difference, differences
from dateline.desk.models import Story
from dateline.desk.publicly import public_text
from dateline.desk.screens.showing import lines, marked
from dateline.desk.texts import Text, put, text


class Changed:
    """A changed value, in the manner of Wagtail's comparisons."""

    def __init__(self, difference: Difference) -> None:
        self.difference = difference

    def field_label(self) -> str:
        """The field's name."""
        return self.difference.label

    def htmldiff(self) -> str:
        """The later value with the changes marked."""
        name = self.difference.name
        return marked(lines(name, self.difference.theirs), lines(name, self.difference.mine))

    def is_field(self) -> bool:
        """Wagtail asks whether this is one field or a list of objects."""
        return True

    def is_child_relation(self) -> bool:
        """It is one field."""
        return False


class StoryCompareView(RevisionsCompareView):  # type: ignore[misc]
    """Wagtail's comparison, over every part of a story; `live` is what the public reads."""

    def _get_revision_and_heading(self, revision_id: str) -> Any:
        if revision_id == "latest":
            return self.object, _("Draft, as last saved")
        if revision_id != "live":
            return super()._get_revision_and_heading(revision_id)
        public: Text | None = public_text(self.object)
        if public is None:
            return self.object, _("Not public")
        copy: Story = self.object.with_content_json(self.object.serializable_data())
        put(copy, {name: value for name, value in public.items() if name not in DESK_ONLY})
        return copy, _("Public now")

    def _get_comparison(self, revision_a: Story, revision_b: Story) -> list[Changed]:
        return [Changed(found) for found in differences(None, text(revision_a), text(revision_b))]


DESK_ONLY = ("note", "sources")
