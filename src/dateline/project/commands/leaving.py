"""`dateline export --as …`: what readers see, for other systems."""

from __future__ import annotations

import sys
from pathlib import Path

from dateline.archive.public import NotEmpty, Unsteady, copy_site, leave, processors
from dateline.discussion.public import comments_exported, talked
from dateline.lib import clock
from dateline.project.arguments import Refused
from dateline.site.public import news_item


def run(folder: Path, form: str) -> None:
    """Write it, and say what was written and which files were not there."""
    try:
        if form == "static":
            count, missing = copy_site(folder, talked=talked, processes=processors())
            print(f"{count:,} files in {folder}: open {folder / 'index.html'}")
        else:
            told = leave(folder, form, item_of=news_item, comments=comments_exported,
                         at=clock.now())
            missing = told.missing
            print(f"{told.stories:,} stories, {told.pictures:,} pictures, {told.comments:,} "
                  f"comments in {folder}")
    except (NotEmpty, Unsteady) as error:
        raise Refused(f"{error}.") from None
    except OSError as error:
        raise Refused(f"{error}. {folder} is unfinished: the same command begins it anew.") \
            from None
    for name in missing:
        print(f"not there: {name}", file=sys.stderr)
