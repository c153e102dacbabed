"""The stories of the demo, a module a subject. One world: the same people, rivers and leagues."""

from __future__ import annotations

from dateline.project.demo.stories import (
    aurelia,
    belorin,
    bread,
    culture,
    cup,
    ferry,
    halvonia,
    opera,
    quessar,
    schools,
    storm,
    tunnel,
    unpublished,
    votes,
)
from dateline.project.demo.written import Written

_MODULES = (
    aurelia, belorin, bread, culture, cup, ferry, halvonia, opera, quessar, schools, storm, tunnel,
    unpublished, votes,
)
ALL: tuple[Written, ...] = tuple(story for module in _MODULES for story in module.STORIES)
BY_NAME = {story.name: story for story in ALL}
