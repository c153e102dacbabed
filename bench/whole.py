"""The round trip of the whole export: `python -m bench.whole` (SCALE stories, default 10,000).

It grows a newsroom, corrects, kills, withdraws, redirects and has people comment, exports it,
imports that into an installation that has nothing, and compares the digests of `dateline check`.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from uuid import uuid4

SCALE = int(os.environ.get("SCALE", "10000"))
FOLDER = Path(os.environ.get("BENCH_DATA") or tempfile.mkdtemp(prefix="dateline-bench-"))
os.environ["DATELINE_DATA"] = str(FOLDER / "from")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dateline.project.settings")
(FOLDER / "from").mkdir(parents=True, exist_ok=True)

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from bench.table import row  # noqa: E402
from dateline.archive.public import Asked, import_archive  # noqa: E402
from dateline.desk import public as desk  # noqa: E402
from dateline.discussion.models import Comment, Reader, Thread  # noqa: E402
from dateline.discussion.moving import opened  # noqa: E402
from dateline.lib import clock  # noqa: E402
from dateline.project.demo import growing, newsroom  # noqa: E402
from dateline.record import public as record  # noqa: E402

_POST = """<item><title>Old story {n}</title><link>https://old.example/story/{n}/</link>
<guid>https://old.example/?p={n}</guid>
<content:encoded><![CDATA[Text {n}.]]></content:encoded><wp:post_id>{n}</wp:post_id>
<wp:post_date_gmt>2016-06-23 10:05:00</wp:post_date_gmt><wp:status>publish</wp:status>
<wp:post_type>post</wp:post_type></item>"""
_WXR = """<?xml version="1.0"?><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Old</title>
<link>https://old.example</link>{posts}</channel></rss>"""


def furnish() -> None:
    """Stories with what happens to stories: a twentieth came with an old address, a hundredth
    each was corrected, killed and withdrawn, and there are half as many comments as stories."""
    call_command("migrate", verbosity=0, interactive=False)
    if not record.total():
        newsroom.load(at=clock.now(), say=lambda line: None)
    old = FOLDER / "old.xml"
    old.write_text(_WXR.format(posts="".join(_POST.format(n=n) for n in range(SCALE // 20))))
    import_archive(old, Asked(), at=clock.now())
    growing.grow(SCALE, progress=lambda done, total: None)
    if (FOLDER / "acted").exists():
        return
    codes = _codes(3 * (SCALE // 100) + SCALE // 100)
    _talk(codes[3 * (SCALE // 100):], SCALE // 2)
    (FOLDER / "acted").touch()
    for at, code in enumerate(codes[:3 * (SCALE // 100)]):
        guid = str(record.guid_of(code))
        if at % 3 == 0:
            desk.correct(guid, {"standfirst": "Put right."}, wrong="left", right="right")
        elif at % 3 == 1:
            desk.kill(guid, "It is gone.", reason="It was false.")
        else:
            desk.withdraw(guid, "It is gone.")


def _codes(most: int) -> list[str]:
    found: list[str] = []
    before = ""
    while len(found) < most:
        listing = record.latest(limit=200, before=before)
        found += [item.code for item in listing.items]
        before = listing.more
    return found[:most]


def _talk(codes: list[str], most: int) -> None:
    """So many comments under these stories, a thread after the other."""
    who, now = Reader.objects.order_by("pk").first(), clock.now()
    for code in codes:
        version = record.story(code)
        if version is None or Thread.objects.filter(story=version.number).exists():
            continue
        thread = Thread.objects.create(guid=version.guid, story=version.number, code=code,
                                       opened_at=now)
        with opened(thread.pk) as held:
            above = None
            for _ in range(most // len(codes)):
                comment = Comment(reader=who, text="Well said.", html="<p>Well said.</p>",
                                  state="public", key=str(uuid4()))
                above = held.add(comment, above if above and above.depth < 8 else None, at=now)


def run(*words: str, data: str) -> tuple[float, str]:
    """A command in a process of its own: seconds of processor time, and what it said."""
    command = [str(Path(sys.executable).parent / "dateline"), *words]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=os.environ | {"DATELINE_DATA": str(FOLDER / data)},  # noqa: S603
                          check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    now = resource.getrusage(resource.RUSAGE_CHILDREN)
    return now.ru_utime + now.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def _most() -> int:
    """Megabytes that the largest of the commands so far took."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def main() -> None:
    """Measure; fails where the digests differ."""
    furnish()
    out = FOLDER / "out"
    took, _ = run("export", "--to", str(out), data="from")
    size = sum(each.stat().st_size for each in out.rglob("*") if each.is_file())
    row("whole export", "dateline", "cpu s", [took], stories=SCALE, megabytes=size // 10**6,
        memory_mb=_most())
    run("check", data="to")  # the tables are made, as a first start makes them
    took, _ = run("import", "export", str(out), data="to")
    row("import of it", "dateline", "cpu s", [took], memory_mb=_most())
    took, there = run("check", data="to")
    row("dateline check, with the digest", "dateline", "cpu s", [took], memory_mb=_most())
    digests = {said.splitlines()[-1] for said in (there, run("check", data="from")[1])}
    print(*digests)
    if len(digests) != 1:
        sys.exit("The digests differ.")


if __name__ == "__main__":
    main()
