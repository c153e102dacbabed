"""Bodies of an archive as articles: read here, or, where there are many, by a process beside.

That process knows neither the database nor Django's applications: it gets texts and gives articles.
"""

from __future__ import annotations

import multiprocessing
import re
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from html import escape
from types import TracebackType
from urllib.parse import urljoin

from django.conf import settings

from dateline.archive.bringing.resting import rest_of
from dateline.formats.article import Article, NotArticle, body, parse
from dateline.formats.pagetext import LONGEST_WRAPPED, SENTENCE_ENDS
from dateline.lib.processes import end_with_parent

_RELATIVE = re.compile(
    r"""(<(?:img|a)\b[^>]{0,2000}?\b(src|href)\s*=\s*)(["'])(?![a-zA-Z][a-zA-Z+.-]*:|//|#)([^"']*)\3""",
    re.I)
_WRAPPED = re.compile(
    r"(?:https?:)?//(?:www\.)?youtube-nocookie\.com/embed/([\w-]{6,20})|"
    r"(?:https?:)?//cdn\.embedly\.com/widgets/media\.html\?src=https%3A%2F%2Fwww\.youtube"
    r"(?:-nocookie)?\.com%2Fembed%2F([\w-]{6,20})[^\"'<>\s]{0,2000}", re.I)
_PAGE = re.compile(r"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])|\A\s*<title[\s>]", re.I)
"""A whole page; any other HTML is a body, also one with a drawing that has a `<title>`."""
_EMPTY = re.compile(r"\n[^\S\n]*\n")
BESIDE = "https://beside.invalid/"
"""Stands before the relative address of a picture, which is looked for beside the archive."""

Body = tuple[str, str]
"""A text as HTML, and without marks where there is no HTML."""
Read = Article | str
"""What was read of a body, or why nothing could be."""


class Parser:
    """Reads bodies, a batch at a time; `many` lets another process read them from now on."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._beside: ProcessPoolExecutor | None = None
        self._alone = False

    def __enter__(self) -> Parser:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._beside is not None:
            self._beside.shutdown(cancel_futures=True)

    def begin(self, bodies: Sequence[Body], *, many: bool) -> Callable[[], list[Read]]:
        """Begin to read; what is returned waits for the end, and gives them in the same order."""
        if many and self._beside is None and not self._alone:
            self._beside = ProcessPoolExecutor(
                1, multiprocessing.get_context("spawn"), initializer=_begun)
        if self._beside is not None:
            try:
                waiting = self._beside.submit(read, bodies, self.base)
                return partial(self._ended, waiting, bodies)
            except BrokenProcessPool:
                self._give_up()
        return partial(read, bodies, self.base)

    def _ended(self, waiting: Future[list[Read]], bodies: Sequence[Body]) -> list[Read]:
        try:
            return waiting.result()
        except BrokenProcessPool:
            self._give_up()
            return read(bodies, self.base)

    def _give_up(self) -> None:
        """The other process was killed, perhaps for its memory: from now on they are read here."""
        if self._beside is not None:
            self._beside.shutdown(wait=False)
        self._beside, self._alone = None, True


def _begun() -> None:
    """In the other process: texts of errors stay as they are, and it ends with who began it."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
    end_with_parent()


def read(bodies: Sequence[Body], base: str) -> list[Read]:
    """The article of each."""
    return [_read(*body, base) for body in bodies]


def _read(html: str, text: str, base: str) -> Read:
    html = html or "".join(f"<p>{escape(part)}</p>" for part in paragraphs(text))
    html = _RELATIVE.sub(partial(_joined, base), _WRAPPED.sub(_unwrapped, html))
    try:
        return _article(html)
    except (ValueError, RecursionError) as error:
        return str(error)[:300]


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text: parted by empty lines if there are any, else one a line;
    lines that were wrapped in mid-sentence are one."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = [line.strip() for line in text.strip().split("\n")]
    if "" in lines:
        return [part for part in _EMPTY.split(text) if part.strip()]
    wrapped = max(map(len, lines)) <= LONGEST_WRAPPED and any(
        line[-1] not in SENTENCE_ENDS for line in lines[:-1])
    return [text] if wrapped else lines


def _article(html: str) -> Article:
    if not html.strip():
        return Article(kind="fragment")
    try:
        return parse(html) if _PAGE.search(html[:3000]) else body(
            html if "<" in html and ">" in html else f"<p>{html}</p>")
    except NotArticle as error:
        return rest_of(html, error)


def _unwrapped(found: re.Match[str]) -> str:
    """The film itself, where another site shows it or it is asked for without cookies."""
    return "https://www.youtube.com/embed/" + (found[1] or found[2])


def _joined(base: str, found: re.Match[str]) -> str:
    """The attribute with a whole address; a link without a base stays, and is left out."""
    before, kind, quoted, address = found.groups()
    if kind.lower() == "src":
        address = BESIDE + address
    elif base:
        address = urljoin(base, address)
    return f"{before}{quoted}{address}{quoted}"
