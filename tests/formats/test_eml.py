"""E-mails as items: what is read, what is odd, what is meant to do harm."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

import pytest

from dateline.formats.eml import read
from dateline.formats.item import UNDATED, NewsItem, Picture, Rendition, Unreadable

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
TOP = (
    "From: Ana Brandão <ana@mail.example>\r\nTo: desk@news.example\r\n"
    "Subject: Ferry returns\r\nDate: Sun, 4 May 2031 14:00:00 +0200\r\n"
    "Message-ID: <k7@mail.example>\r\n"
).encode()
PLAIN = b"Content-Type: text/plain; charset=utf-8\r\n\r\n"


def mail(body: bytes = b"The ferry is back.\r\n", kind: bytes = PLAIN, top: bytes = TOP) -> bytes:
    return top + kind + body


def item(raw: bytes) -> NewsItem:
    return read(raw)[0].item


def doubts(raw: bytes) -> str:
    return "\n".join(read(raw)[0].doubts)


def parts(*more: tuple[bytes, str, str]) -> bytes:
    """A message with a plain and an HTML text and these attachments: bytes, type, name."""
    message = EmailMessage()
    message["From"], message["Subject"] = "Ana <ana@mail.example>", "Ferry"
    message["Date"], message["Message-ID"] = "Sun, 4 May 2031 12:00:00 +0000", "<k8@mail.example>"
    message.set_content("Plain.")
    message.add_alternative("<p>Marked <b>up</b>.</p>", subtype="html")
    for data, kind, name in more:
        major, _, minor = kind.partition("/")
        message.add_attachment(data, major, minor, filename=name)
    return message.as_bytes()


def test_mail_is_read() -> None:
    (received,) = read(mail())
    assert received.item == NewsItem(
        guid="k7@mail.example",
        uri="",
        version=1,
        headline="Ferry returns",
        standfirst="",
        body_text="The ferry is back.",
        body_html="<p>The ferry is back.</p>",
        language="",
        pubstatus="usable",
        version_created=NOON,
        first_created=None,
        published=None,
        credit="Ana Brandão",
        bylines=("Ana Brandão",),
    )
    assert (received.sent, received.doubts[1:]) == (NOON, ())
    assert received.doubts == ("header from: no character set is stated; read as UTF-8",)


def test_plain_text_goes_before_html_and_pictures_are_noted() -> None:
    picture = (b"\xff\xd8", "image/jpeg", "../../etc/pier.jpg")
    raw = parts(picture, (b"%PDF", "application/pdf", "x"))
    assert item(raw).body_html == "<p>Plain.</p>"
    assert item(raw).pictures == (Picture(renditions=(Rendition("pier.jpg", "image/jpeg", 0, 0),)),)
    assert doubts(raw) == "an attachment was left out: “x” (application/pdf)"


def test_text_that_is_attached_is_no_body() -> None:
    raw = parts((b"secret", "text/plain", "notes.txt"))
    assert item(raw).body_text == "Plain."
    assert "“notes.txt” (text/plain)" in doubts(raw)


def test_html_alone_is_cleaned() -> None:
    html = (b"<p onclick='evil()'>Hi <a href='javascript:evil()'>there</a> <b>Ana</b></p>"
            b"<script>evil()</script><img src='https://spy.example/1.gif' width='1'>")
    raw = mail(html, b"Content-Type: text/html; charset=utf-8\r\n\r\n")
    assert item(raw).body_html == "<p>Hi there <strong>Ana</strong></p>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"One.\r\n\r\n\r\nTwo.\r\n", "One.\n\nTwo."),
        (b"A verse\r\nstays\r\n", "A verse\nstays"),
        (b"word " * 12 + b"end\r\n" + b"more " * 12 + b"end\r\nlast.\r\n",
         "word " * 12 + "end " + "more " * 12 + "end last."),
        (b"Text.\r\n\r\n-- \r\nAna\r\n5 55\r\n", "Text."),
        (b"Text.\r\n--\r\n", "Text."),
        (b"A -- dash.\r\n", "A -- dash."),
        (b"nul\x00 and bell\x07\r\n", "nul and bell"),
    ],
)
def test_plain_text_becomes_paragraphs(body: bytes, text: str) -> None:
    assert item(mail(body)).body_text == text


@pytest.mark.parametrize(("delsp", "text"), [(b"yes", "Onetwo.\n\nThree."),
                                             (b"no", "One two.\n\nThree.")])
def test_flowed_text_is_joined(delsp: bytes, text: str) -> None:
    kind = b"Content-Type: text/plain; charset=utf-8; format=flowed; delsp=" + delsp + b"\r\n\r\n"
    assert item(mail(b"One \r\ntwo.\r\n\r\nThree.\r\n", kind)).body_text == text


@pytest.mark.parametrize(
    ("charset", "body", "text", "said"),
    [
        (b"iso-8859-1", b"Z\xfcrich", "Zürich", ""),
        (b"utf-8", b"Z\xfcrich", "Zürich", "“utf-8” does not fit; read as Windows-1252"),
        (b"x-odd", "Zürich".encode(), "Zürich", "“x-odd” does not fit; read as UTF-8"),
        (b"idna", "Zürich".encode(), "Zürich", "“idna” does not fit; read as UTF-8"),
        (b"koi8-r", "Паром".encode("koi8-r"), "Паром", ""),
        (b"", "Zürich".encode(), "Zürich", "no character set is stated; read as UTF-8"),
        (b"", b"plain", "plain", ""),
    ],
)
def test_odd_character_sets(charset: bytes, body: bytes, text: str, said: str) -> None:
    kind = b"Content-Type: text/plain" + (b"; charset=" + charset if charset else b"") + b"\r\n\r\n"
    assert item(mail(body, kind)).body_text == text
    assert said in doubts(mail(body, kind))


@pytest.mark.parametrize(
    ("header", "field", "value", "said"),
    [
        (b"Subject: =?utf-8?q?F=C3=A4hre?=", "headline", "Fähre", ""),
        (b"Subject: =?x-odd?q?F=C3=A4hre?=", "headline", "Fähre", ""),
        (b"Subject: =?windows-1252?Q?A_F\xc3\xa4hre=21?=", "headline", "A Fähre!", "UTF-8"),
        (b"From: =?utf-8?b?", "credit", "=?utf-8?b?", ""),
        (b"Subject: =?utf-8?q?A=0D=0ABcc:_x?=", "headline", "A Bcc: x", "holds a line break"),
        (b"Subject: Two\r\n lines", "headline", "Two lines", ""),
        (b"Subject: F\xe4hre", "headline", "Fähre", "read as Windows-1252"),
        (b"From: desk@mail.example", "credit", "desk@mail.example", ""),
        (b"From: desk@mail.example", "bylines", (), ""),
        (b"From: nobody in particular", "credit", "nobody in particular", ""),
        (b"Date: tomorrow", "version_created", UNDATED, "the date is no time: “tomorrow”"),
        (b"Date: Sun, 4 May 2031 12:00:00 -0000", "version_created", NOON, "no time zone"),
        (b"Message-ID: odd id", "guid", "odd id", ""),
        (b"Content-Language: en-GB", "language", "en-GB", ""),
    ],
)
def test_headers_are_read_leniently(header: bytes, field: str, value: Any, said: str) -> None:
    name = header.partition(b":")[0]
    top = b"".join(one for one in TOP.splitlines(True) if not one.startswith(name))
    raw = mail(top=header + b"\r\n" + top)
    assert getattr(item(raw), field) == value
    assert said in doubts(raw)


def test_missing_headers_are_doubts() -> None:
    (received,) = read(mail(top=b"From: a@b.example\r\nSubject: Ferry\r\n"))
    assert received.sent is None
    assert received.doubts == (
        "no time is stated", "it has no identifier: whether it came before cannot be told")
    assert doubts(mail(b"", top=TOP)).endswith("it has no text")
    top = TOP.replace(b"Ferry returns", b"")
    assert "no headline is stated: the subject is empty" in doubts(mail(top=top))


def test_text_for_a_program_is_kept_and_told() -> None:
    raw = mail(b'{"Headline": ["Ferry"]}')
    assert item(raw).body_text == '{"Headline": ["Ferry"]}'
    assert "written for a program (JSON)" in doubts(raw)


def test_blanks_and_a_mailbox_line_may_stand_above() -> None:
    assert item(b"   \r\n" + mail()).headline == "Ferry returns"
    assert item(b"From ana Sun May  4 12:00:00 2031\n" + mail()).headline == "Ferry returns"


def nested(depth: int) -> bytes:
    raw = b"From: a@b.example\nSubject: x\n"
    for number in range(depth):
        raw += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number)
    return raw + b"Content-Type: text/plain\n\nDeep.\n"


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "this is no e-mail"),
        (b"Ferry returns to Saltmarsh.\n\nIt is back.", "this is no e-mail"),
        (b"From: a@b.example\n\nText.", "this is no e-mail"),
        (b"Subject: x\n\nText.", "this is no e-mail"),
        (b"From: a@b.example\nDate: x\n\n", "neither a subject nor a text"),
        (b"<nitf/>", "this is no e-mail"),
        (b"\xff\xd8\xff\xe0", "this is no e-mail"),
        (TOP + b"Content-Type: text/plain; x=" + b"y" * 6_000 + b"\n\nText.", "content-type"),
        (b"Subject: " + b"=?utf-8?q?a?= " * 9_000 + b"\n" + TOP + b"\n\nText.", "header subject"),
        (nested(5_000), "nested"),
        (b"From: a@b.example\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
         + b"--b\n\nx\n" * 600, "more than 500 parts"),
        (TOP + b" " * 20_000_001, "at most 20,000,000"),
    ],
)
def test_what_is_no_mail_or_does_harm_is_refused_in_one_line(raw: bytes, said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read(raw)
    assert said.lower() in str(refused.value).lower()
    assert "\n" not in str(refused.value)


def test_a_line_of_ten_megabytes_is_read() -> None:
    assert item(mail(b"word " * 2_000_000)).headline == "Ferry returns"
