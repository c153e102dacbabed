"""Read an e-mail as an item (RFC 5322, RFC 2045-2049): one that was dropped as a file.

The subject is the headline, the plain text (else the HTML) the body, the Message-ID the guid, the
date the version's time, the sender's name byline and credit. Pictures that are attached are noted
by their file names, nothing of them is kept. A signature (below `-- `, RFC 3676 4.3) is left out.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageDefect, ObsoleteHeaderDefect
from email.message import EmailMessage
from email.policy import default
from email.quoprimime import header_decode
from pathlib import PurePosixPath
from typing import Any

from dateline.formats.item import UNDATED, NewsItem, Picture, Received, Rendition, Unreadable
from dateline.formats.wirebody import Body, from_html, from_text, joined
from dateline.formats.wiretext import bounded, decoded, line, lines, quoted, told

LONGEST_HEADER = 5_000  # bytes of one that is interpreted; honest ones have some hundreds
MOST_PARTS = 500

_HEADERS = re.compile(
    rb"^(?:content-(?:type|disposition|transfer-encoding|id|language)|subject|from|date|message-id)"
    rb":[^\n]*(?:\n[ \t][^\n]*)*", re.I | re.M
)
_FIRST = re.compile(rb"\s*(?:From [^\n]{1,500}\n)?")
_BROKEN = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_ODD_WORD = re.compile(r"=\?[\w-]{1,40}\?[Qq]\?([^?]*[^\x00-\x7f][^?]*)\?=")
"""An encoded word (RFC 2047) with signs in it that should have been encoded."""


def read(raw: bytes) -> tuple[Received, ...]:
    """The one item of the message; Unreadable where there is no sender, or no subject and text."""
    first = _FIRST.match(bounded(raw))
    message = _parsed(raw[first.end() if first else 0 :])
    doubts: list[str] = []
    subject, sender = _header(message, "subject", doubts), _sender(message, doubts)
    if not sender or not any(_raw(message, name) for name in ("subject", "date", "message-id")):
        raise Unreadable("this is no e-mail: it has no sender, or neither subject nor date")
    parts = list(_leaves(message))
    body = _body(parts, doubts)
    if not subject:
        doubts.append("no headline is stated: the subject is empty")
    if not body.blocks:
        doubts.append("it has no text")
    if not subject and not body.blocks:
        raise Unreadable("this e-mail has neither a subject nor a text")
    sent = _date(message, doubts)
    item = NewsItem(
        guid=_header(message, "message-id", doubts).strip("<> "),
        uri="",
        version=1,
        headline=subject,
        standfirst="",
        body_text=body.text,
        body_html=body.html,
        language=_header(message, "content-language", doubts).split(",")[0].strip(),
        pubstatus="usable",
        version_created=sent or UNDATED,
        first_created=None,
        published=None,
        credit=sender.name or sender.address,
        bylines=(sender.name,) if sender.name else (),
        pictures=tuple(_pictures(parts, doubts)),
    )
    if not item.guid:
        doubts.append("it has no identifier: whether it came before cannot be told")
    doubts.extend(body.doubts)
    return (Received(item, told(doubts), sent),)


def attached(raw: bytes) -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of each file or message that is attached, but pictures; raises Unreadable."""
    first = _FIRST.match(bounded(raw))
    found = []
    for part in _leaves(_parsed(raw[first.end() if first else 0 :])):
        kind = part.get_content_type()
        if kind == "message/rfc822":
            found.append((kind, _inner(part)))
        elif part.get_content_maintype() != "image" and not (
                kind in ("text/plain", "text/html") and _inline(part)):
            held = part.get_payload(decode=True)
            found.append((_name(part) or kind, held if isinstance(held, bytes) else b""))
    return tuple((name, held) for name, held in found if held.strip())


def _inner(part: EmailMessage) -> bytes:
    """A message that is attached, as it was written."""
    try:
        held = part.get_payload(0)
        return held.as_bytes() if isinstance(held, EmailMessage) else b""
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return b""


def _parsed(raw: bytes) -> EmailMessage:
    long = next((one for one in _HEADERS.finditer(raw) if len(one[0]) > LONGEST_HEADER), None)
    if long:
        name = long[0].partition(b":")[0].decode("ascii", "replace")
        raise Unreadable(f"this e-mail's header {name} is longer than {LONGEST_HEADER:,} bytes")
    try:
        return email.message_from_bytes(raw, policy=default)
    except (RecursionError, ValueError, LookupError, AttributeError, IndexError, TypeError):
        raise Unreadable("this e-mail's parts are nested or named in a way nobody can read"
                         ) from None


def _raw(message: EmailMessage, name: str) -> str:
    return next((str(v) for key, v in message.raw_items() if key.lower() == name), "")


def _parsed_header(message: EmailMessage, name: str, doubts: list[str]) -> Any:
    """A header as the library understands it; signs outside ASCII are read as they can be."""
    said = _raw(message, name)
    if any("\ud800" <= sign <= "\udfff" for sign in said):
        said, guess = decoded(said.encode("utf-8", "surrogateescape"))
        said = _ODD_WORD.sub(lambda word: header_decode(word[1]), said)
        doubts.extend(f"header {name}: {one}" for one in guess)
    try:
        made = default.header_factory(name, re.sub(r"\r?\n", "", said))
        odd = [one for one in made.defects if not isinstance(one, ObsoleteHeaderDefect)]
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError):
        made, odd = said, [MessageDefect()]
    if said and odd:
        doubts.append(f"the header {name} is not well-formed: {quoted(said)}")
    return made


def _header(message: EmailMessage, name: str, doubts: list[str]) -> str:
    """A header on one line; a line break hidden in it is a doubt."""
    said = str(_parsed_header(message, name, doubts))
    if _BROKEN.search(said):
        doubts.append(f"the header {name} holds a line break; it was made a space")
    return line(said)


@dataclass(frozen=True)
class _Sender:
    """A name and an address as they were written; nothing about them is checked."""

    name: str
    address: str = ""


def _sender(message: EmailMessage, doubts: list[str]) -> _Sender | None:
    said = _header(message, "from", doubts)
    if "@" not in said:
        return _Sender(said.strip('" ')) if said.strip('" ') else None
    made = _parsed_header(message, "from", [])
    first = next(iter(getattr(made, "addresses", ())), None)
    name, address = (first.display_name, first.addr_spec.strip("<>")) if first else ("", "")
    if name or address:
        return _Sender(line(name), line(address))
    return _Sender(said) if said else None


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something, without those of messages that are attached."""
    waiting, count = [message], 0
    while waiting:
        part = waiting.pop()
        count += 1
        if count > MOST_PARTS:
            raise Unreadable(f"this e-mail has more than {MOST_PARTS} parts")
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting.extend(reversed(list(part.iter_parts())))  # type: ignore[arg-type]
        else:
            yield part


def _body(parts: list[EmailMessage], doubts: list[str]) -> Body:
    """The plain text that is not attached, else the HTML."""
    for kind, reader in (("text/plain", _from_plain), ("text/html", _from_marked_up)):
        texts = [part for part in parts if part.get_content_type() == kind and _inline(part)]
        bodies = [reader(part, doubts) for part in texts]
        body = Body(
            tuple(block for each in bodies for block in each.blocks),
            doubts=tuple(doubt for each in bodies for doubt in each.doubts),
        )
        if body.blocks:
            return body
    return Body()


def _inline(part: EmailMessage) -> bool:
    return part.get_content_disposition() != "attachment" and not _name(part)


def _from_plain(part: EmailMessage, doubts: list[str]) -> Body:
    text = _text(part, doubts)
    params = {key.lower(): str(value).lower() for key, value in part.get_params([]) or []}
    if params.get("format") == "flowed":
        text = _flowed(text, delete=params.get("delsp") == "yes")
    text = re.split(r"(?:^|\n)-- ?(?:\n|$)", text, maxsplit=1)[0]
    if text.lstrip().startswith(("{", "[")) and text.rstrip().endswith(("}", "]")):
        doubts.append("its text is written for a program (JSON); it is kept as it is")
    parts = (joined(part.strip("\n")) for part in re.split(r"\n[ \t]*\n", text))
    return from_text("\n\n".join(parts))


def _from_marked_up(part: EmailMessage, doubts: list[str]) -> Body:
    return from_html(_text(part, doubts))


def _text(part: EmailMessage, doubts: list[str]) -> str:
    raw = part.get_payload(decode=True)
    if any("base64" in type(one).__name__.lower() for one in part.defects):
        doubts.append("its text is not encoded as it says; it was read as it stands")
    charset = part.get_content_charset("") or ""
    text, guess = decoded(raw if isinstance(raw, bytes) else b"", declared=charset)
    doubts.extend(guess)
    return lines(text)


def _flowed(text: str, *, delete: bool) -> str:
    """Join the lines that end with a space (RFC 3676 4.1), without that space if DelSp is yes."""
    said: list[str] = []
    for one in text.split("\n"):
        one = one.removeprefix(" ")
        said.append(one.removesuffix(" ") if delete else one)
        if not one.endswith(" ") or one == "-- ":
            said.append("\n")
    return "".join(said)


def _pictures(parts: list[EmailMessage], doubts: list[str]) -> Iterator[Picture]:
    for part in parts:
        name, kind = _name(part), part.get_content_type()
        if part.get_content_maintype() == "image":
            cid = line(_raw(part, "content-id")).strip("<> ")
            href = name or (f"cid:{cid}" if cid else "")
            yield Picture(renditions=(Rendition(href, kind, 0, 0),) if href else ())
        elif not (kind in ("text/plain", "text/html") and _inline(part)):
            doubts.append(f"an attachment was left out: {quoted(name or 'without name')} ({kind})")


def _name(part: EmailMessage) -> str:
    """The file's name of an attachment, without any folder."""
    try:
        said = part.get_filename("") or ""
    except (ValueError, LookupError, AttributeError, TypeError):
        said = ""
    return line(PurePosixPath(said.replace("\\", "/")).name)


def _date(message: EmailMessage, doubts: list[str]) -> datetime | None:
    said = _header(message, "date", doubts)
    at = getattr(_parsed_header(message, "date", []), "datetime", None)
    if at is None:
        doubts.append(f"the date is no time: {quoted(said)}" if said else "no time is stated")
        return None
    if at.utcoffset() is None:
        doubts.append("the date names no time zone; read as UTC")
        at = at.replace(tzinfo=UTC)
    return at.astimezone(UTC)
