"""What rendering a feed or a sitemap anew costs: `make bench ROOM=feeds`, or `python -m bench.feeds`.

Grows a newsroom to SCALE stories (default 100000) in BENCH_DATA (else a folder that is removed), or
takes DATA, a folder that is there. Each document is rendered TIMES times (default 20) without the
page store; printed are the milliseconds (median, the most), its questions to the database and its
bytes. Run it on newsrooms of several sizes: nothing may grow with the archive.
"""

from __future__ import annotations

import os
import shutil
import statistics
import tempfile
import time
from itertools import islice

SCALE = int(os.environ.get("SCALE", "100000"))
TIMES = int(os.environ.get("TIMES", "20"))
GIVEN = os.environ.get("DATA") or os.environ.get("BENCH_DATA")
FOLDER = GIVEN or tempfile.mkdtemp(prefix="dateline-feeds-")
os.environ["DATELINE_DATA"] = FOLDER
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from lxml import etree  # noqa: E402

from dateline.delivery.pieces import canonical_address  # noqa: E402
from dateline.delivery.public import READER, Whole, fresh  # noqa: E402
from dateline.project.demo import growing  # noqa: E402
from dateline.record import public as record  # noqa: E402
from dateline.record.models import Term  # noqa: E402

_LINK = "{http://www.w3.org/2005/Atom}link"


def made(address: str) -> Whole:
    """The document, rendered from the record."""
    return fresh(canonical_address(address, "", ()))


def older(address: str, steps: int) -> str:
    """The archive document so many steps back from a feed, or the oldest."""
    for _ in range(steps):
        links = etree.fromstring(made(address).body).iter(_LINK)
        found = [link.get("href", "") for link in links if link.get("rel") == "prev-archive"]
        if not found:
            break
        address = "/" + found[0].split("/", 3)[3]
    return address


def addresses() -> dict[str, str]:
    """What is measured, by its name."""
    site_feed = "/atom.xml"
    number = Term.objects.order_by("-count").values_list("pk", flat=True)
    terms = filter(None, map(record.term_by_number, islice(number.iterator(), 200)))
    longest = next(term for term in terms if term.kind == "dossier")
    parts = record.roll_parts()
    print(f"{record.total()} stories; the longest dossier has {record.count(longest.number)}")
    return {
        "feed of all stories, Atom": site_feed, "feed of all stories, RSS": "/rss.xml",
        "feed of all stories, JSON": "/feed.json",
        "feed of the longest dossier": f"{longest.address}atom.xml",
        "its archive, 40 documents back": older(f"{longest.address}atom.xml", 40),
        "archive of all stories, 40 documents back": older(site_feed, 40),
        "sitemap, its first part": "/sitemap-0.xml",
        "sitemap, its last part": f"/sitemap-{parts - 1}.xml",
        "news sitemap": "/sitemap-news.xml", "sitemap of lists": "/sitemap-lists.xml",
    }


def measure(name: str, address: str) -> None:
    """Print one line."""
    body = made(address).body  # what is loaded once is loaded
    with CaptureQueriesContext(connections[READER]) as asked:
        made(address)
    questions = sum(each["sql"].lstrip().startswith("SELECT") for each in asked)
    spans = []
    for _ in range(TIMES):
        began = time.process_time()
        made(address)
        spans.append((time.process_time() - began) * 1000)
    print(f"{name:<44}{statistics.median(spans):>9.1f} ms{max(spans):>9.1f} ms"
          f"{questions:>6} questions{len(body):>12} bytes", flush=True)


def main() -> None:
    """Grow, then measure each; the times are the processor's, so that neighbours disturb less."""
    if not os.environ.get("DATA"):
        call_command("migrate", verbosity=0)
        growing.grow(SCALE, progress=lambda done, of: None)
    for name, address in addresses().items():
        measure(name, address)
    if not GIVEN:
        shutil.rmtree(FOLDER, ignore_errors=True)


if __name__ == "__main__":
    main()
