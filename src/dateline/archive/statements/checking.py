"""What `dateline check` verifies of statements."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.archive.models import Statement, StatementBook
from dateline.archive.searching.checking import ArchiveBreach
from dateline.archive.statements.bringing import RULES
from dateline.archive.statements.tokens import tokens_of
from dateline.delivery.public import READER, epoch, snapshot
from dateline.record import public as record

LOOKED = 200


def check() -> Iterator[str]:
    """Yield what was verified; raises ArchiveBreach at the first row that is wrong."""
    with snapshot():
        held = StatementBook.objects.using(READER).filter(id=1).first()
        where = (epoch(), RULES, record.head())
        if held is None or (held.epoch, held.rules, held.seq) != where:
            yield "statements are still being read from the log"
            return
        rows = Statement.objects.using(READER).filter(to_seq=None)
        newest = list(rows.order_by("-id")[:LOOKED])
        live = record.live_versions(tuple({str(row.guid) for row in newest}))
        for row in newest:
            found = live.get(str(row.guid))
            if found is None or found[0] != row.version:
                raise ArchiveBreach(f"statement {row.id} is of version {row.version} of a story "
                                    f"whose version {found[0] if found else 'none'} is live")
            if row.tokens != tokens_of(row):
                raise ArchiveBreach(f"statement {row.id} is found by other words than it has")
        yield f"{rows.count()} statements, {len(newest)} of them compared with the record"
