"""What each command takes. Light: nothing here needs Django, so that --help is quick."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateline.formats import mediatopics, pagetext
from dateline.project.backups import restoring


class Refused(Exception):
    """What was asked for cannot be done; one line says why. Exit status 2."""


@dataclass(frozen=True)
class Command:
    """A command's purpose, an example, its arguments, and what it reads before all else."""

    purpose: str
    example: str
    arguments: Callable[[argparse.ArgumentParser], None]
    text: str = ""
    early: Callable[[argparse.Namespace], None] = lambda _: None


def _serve(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=_number(1, 65535), help="else PORT, else 8000")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (%(default)s)")
    parser.add_argument("--workers", type=_number(1, 64), default=1, help="web workers")
    parser.add_argument(
        "--only", choices=("web", "worker", "radio"), default="",
        help="a part of it: pages and desk; embargoes, expiry, jobs and mail; or the radio",
    )
    parser.add_argument(
        "--radio-port", default="", metavar="PORT",
        help="of the radio, else DATELINE_RADIO_PORT, else the site's port and 10; off: none",
    )
    parser.add_argument("--no-demo", action="store_true", help="begin with an empty newsroom")


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "format", metavar="WHAT", help=f"{', '.join(_whats())}; without it, an archive")
    parser.add_argument("file", type=Path, nargs="*", metavar="FILE",
                        help="archive, wire: also folders, ZIP files, and several")
    parser.add_argument(
        "--published-at", type=_moment, metavar="TIME", help="when it was published, with its zone"
    )
    parser.add_argument("--source", default="", metavar="NAME", help="wire: whose copy it is")
    parser.add_argument(
        "--dry-run", action="store_true", help="archive, wire, comments: read, and change nothing"
    )
    parser.add_argument(
        "--format", dest="form", choices=COMMENTS, default="", help="comments: else the file tells"
    )
    parser.add_argument(
        "--stories", type=Path, metavar="MAP.CSV",
        help="comments: two columns, an old address or id and our address or code",
    )
    parser.add_argument(
        "--clause", default="", metavar="NUMBER", help="comments: the ground of what is spam there"
    )
    parser.add_argument(
        "--by", default="", metavar="EMAIL",
        help="comments: the moderator who answers for decisions that people made elsewhere",
    )
    _archive(parser)


def _whats() -> tuple[str, ...]:
    return (*CODECS, "wire", "comments", "archive", "export")


ARCHIVES = ("wordpress", "squarespace", "ghost", "medium", "substack", "blogger", "drupal",
            "movabletype", "arc", "markdown", "html", "page", "ninjs", "newsml", "nitf",
            "iptc7901", "anpa", "eml", "rss", "atom", "csv", "jsonl", "xml")


def _archive(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--as", dest="kind", choices=ARCHIVES, default="",
                        help="archive: its format; else it is recognised")
    parser.add_argument("--map", dest="fields", type=Path, metavar="MAP.JSON",
                        help="archive: our fields by those of a table or of JSON")
    parser.add_argument("--section", default="", help="archive: of stories that have none")
    parser.add_argument("--language", default="", metavar="TAG",
                        help="archive: of stories that say none")
    parser.add_argument("--zone", type=_zone, metavar="NAME",
                        help="archive, comments: of dates without a zone, as Europe/Berlin; "
                             "else they are of the newsroom's own")
    parser.add_argument("--base", default="", metavar="ADDRESS",
                        help="archive: the old site, for pictures with relative addresses")
    parser.add_argument("--no-fetch", action="store_true",
                        help="archive: take only pictures that lie beside it")
    parser.add_argument("--no-comments", action="store_true",
                        help="archive: leave the comments that lie in it")


COMMENTS = ("wordpress", "disqus", "blogger", "movabletype", "json", "isso")


CODECS: dict[str, tuple[Callable[[bytes], Any], int]] = {
    "page": (pagetext.parse, pagetext.MAX_BYTES),
    "mediatopics": (mediatopics.load, mediatopics.MAX_BYTES),
}
"""What an imported file may be: how it is read, and its size at most in bytes."""


def _read(chosen: argparse.Namespace) -> None:
    """Read the file first, so that a bad one makes nothing; of others, see that all are there."""
    _named(chosen)
    beside = {"comments": chosen.stories, "archive": chosen.fields}.get(chosen.format)
    if chosen.format not in CODECS:
        _there([*chosen.file, *([beside] if beside else [])])
        return
    if len(chosen.file) > 1 or chosen.source or chosen.dry_run:
        raise Refused("Several files, --source and --dry-run are for `dateline import wire`.")
    load, most = CODECS[chosen.format]
    path = chosen.file[0]
    try:
        with path.open("rb") as file:
            chosen.read = load(file.read(most + 1))
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from None
    except (pagetext.NotAPageText, mediatopics.NotMediaTopics) as error:
        raise Refused(f"{path}: {error}") from None


def _named(chosen: argparse.Namespace) -> None:
    """A file or folder alone is an archive."""
    if chosen.format not in _whats():
        if not Path(chosen.format).exists():
            raise Refused(f"{chosen.format!r} is no file or folder, and none of "
                          f"{', '.join(_whats())}.")
        chosen.file, chosen.format = [Path(chosen.format), *chosen.file], "archive"
    if not chosen.file:
        raise Refused(f"Say which file: dateline import {chosen.format} FILE.")


def _there(paths: list[Path]) -> None:
    for path in paths:
        if not path.exists():
            raise Refused(f"{path} cannot be read: there is no such file or folder.")


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=("comments",), help="else everything")
    parser.add_argument("file", nargs="?", type=Path, help="of comments; else they are printed")
    parser.add_argument("--to", metavar="FOLDER", type=Path, help="an empty folder for everything")
    parser.add_argument("--as", dest="kind", choices=LEAVING, default="",
                        help="live stories for other systems; static is a browsable site")


LEAVING = ("ninjs", "newsml-g2", "wxr", "markdown", "static")


def _where_to(chosen: argparse.Namespace) -> None:
    if (chosen.to is None) == (chosen.what is None):
        raise Refused("Say --to FOLDER for everything, or `dateline export comments FILE`.")
    if chosen.what and chosen.kind:
        raise Refused("--as is for stories; comments are in --as wxr too.")


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--stories", type=_number(1, 10_000_000), metavar="N",
        help="grow the newsroom to N stories; one dossier gets exactly 1,881",
    )
    parser.add_argument(
        "--empty", action="store_true", help="take the demo away; refused beside your own stories"
    )
    parser.add_argument("--yes", action="store_true", help="with --empty: do not ask")


def _check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="compare every stored page, not 200")


def _evaluate(parser: argparse.ArgumentParser) -> None:
    judged = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    _evaluate_search(judged.add_parser("search", help="the ranking, on a judged collection"))
    _evaluate_suggest(judged.add_parser("suggest", help="what the desk is offered, on labels"))
    said = judged.add_parser("statements", help="who is found to have said what, on judged stories")
    said.add_argument("documents", type=Path, help="JSON Lines of stories with their statements")


def _evaluate_search(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("documents", type=Path, help="JSON, tables, TREC's, SMART's")
    parser.add_argument("queries", type=Path, help="in one of the same forms")
    parser.add_argument("judgements", type=Path, help="by query: TREC's, BEIR's, JSON")
    parser.add_argument("--language", default="en", metavar="TAG", help="of the documents")


def _evaluate_suggest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, nargs="?", help="JSON Lines, a JSON array or CSV of "
                        "texts with labels; without it this newsroom's own stories")
    parser.add_argument("--test", type=Path, metavar="FILE", help="what is judged, apart")
    for name in ("headline", "text", "labels", "date", "split"):
        parser.add_argument(f"--{name}", metavar="FIELD", help=f"the field that is its {name}")
    parser.add_argument("--language", default="en", metavar="TAG", help="of the texts")


def _discussion(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("report", "statements", "advice"),
                        help="numbers, each statement, or how good advice and word rules are")
    parser.add_argument("--since", type=_moment, metavar="TIME", help="the first; not of advice")
    parser.add_argument("--until", type=_moment, metavar="TIME", help="the end; not of advice")
    parser.add_argument("--format", choices=("text", "json", "csv"), default="",
                        help="report, advice: text or json; statements: json lines or csv")


def _erase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("story", nargs="?", default="",
                        help="its code, its address, or its guid while it is a draft")
    parser.add_argument("--reader", default="", metavar="WHO",
                        help="a reader who comments, by e-mail address or display name")
    parser.add_argument("--keep", action="store_true",
                        help="reader: the public comments stay, without the name")
    parser.add_argument("--notice", default="", help="what its address says from now on")
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", metavar="FOLDER|FILE.tar", type=Path,
                        help="a new one; else a folder in backups/ of the data folder")


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="FROM", type=Path, help="a backup: its folder or file")
    parser.add_argument("--yes", action="store_true",
                        help="what is in the data folder is put aside, into its backups/")


def _put_back(chosen: argparse.Namespace) -> None:
    try:
        chosen.lock = restoring.begin(chosen.source, yes=chosen.yes)
    except restoring.NotRestored as error:
        raise Refused(f"{error}.") from None


def _new_epoch(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="do not ask")


def _station(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=("status", "remove"), help="say what is on, or end it")
    parser.add_argument("--yes", action="store_true", help="remove: do not ask")


def _signin(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("email", nargs="?", default="", help="whose link (else an administrator's)")


def _number(least: int, most: int) -> Callable[[str], int]:
    def number(text: str) -> int:
        if not text.isdecimal() or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{text!r}: give a number from {least} to {most}")
        return int(text)

    return number


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ValueError, OSError, ZoneInfoNotFoundError):
        raise argparse.ArgumentTypeError(f"{text!r} is no zone: Europe/Berlin is") from None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r}: give it as 2016-06-23T10:05:00Z") from None
    if moment.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} has no zone: add Z or +03:00")
    return moment


COMMANDS = {
    "serve": Command(
        "serve everything: desk, site and scheduler", "dateline serve --port 8000", _serve,
        "The first start loads a small demo newsroom, unless --no-demo is given.",
    ),
    "import": Command(
        "bring in an archive, an export, a page's text, agencies' files, comments, or media topics",
        "dateline import page saved.txt --published-at 2016-06-23T10:05:00Z", _import,
        "The page's clock is not the story's date: without --published-at the story is undated. "
        "The last line printed is its public address. The same file twice changes nothing. "
        "`mediatopics` is IPTC's vocabulary in JSON, cptall-en-GB.json: a newer file updates it. "
        "`wire` reads files and folders of other agencies in any format it knows; the items wait "
        "at the desk under Incoming, and what cannot be read is kept with its reason. "
        "`comments` reads WordPress' export, Disqus' XML, Blogger's backup, our JSON and Isso's. "
        "`archive` reads other systems' stories: WordPress, Ghost, Medium, Substack, Blogger, "
        "Squarespace, Drupal, Movable Type, Arc, Markdown with front matter, HTML pages, CSV, "
        "JSON, files of the wire, feeds and page texts, as files, folders or ZIP files; they are "
        "backfile, old addresses redirect, and the same again changes nothing. "
        "`export` makes an installation that has nothing the one that `dateline export --to` "
        "wrote: every file is compared with its digest first, and it is all or nothing.",
        _read,
    ),
    "export": Command(
        "write everything out", "dateline export --to export-2026-03-01", _export,
        "A JSON Lines file a table, the files of pictures and sound, and manifest.json with their "
        "SHA-256 digests; `dateline import export` makes an installation from it. "
        "`dateline export comments FILE` writes comments alone, as `dateline import comments` "
        "reads them. `--as` writes what readers see: a file a story, one file for WordPress, or a "
        "copy of the site.", _where_to,
    ),
    "demo": Command(
        "load the demo newsroom, grow it, or take it away", "dateline demo --empty", _demo,
        "All texts are invented. Growing goes on where it was stopped. Emptying keeps your "
        "settings and your people, and needs a server that is stopped.",
    ),
    "check": Command(
        "verify record, desk and stored pages", "dateline check --all", _check,
        "Prints what was verified. Exit status 1 names the first breach found.",
    ),
    "evaluate": Command(
        "say how good the search, or what the desk is offered, is on a judged collection",
        "dateline evaluate search corpus.jsonl queries.jsonl qrels.tsv", _evaluate,
        "search prints mean average precision, precision and recall at 10, of plain SQLite FTS5 "
        "(bm25) and of this search; suggest prints precision, recall and F1 of the labels that "
        "are given to texts not learned from. Nothing of the newsroom is changed.",
    ),
    "discussion": Command(
        "print how the discussion is moderated: transparency report, statements, advice",
        "dateline discussion report --since 2026-01-01T00:00:00Z --until 2026-07-01T00:00:00Z",
        _discussion,
        "`report`: what Articles 15 and 24 of Regulation (EU) 2022/2065 ask for, as numbers. "
        "`statements`: each statement of reasons in the fields of the EU's transparency database, "
        "one JSON object a line, or CSV. Both need --since and --until. `advice`: how good what is "
        "learned of decisions is on newer ones, and the word rules' false alarms.",
    ),
    "erase": Command(
        "erase a story or a reader by law",
        'dateline erase k7m2pq --notice "Erased at the request of a person named in it."', _erase,
        "Empties every version, the working copy and stored pages; digests stay, so that the log "
        "still verifies. With --reader: the account and what the person wrote. "
        "Lists what it cannot reach.",
    ),
    "backup": Command(
        "copy everything, while the newsroom works", "dateline backup --to /mnt/monday", _backup,
        "The database in one snapshot, then the files; a manifest with SHA-256 digests comes last. "
        "Pages, the index of the search and the radio's last hours are not in it.",
    ),
    "restore": Command(
        "make this installation one from a backup", "dateline restore /mnt/monday", _restore,
        "Into an empty data folder (and an empty database, on PostgreSQL). Every file is compared "
        "with its digest first. A new epoch begins. After a kill, the same again goes on.",
        _put_back,
    ),
    "new-epoch": Command(
        "say that the database was restored or promoted", "dateline new-epoch --yes", _new_epoch,
        "Stored pages of every machine, subscribers' cursors and open pages are of another history "
        "from then on: nothing is shown that this database does not hold. Before anything is "
        "published; said twice, all is done twice. Refused on a replica.",
    ),
    "station": Command(
        "say what the radio sends, or take the station away", "dateline station status", _station,
        "`remove` ends the radio: its process and its port are gone within seconds. Programmes, "
        "schedule, sound and episodes stay, and are there again once a station is set up at the "
        "desk.",
    ),
    "signin": Command(
        "make a one-time sign-in link for the desk", "dateline signin editor@example.org", _signin,
        "The link is good for an hour.",
    ),
}
