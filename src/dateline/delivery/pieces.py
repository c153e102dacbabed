"""Pages and fragments by address: who renders them, and how a rendering becomes a stored page."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import partial
from typing import Any, NamedTuple
from urllib.parse import parse_qs, quote, unquote

from django.http import HttpRequest, QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from dateline.delivery.former import former
from dateline.delivery.page import Page, StoredPage, made
from dateline.delivery.rendering import Snapshot, rendering
from dateline.delivery.word import word_of

MISSING = "~missing"
FRAGMENT = "~fragment:"
_PLAIN = re.compile(r"[A-Za-z0-9/~@!$&'()*+,;=:._-]*").fullmatch
Fragment = Callable[..., str]
Ahead = Callable[[Sequence[tuple[str | int, ...]]], AbstractContextManager[None]]
_fragments: dict[str, Fragment] = {}
_ahead: dict[str, Ahead] = {}
_missing: list[Callable[[], Page]] = []
_moved: list[Callable[[str], str]] = []
_marker: ContextVar[str | None] = ContextVar("marker", default=None)
_in_place: ContextVar[Mapping[str, Fragment] | None] = ContextVar("in_place", default=None)


class Missing(Exception):
    """There is no page at this address: the shared page of unknown addresses is served.

    `word` is that of the position at which this was so; 0 if it depends on the clock.
    """

    word = 0


def register_fragment(name: str, render: Fragment, *, ahead: Ahead | None = None) -> None:
    """Fill the fragment `name`: `render(*args)` returns its HTML; args are strings and numbers.

    Where a page shows many of that name, `ahead` is given the arguments of all that are to be
    rendered, in their snapshot, and may read for all of them at once; they are rendered within it.
    """
    _fragments[name] = render
    if ahead is not None:
        _ahead[name] = ahead


def register_missing(render: Callable[[], Page]) -> None:
    """Say what all unknown addresses answer with."""
    _missing[:] = [render]


def register_moved(find: Callable[[str], str]) -> None:
    """Say where an unknown address leads: `find(address)`, percent-encoded with its query.

    A selector, which returns an address here, or an empty text.
    """
    _moved[:] = [find]


def fragment_address(name: str, args: tuple[str | int, ...]) -> str:
    """The address of a fragment in the store."""
    return FRAGMENT + json.dumps([name, *args], ensure_ascii=False)


def together(addresses: Iterable[str]) -> list[list[str]]:
    """These pieces, those in one list that are rendered together."""
    found: dict[str, list[str]] = {}
    for address in addresses:
        name = _name_of(address)
        found.setdefault(name if name in _ahead else address, []).append(address)
    return list(found.values())


def render_together(addresses: Sequence[str], held: Snapshot) -> list[StoredPage]:
    """Render one of the lists of `together` in this snapshot; raises Missing."""
    with read_ahead(addresses):
        return [render_piece(address, held) for address in addresses]


@contextmanager
def read_ahead(addresses: Sequence[str]) -> Iterator[None]:
    """Within, what the pieces of one of these lists have in common is read already."""
    name = _name_of(addresses[0])
    if name not in _ahead:
        yield
        return
    wanted = [tuple(json.loads(each[len(FRAGMENT) :])[1:]) for each in addresses]
    with _ahead[name](wanted):
        yield


def _name_of(address: str) -> str:
    return str(json.loads(address[len(FRAGMENT) :])[0]) if address.startswith(FRAGMENT) else ""


@contextmanager
def fragments_in_place(drawn: Mapping[str, Fragment]) -> Iterator[None]:
    """Within, fragments are a part of the page, drawn by these; others are not filled at all.

    For a page that is not of now: what is spliced in at serve time always is.
    """
    token = _in_place.set(drawn)
    try:
        yield
    finally:
        _in_place.reset(token)


def has_fragment(name: str) -> bool:
    """Whether some room fills this fragment."""
    in_place = _in_place.get()
    return name in (_fragments if in_place is None else in_place)


def place_fragment(name: str, args: tuple[str | int, ...]) -> str:
    """What the template tag leaves in the text; outside a stored page the fragment itself."""
    in_place, marker = _in_place.get(), _marker.get()
    if in_place is not None:
        return in_place[name](*args)
    if marker is None:
        return _fragments[name](*args)
    if not marker:
        raise RuntimeError(f"fragment {name!r} stands in a fragment: they go one level deep")
    return f"{marker}{json.dumps([name, *args])}{marker}"


def is_spliced() -> bool:
    """Whether what is being drawn is a page whose fragments are spliced in at serve time."""
    return bool(_marker.get()) and _in_place.get() is None


def is_kept() -> bool:
    """Whether what is being drawn is such a page or one of its fragments."""
    return _marker.get() is not None and _in_place.get() is None


def render_piece(address: str, held: Snapshot) -> StoredPage:
    """Render a page or fragment in this snapshot; raises Missing."""
    with rendering(held.moment) as seen:
        try:
            page, parts = draw_piece(address)
        except Missing as missing:
            if not seen.asked_clock and seen.until is None:
                missing.word = word_of(held.epoch, held.as_of, held.token)
            raise
    return made(
        page, parts, tuple(seen.keys),
        address=address,
        epoch=held.epoch,
        as_of=held.as_of,
        since=held.moment.timestamp() if seen.asked_clock else None,
        until=_posix(seen.until),
        rendered=held.moment.timestamp(),
    )


def _posix(moment: datetime | None) -> float | None:
    return moment.timestamp() if moment is not None and moment.year < 9999 else None


def draw_piece(address: str) -> tuple[Page, tuple[bytes | str, ...]]:
    """A page or fragment in parts, as the running rendering sees it; raises Missing."""
    if address.startswith(FRAGMENT):
        name, *args = json.loads(address[len(FRAGMENT) :])
        with _marking(""):
            page = Page(_fragments[name](*args))
        return page, (str(page.body).encode(),)
    return draw(_missing[0] if address == MISSING else partial(_view_page, address))


def draw(view: Callable[[], Page]) -> tuple[Page, tuple[bytes | str, ...]]:
    """What a view answers, and its body in parts: bytes, and addresses of fragments."""
    marker = f"\x02{secrets.token_hex(8)}\x03"
    with _marking(marker):
        page = view()
    body = page.body if isinstance(page.body, bytes) else page.body.encode()
    return page, _split(body, marker.encode())


@contextmanager
def _marking(marker: str) -> Iterator[None]:
    token = _marker.set(marker)
    try:
        yield
    finally:
        _marker.reset(token)


def _split(body: bytes, marker: bytes) -> tuple[bytes | str, ...]:
    parts = body.split(marker)
    segments = (
        fragment_address(*_name_and_args(part)) if odd % 2 else part
        for odd, part in enumerate(parts)
    )
    return tuple(part for part in segments if part)


def _name_and_args(part: bytes) -> tuple[str, tuple[str | int, ...]]:
    name, *args = json.loads(part)
    return name, tuple(args)


class Stored(NamedTuple):
    """A view of stored pages, with what its address says to it."""

    view: Callable[..., Page]
    params: tuple[str, ...]
    unkept: tuple[str, ...]
    match: ResolverMatch
    behind: bool = False

    def keeps(self, path: str, query: str) -> bool:
        """Whether the page at this query is one to be stored; else Django's view renders it."""
        address = canonical_address(path, query, self.params) if self.unkept else ""
        return not any(name in self.unkept for name in QueryDict(address.partition("?")[2]))


def stored_view(path: str) -> Stored | None:
    """The view of stored pages at a decoded path; None where only Django can answer."""
    try:
        match = resolve(path)
    except Resolver404:
        return None
    function: Any = match.func
    if not hasattr(function, "stored"):
        return None
    return Stored(function.stored, function.params, function.unkept, match,
                  function.behind is not None)


def _view_page(address: str) -> Page:
    path, _, query = address.partition("?")
    if former(unquote(path), query):
        return _onward(address)
    found = stored_view(unquote(path))
    if found is None:
        raise Missing
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, unquote(path)
    request.GET = QueryDict(query)
    try:
        return found.view(request, *found.match.args, **found.match.kwargs)
    except Missing:
        return _onward(address)


def _onward(address: str) -> Page:
    """Where it leads now; raises Missing."""
    onward = next(filter(None, (find(address) for find in _moved)), "")
    if not onward:
        raise Missing
    return Page(b"", 301, headers={"Location": onward})


def canonical_address(path: str, query: str, allowed: tuple[str, ...]) -> str:
    """The one address for a decoded path and a query: known parameters only, in order."""
    quoted = path if _PLAIN(path) else quote(path, safe="/~@!$&'()*+,;=:")
    if not query or not allowed or ("%" not in query and not any(n in query for n in allowed)):
        return quoted
    try:
        given = parse_qs(query, max_num_fields=50)
    except ValueError:
        return quoted
    kept = QueryDict(mutable=True)
    for name in sorted(allowed):
        if name in given:
            kept[name] = given[name][0]
    return f"{quoted}?{kept.urlencode()}" if kept else quoted
