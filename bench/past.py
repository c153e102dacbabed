"""What pages of the past and of the archive cost, with SCALE stories (default 100000) in the record.

Some stories of the grammar, imported at once in any order of their dates, then copied by SQL as
news in the order of its dates: only the record's tables are filled, and such a folder
is for these figures alone. It is kept beside BENCH_DATA (its name with `-past`) if that is given.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time
from collections.abc import Callable

SCALE = int(os.environ.get("SCALE", "100000"))
KEPT = os.environ.get("BENCH_DATA")
os.environ["DATELINE_DATA"] = f"{KEPT}-past" if KEPT else tempfile.mkdtemp(prefix="dateline-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from dateline.delivery.public import fresh  # noqa: E402
from dateline.lib.zones import zone  # noqa: E402
from dateline.project.demo import growing  # noqa: E402
from dateline.record import public as record  # noqa: E402
from dateline.record.days import counted_anew  # noqa: E402
from dateline.record.models import Day, Entry, Ledger, Placement, Story, Term, Version  # noqa: E402
from dateline.site import calendar  # noqa: E402

FIRST = min(SCALE, 5_000)
SLOW = 30.0
DATED = {
    "sqlite": "strftime('%Y-%m-%d %H:%M:%f000', '2026-01-01', '+' || ({0} / 3) || ' minutes')",
    "postgresql": "timestamptz '2026-01-01 00:00Z' + ({0} / 3) * interval '1 minute'",
}
GUID = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}


def main() -> None:
    """Fill the folder if need be, then measure."""
    call_command("migrate", verbosity=0)
    growing.grow(FIRST, progress=lambda done, total: None)
    copies = SCALE // FIRST - 1
    if record.total() < FIRST * (copies + 1):
        if connection.vendor == "sqlite":  # codes and guids go into their indexes at random
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA cache_size = -4000000")
        with transaction.atomic():
            _multiply(copies)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    head = record.head()
    print(f"{record.total():,} stories, {head:,} entries; processor time of this process, and waited")
    for name, seq in (("now", None), ("entry 1,000", 1000), ("the end of the import", FIRST),
                      ("half of it", head // 2), ("the last entry", head)):
        _measure(name, seq)
    for address in ("/?at=2026-01-02", "/?at=2026-02-01", "/archive/", "/archive/?at=2026-02-01"):
        _row(f"the page {address}, drawn", lambda address=address: fresh(address))


def _measure(name: str, seq: int | None) -> None:
    dossier = max(record.dossiers(limit=100), key=lambda term: record.count(term.number))
    section = record.sections()[0]
    there = zone("Asia/Kathmandu")
    days = [calendar.midnight(span.first, there)
            for span in calendar.days_in(calendar.month_of(2026, 1))]
    years = [calendar.midnight(calendar.year_of(year).first, there) for year in range(2015, 2032)]
    asks: dict[str, Callable[[], object]] = {
        "the latest": lambda: record.latest(as_of=seq),
        "in a language": lambda: record.latest(language="fr", as_of=seq),
        "a section": lambda: record.in_term(section.number, as_of=seq),
        "a dossier": lambda: record.in_term(dossier.number, as_of=seq),
        "dossiers": lambda: record.dossiers(as_of=seq),
        "the count of a dossier": lambda: record.count(dossier.number, as_of=seq),
        "years": lambda: record.per_span(years, as_of=seq),
        "days of a month": lambda: record.per_span(days, as_of=seq),
        "a day": lambda: record.dated(days[1], days[2], as_of=seq),
        "the days around": lambda: record.around(days[1], days[2], as_of=seq),
    }
    for work, ask in asks.items():
        _row(f"{name}: {work}", ask)


def _row(work: str, ask: Callable[[], object]) -> None:
    spans, worked = [], []
    for _ in range(6):
        began, busy = time.perf_counter(), time.process_time()
        ask()
        spans.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - busy) * 1000)
    busy, waited = statistics.median(worked[1:]), statistics.median(spans[1:])
    print(f"{work:<52} {busy:8.1f} ms {waited:8.1f} ms{'  OVER' if busy > SLOW else ''}", flush=True)


def _multiply(copies: int) -> None:
    vendor = connection.vendor
    entries = record.head()
    seqs = {name: f"t.{name} + k.n * {entries}" for name in ("from_seq", "to_seq")}
    story = f"t.story_id + k.n * {FIRST}"
    dated = DATED[vendor].format(seqs["from_seq"].join("()"))
    _copy(Placement, {**seqs, "story_id": story, "sort_at": dated}, copies, ["id"])
    _copy(Story, {"number": f"t.number + k.n * {FIRST}", "guid": GUID[vendor],
                  "code": f"'x' || (t.number + k.n * {FIRST})"}, copies)
    _copy(Version, {**seqs, "story_id": story, "sort_at": dated, "published_at": dated,
                    "language": "CASE WHEN t.story_id % 10 = 3 THEN 'fr' ELSE 'en' END",
                    "document": "NULL"}, copies, ["id"])
    seq = f"t.seq + k.n * {entries}"
    _copy(Entry, {"seq": seq, "story_id": story, "payload": "NULL",
                  "at": DATED[vendor].format(f"({seq})")}, copies)
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {Term._meta.db_table} SET count = count * {copies + 1}")
    Ledger.objects.update(seq=entries * (copies + 1), stories=FIRST * (copies + 1))
    Day.objects.all().delete()
    Day.objects.bulk_create(
        [Day(day=day, era=era, change=change) for (day, era), change in counted_anew().items()],
        batch_size=5000)


def _copy(model: type, changed: dict[str, str], copies: int, without: list[str] = []) -> None:  # noqa: B006
    names = [field.column for field in model._meta.concrete_fields  # type: ignore[attr-defined]
             if field.column not in without]
    values = ", ".join(changed.get(name, f't."{name}"') for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    table = model._meta.db_table  # type: ignore[attr-defined]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL"
            f" SELECT n + 1 FROM k WHERE n < {copies}) SELECT {values} FROM k CROSS JOIN {table} t"
            " ORDER BY k.n")


if __name__ == "__main__":
    main()
