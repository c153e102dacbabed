"""What an editor waits for the dashboard and lists, with SCALE stories (default 100000).

The folder is kept beside BENCH_DATA (its name with `-desk`) if that is given, and filled once. The
working copies are copied by SQL: such a folder is for these figures and for nothing else.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time

SCALE = int(os.environ.get("SCALE", "100000"))
KEPT = os.environ.get("BENCH_DATA")
os.environ["DATELINE_DATA"] = f"{KEPT}-desk" if KEPT else tempfile.mkdtemp(prefix="dateline-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from bench import newsroom  # noqa: E402
from dateline.desk.models import Naming, Story, Term  # noqa: E402
from dateline.people.public import User  # noqa: E402

LIMIT = 0.3
LISTS = {
    "the list, page 1": "",
    "page 300": "p=300",
    "by date": "ordering=-published_at",
    "the oldest first": "ordering=saved_at",
    "a section": "section={section}",
    "a dossier of many": "dossier={many}",
    "a dossier of few": "dossier={few}",
    "an author": "author={author}",
    "drafts": "state=draft",
    "live": "state=live",
    "a common language": "language=en",
    "a rare language": "language=is",
    "a language nobody writes": "language=xx",
    "urgency 1 and 2": "urgency=1&urgency=2",
    "saved last week": "saved_at_from={week}",
    "dated in a month": "published_at_from=2025-03-01&published_at_to=2025-03-31",
    "news, not backfile": "backfile=false",
    "without a date": "glance=undated",
    "my drafts": "glance=drafts",
    "waiting for me": "glance=waiting",
    "late": "glance=late",
    "section, language, urgency, by date":
        "section={section}&language=fr&urgency=1&ordering=-published_at",
    "dossier, language, urgency": "dossier={many}&language=fr&urgency=1",
    "search: a common word": "q=the",
    "search: a beginning": "q=har",
    "search: two common words": "q=harbour+strike",
    "search: a rare word": "q={rare}",
    "search: nothing": "q=xylophone",
    "search: a common word in a section": "q=the&section={section}",
    "search: two words, draft": "q=harbour+strike&state=draft",
}


def main() -> None:
    """Fill the folder if need be, then measure."""
    call_command("migrate", verbosity=0)
    newsroom.grow(SCALE)
    client = Client()
    client.force_login(User.objects.get_or_create(
        email="bench@newsroom.example", defaults={"is_staff": True, "is_superuser": True},
    )[0])
    print(f"{Story.objects.count():,} stories; medians of 7 warm requests: waited, processor time")
    _measure(client, "the dashboard", reverse("wagtailadmin_home"))
    shown = _shown()
    listed = reverse(Story.snippet_viewset.get_url_name("list"))  # type: ignore
    for work, query in LISTS.items():
        _measure(client, work, f"{listed}?{query.format(**shown)}")


def _shown() -> dict[str, object]:
    last = Story.objects.order_by("-pk")[0]
    terms = Term.objects.filter(kind="dossier").order_by("pk")
    counted = sorted((Naming.objects.filter(term=term).count(), term.name) for term in terms)
    author = Naming.objects.filter(role="author")[0].term.name
    return {"section": last.section_id, "many": counted[-1][1], "few": counted[0][1],
            "author": author, "rare": last.headline.split()[-1],
            "week": f"{last.saved_at:%Y-%m-%d}"}


def _measure(client: Client, work: str, address: str) -> None:
    spans, worked = [], []
    for _ in range(8):
        began, busy = time.perf_counter(), time.process_time()
        answer = client.get(address)
        spans.append(time.perf_counter() - began)
        worked.append(time.process_time() - busy)
        assert answer.status_code == 200, (work, answer.status_code)
    waited, busy = statistics.median(spans[1:]), statistics.median(worked[1:])
    over = "  OVER" if min(busy, waited) > LIMIT else ""
    print(f"{work:<44} {waited * 1000:7.0f} ms {busy * 1000:7.0f} ms{over}", flush=True)


if __name__ == "__main__":
    main()
