"""Many working copies, quickly: some stories through the door, then copied by SQL.

Only the desk's own tables are filled: it is for measuring the desk's screens and nothing else.
"""

from __future__ import annotations

from django.db import connection, transaction

from dateline.desk.models import Naming, Story
from dateline.project.demo import growing

FIRST = 2000
RECENT = {"sqlite": "strftime('%%Y-%%m-%%d %%H:%%M:%%f000', t.{0}, '-' || ({1} - k.n) || ' hours')",
          "postgresql": "t.{0} - ({1} - k.n) * interval '1 hour'"}
GUID = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}
STATES = ("CASE WHEN t.id %% 500 = 1 AND k.n %% 20 = 1 THEN 'draft'"
          " WHEN t.id %% 500 = 2 AND k.n %% 20 = 1 THEN 'withdrawn' ELSE t.state END")
LANGUAGES = ("CASE WHEN t.id = 7 AND k.n %% 50 = 1 THEN 'is' WHEN t.id %% 100 = 8 THEN 'am'"
             " WHEN t.id %% 10 = 3 THEN 'fr' ELSE 'en' END")


def grow(total: int) -> None:
    """Have `total` working copies on the desk; does nothing where there are as many."""
    growing.grow(FIRST, progress=lambda done, total: None)
    copies = total // FIRST - 1
    if Story.objects.count() >= FIRST * (copies + 1):
        return
    vendor = connection.vendor
    moved = RECENT[vendor]
    story = {
        "id": "t.id + k.n * {0}", "guid": GUID[vendor], "source": "t.source || ':' || k.n",
        "headline": "t.headline || ' ' || k.n", "saved_at": moved.format("saved_at", copies),
        "published_at": moved.format("published_at", copies), "language": LANGUAGES,
        "urgency": "(t.id + k.n) %% 8 + 1", "state": STATES, "live": f"({STATES}) = 'live'",
    }
    with transaction.atomic():
        _copy(Story, story, copies)
        _copy(Naming, {"id": "t.id + k.n * {0}", "story_id": "t.story_id + k.n * {1}"}, copies)
        _words(copies)
    with connection.cursor() as cursor:
        if vendor == "postgresql":
            cursor.execute("SELECT setval('desk_story_id_seq', (SELECT max(id) FROM desk_story))")
            cursor.execute("VACUUM ANALYZE")


def _last(model: type) -> int:
    return model.objects.order_by("-pk").values_list("pk", flat=True).first()  # type: ignore


def _copy(model: type, changed: dict[str, str], copies: int) -> None:
    lasts = _last(model), _last(Story)
    if model is Naming:
        lasts = lasts[0], FIRST
    names = [field.column for field in model._meta.concrete_fields]  # type: ignore
    values = ", ".join(changed.get(name, f't."{name}"').format(*lasts) for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    table = model._meta.db_table  # type: ignore
    _many(f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} t JOIN k ON true", copies)


def _words(copies: int) -> None:
    _many(f"INSERT INTO desk_search (rowid, words) SELECT t.rowid + k.n * {FIRST}, t.words || ' '"
          " || k.n FROM desk_search t JOIN k ON true ORDER BY k.n, t.rowid", copies)


def _many(statement: str, copies: int) -> None:
    into, _, rest = statement.partition(" SELECT ")
    series = ("WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k"
              f" WHERE n < {copies})")
    with connection.cursor() as cursor:
        cursor.execute(f"{into} {series} SELECT {rest}".replace("%%", "%"))
