"""What other agencies' files really look like: odd ones are read and say so. All are invented."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime

import pytest

from dateline.formats.detecting import read
from dateline.formats.item import Received, Unreadable

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
XHTML = ('<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
         "<body><p>The harbour closed.</p><p>Ships wait.</p></body></html></inlineXML>")
TEXT = "The harbour closed.\n\nShips wait."


def only(raw: str | bytes) -> Received:
    """The one item of a file."""
    (received,) = read(raw if isinstance(raw, bytes) else raw.encode()).items
    return received


def told(received: Received) -> str:
    return " | ".join(received.doubts)


def g2(content: str, *, meta: str = "", about: str = "") -> str:
    """A NewsML-G2 item."""
    return (f'<newsItem {NAR} guid="urn:newsml:a.example:20260302:1" version="2" xml:lang="en">'
            f'<itemMeta><itemClass qcode="ninat:text"/><provider literal="Agency"/>'
            f"<versionCreated>2026-03-02T12:00:00Z</versionCreated>{meta}</itemMeta><contentMeta>"
            f"<headline>Harbour closes</headline>{about}</contentMeta>{content}</newsItem>")


def packed(text: str, kind: str = "text/plain") -> str:
    raw = base64.b64encode(text.encode()).decode()
    return (f'<contentSet><inlineData contenttype="{kind}" encoding='
            f'"http://cv.iptc.org/newscodes/encoding/base64">{raw}</inlineData></contentSet>')


# -- NewsML-G2 -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "kind"), [
    (TEXT, "text/plain"), ("<p>The harbour closed.</p><p>Ships wait.</p>", "text/html")])
def test_a_text_in_base64_is_read(text, kind):
    assert only(g2(packed(text, kind))).item.body_text == TEXT


def test_data_that_is_no_text_or_no_base64_is_told():
    assert "'image/jpeg' stands in it" in told(only(g2(packed("x", "image/jpeg"))))
    broken = g2(packed(TEXT)).replace(base64.b64encode(TEXT.encode()).decode(), "!no!")
    assert "cannot be read" in told(only(broken)) and "has no text" in told(only(broken))


def test_a_text_that_is_elsewhere_says_where():
    content = '<contentSet><remoteContent href="http://a.example/t.xml"/></contentSet>'
    assert "but at 'http://a.example/t.xml'" in told(only(g2(content)))


def test_a_second_content_set_is_read():
    assert only(g2(f"<contentSet/><contentSet>{XHTML}</contentSet>")).item.body_text == TEXT


@pytest.mark.parametrize("signal", ["sig:kill", "x:Withdraw"])
def test_a_signal_takes_back_what_its_status_calls_usable(signal):
    found = only(g2(f"<contentSet>{XHTML}</contentSet>", meta=f'<signal qcode="{signal}"/>'))
    assert found.item.pubstatus == "canceled" and "is read as canceled" in told(found)
    usual = only(g2(f"<contentSet>{XHTML}</contentSet>", meta='<signal qcode="sig:update"/>'))
    assert (usual.item.pubstatus, usual.doubts) == ("usable", ())


def test_the_words_of_a_picture_in_a_nitf_body_are_not_the_story_s():
    nitf = ("<inlineXML><nitf><body><body.content><p>The harbour closed.</p><media media-type="
            '"image"><media-reference source="https://a.example/p.jpg"/><media-caption>Quay'
            "</media-caption></media><p>Ships wait.</p></body.content></body></nitf></inlineXML>")
    found = only(g2(f"<contentSet>{nitf}</contentSet>"))
    assert found.item.body_text == TEXT and 'src="https://a.example/p.jpg"' in found.item.body_html
    assert found.item.pictures[0].caption == "Quay"


def test_a_bare_ampersand_is_mended_and_told():
    raw = g2(f"<contentSet>{XHTML}</contentSet>", about=(
        "<slugline>Fish & chips &amp; tea</slugline><by><![CDATA[A & B]]></by>"))
    found = only(raw)
    assert found.item.slugline == "Fish & chips & tea" and found.item.bylines == ("A & B",)
    assert "an ampersand stands for itself" in told(found)


def test_an_ampersand_is_no_way_around_the_refusal_of_entities():
    with pytest.raises(Unreadable, match="not well-formed"):
        read(g2("<contentSet>&secret;</contentSet>").encode())


@pytest.mark.parametrize("raw", [
    f'<newsItem {NAR} guid="x"><itemMeta/></newsItem>',
    "<NewsML><NewsItem><Identification/><NewsManagement/><Update/></NewsItem></NewsML>",
    f'<newsMessage {NAR}><itemSet><knowledgeItem guid="k"/></itemSet></newsMessage>',
])
def test_what_says_nothing_is_no_copy(raw):
    with pytest.raises(Unreadable):
        read(raw.encode())


# -- NewsML 1, NITF ------------------------------------------------------------------------------


def newsml1(content: str, *, more: str = "") -> str:
    """A NewsML 1.2 item."""
    return (
        "<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>a.example</ProviderId>"
        "<DateId>20260302</DateId><NewsItemId>N1</NewsItemId><RevisionId>1</RevisionId>"
        "</NewsIdentifier></Identification><NewsManagement><NewsItemType FormalName='News'/>"
        f"<ThisRevisionCreated>20260302T120000Z</ThisRevisionCreated><Status FormalName='Usable'/>"
        f"{more}</NewsManagement><NewsComponent><NewsLines><HeadLine>Harbour closes</HeadLine>"
        f"</NewsLines><ContentItem><MediaType FormalName='Text'/>{content}</ContentItem>"
        "</NewsComponent></NewsItem></NewsML>")


def test_newsml_1_with_a_text_in_base64():
    raw = base64.b64encode("<p>The härbour closed.</p>".encode()).decode()
    data = f"<Encoding Notation='base64'><DataContent>{raw}</DataContent></Encoding>"
    assert only(newsml1(data)).item.body_text == "The härbour closed."
    assert "and is not" in told(only(newsml1(data.replace(raw, "!!"))))


def test_newsml_1_instructions_are_told_and_a_deletion_counts():
    data = "<DataContent>The harbour closed.</DataContent>"
    kept = only(newsml1(data, more="<Instruction FormalName='Rectify'/>"))
    assert kept.item.pubstatus == "usable" and "instructs 'Rectify'" in told(kept)
    gone = only(newsml1(data, more="<Instruction FormalName='Delete'/>"))
    assert gone.item.pubstatus == "canceled" and "is read as canceled" in told(gone)


def nitf(docdata: str = "", *, content: str = "<p>The harbour closed.</p><p>Ships wait.</p>",
         status: str = "") -> str:
    """A NITF document."""
    return (f'<nitf><head><docdata management-status="{status}"><doc-id id-string="D1"/>'
            f'<date.issue norm="20260302T110000Z"/>{docdata}</docdata></head><body><body.head>'
            "<hedline><hl1>Harbour closes</hl1><hl2>Storm comes</hl2></hedline></body.head>"
            f"<body.content>{content}</body.content></body></nitf>")


@pytest.mark.parametrize(("docdata", "status"), [
    ('<ed-msg msg-type="kill" info="It is wrong."/>', ""), ("", "killed"), ("", "Withdrawn")])
def test_nitf_kills_by_other_words(docdata, status):
    found = only(nitf(docdata, status=status))
    assert found.item.pubstatus == "canceled" and not found.item.body_text
    assert "read as canceled" in told(found)


def test_nitf_s_second_headline_is_not_lost():
    found = only(nitf(content="<p>Text.</p><hl2>Within</hl2>"))
    assert found.item.standfirst == "Storm comes" and "second headline" in told(found)
    within = nitf(content="<p>Text.</p><hl2>Within</hl2>").replace("<hl2>Storm comes</hl2>", "")
    assert only(within).item.standfirst == ""


def test_nitf_in_capitals_and_with_a_signature():
    shouted = nitf().replace("nitf", "NITF").replace("<p>", "<P>").replace("</p>", "</P>")
    assert only(shouted).item.body_text == TEXT
    signed = nitf(content='<p>Text.</p><ds:Object xmlns:ds="http://www.w3.org/2000/09/xmldsig#">'
                  "c2lnbmVk</ds:Object>")
    assert only(signed).item.body_text == "Text."


# -- feeds ---------------------------------------------------------------------------------------


def ap_atom(management: str, *, more: str = "") -> str:
    """An entry with AP's own elements."""
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:apnm="http://ap.org/schemas/03/2005/apnm" '
        'xmlns:apcm="http://ap.org/schemas/03/2005/apcm"><title>t</title><id>f</id><entry>'
        "<title>Short</title><id>urn:1</id><updated>2026-03-02T12:00:00Z</updated>"
        f"<apnm:NewsManagement>{management}</apnm:NewsManagement><apcm:ContentMetadata>{more}"
        '</apcm:ContentMetadata><content type="text/xml"><nitf><body><body.content><p>The harbour '
        "closed.</p><p>Ships wait.</p></body.content></body></nitf></content></entry></feed>")


def test_ap_s_feeds_say_version_lines_and_status():
    found = only(ap_atom(
        "<apnm:ManagementSequenceNumber>3</apnm:ManagementSequenceNumber>"
        "<apnm:PublishingStatus>Usable</apnm:PublishingStatus>", more=(
            '<apcm:Priority Numeric="2"/><apcm:SlugLine>BC-Harbour</apcm:SlugLine>'
            "<apcm:HeadLine>Harbour closes</apcm:HeadLine><apcm:ByLine>By ANN LEE</apcm:ByLine>"
            '<apcm:DateLineLocation City="Northport"/>'))).item
    assert (found.version, found.headline, found.slugline) == (3, "Harbour closes", "BC-Harbour")
    assert (found.urgency, found.bylines, found.body_text) == (2, ("ANN LEE",), TEXT)
    assert found.located is not None and found.located.name == "Northport"


@pytest.mark.parametrize(("said", "status"), [
    ("Canceled", "canceled"), ("Embargoed", "withheld"), ("Odd", "withheld")])
def test_ap_s_feeds_take_back_and_hold(said, status):
    found = only(ap_atom(f"<apnm:PublishingStatus>{said}</apnm:PublishingStatus>"
                         "<apnm:ReleaseDateTime>2026-03-03T12:00:00Z</apnm:ReleaseDateTime>"))
    assert found.item.pubstatus == status
    if said == "Embargoed":
        assert found.item.embargoed == datetime(2026, 3, 3, 12, tzinfo=UTC)
    assert ("not known" in told(found)) == (said == "Odd")


def test_a_deleted_entry_of_atom_is_a_kill():
    raw = ('<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/'
           '1.0"><title>t</title><id>f</id><at:deleted-entry ref="tag:a" '
           'when="2026-03-02T12:00:00Z">'
           "<at:comment>It was wrong.</at:comment></at:deleted-entry></feed>")
    found = only(raw).item
    assert (found.guid, found.pubstatus) == ("tag:a", "canceled")
    assert found.notices[0].text == "It was wrong."


# -- teleprinters --------------------------------------------------------------------------------

BARE = ("abc00075 3 i 510    agy 1003\n\n/harbour/storm/\n2ND LEAD\nHarbour closes\n"
        "By Ann Lee, agy  =\n \nNorthport (agy) - The harbour\nclosed.\n\nShips wait.\n\n"
        "101137 GMT Mar 26\n")


def test_iptc_7901_whose_control_characters_are_lost():
    found = only(BARE)
    item = found.item
    assert (item.headline, item.body_text, item.slugline) == (
        "Harbour closes", TEXT, "/harbour/storm")
    assert (item.urgency, item.signal, item.guid) == (3, "update", "iptc7901:abc00075:2026-03-10")
    assert item.version_created == datetime(2026, 3, 10, 11, 37, tzinfo=UTC)
    assert "control characters of its message are lost" in told(found)


def test_iptc_7901_with_the_headline_above_the_text_and_printer_s_codes():
    raw = ("\x01ABC0123 5 pol 12 AGY 0456\r\r\n\r\nHarbour/\r\nHarbour closes =\r\n\x02    "
           "Northport (AGY) - The \x1b[1mharbour\x1b[0m closed.\r\n    Ships wait.\r\n\x03\r\n"
           "021130 GMT Mar 26\r\n\x04")
    found = only(raw)
    assert (found.item.headline, found.item.slugline) == ("Harbour closes", "Harbour")
    assert found.item.body_text == TEXT and "2 codes for a printer" in told(found)


PLAIN = ("BC-Harbour,450\r\nHarbour closes+\r\nBy ANN LEE\r\n     NORTHPORT (AP) _ The harbour\r\n"
         "closed.\r\n     Ships wait.\r\n")


@pytest.mark.parametrize("raw", [
    f"a0105NORTHnono-\nu n BC-Harbour   03-02 0344\n{PLAIN}AP-WF-03-02-26 1234GMT\n",
    f"\x16\x16\x01a0105\x1fNORTHnono-\r\nu n\x13\x11 BC-Harbour 03-02 0344\r\n\x02{PLAIN}\x03"
    "AP-WF-03-02-26 1234GMT\r\n\x04",
])
def test_anpa_in_plain_lines(raw):
    found = only(raw)
    item = found.item
    assert (item.headline, item.bylines, item.body_text) == ("Harbour closes", ("ANN LEE",), TEXT)
    assert (item.urgency, item.slugline, item.guid) == (3, "BC-Harbour", "anpa:a0105:2026-03-02")
    assert "parted by its indents" in told(found)


@pytest.mark.parametrize(("line", "what"), [
    ("HOLD FOR RELEASE 6 a.m. Thursday", "embargo"), ("EMBARGOED UNTIL noon", "embargo"),
    ("MANDATORY KILL", "kill"), ("Please kill our story of today.", "kill"),
    ("The arms embargo is over, the ministry said.", ""), ("A storm may kill many fish.", ""),
])
def test_what_the_text_says_of_its_use_is_told(line, what):
    found = only(BARE.replace("Ships wait.", f"{line}\n\nShips wait."))
    said = [doubt for doubt in found.doubts if "words speak of" in doubt]
    assert [what in doubt for doubt in said] == ([True] if what else [])


# -- e-mail, JSON --------------------------------------------------------------------------------

HEAD = ("From: Desk <desk@a.example>\r\nSubject: {0}\r\nMessage-ID: <1@a>\r\n"
        "Date: Mon, 02 Mar 2026 11:00:00 +0000\r\nMIME-Version: 1.0\r\n")


def mail(*parts: str, subject: str = "Copy") -> str:
    """An e-mail of these parts."""
    body = "".join(f"--BB\r\n{part}\r\n" for part in parts)
    return (HEAD.format(subject) + 'Content-Type: multipart/mixed; boundary="BB"\r\n\r\n'
            f"{body}--BB--\r\n")


def attached(raw: str, name: str) -> str:
    return ("Content-Type: application/octet-stream\r\nContent-Disposition: attachment; "
            f'filename="{name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n'
            + base64.b64encode(raw.encode()).decode())


def test_wire_files_attached_to_an_e_mail_are_what_it_brings():
    ninjs = json.dumps({"uri": "u:1", "headline": "Two", "body_text": "Text.", "type": "text"})
    raw = mail("Content-Type: text/plain\r\n\r\nSee the files.", attached(nitf(), "a.xml"),
               attached(ninjs, "b.json"), attached("nothing", "c.bin"))
    first, second = read(raw.encode()).items
    assert (first.item.guid, second.item.guid) == ("D1", "u:1")
    assert "attached to an e-mail: “a.xml”" in told(first)
    assert "note to editors: “See the files.”" in told(second)
    assert only(mail(attached(nitf(), "a.xml"), subject="")).item.guid == "D1"


def test_a_forwarded_message_is_what_it_brings():
    inner = HEAD.format("Harbour closes") + "Content-Type: text/plain\r\n\r\nThe harbour closed."
    raw = mail("Content-Type: text/plain\r\n\r\nFYI",
               f"Content-Type: message/rfc822\r\n\r\n{inner}", subject="Fwd: x")
    found = only(raw)
    assert found.item.headline == "Harbour closes" and "“FYI”" in told(found)


def test_an_e_mail_that_is_not_encoded_as_it_says():
    raw = HEAD.format("x") + (
        "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!not")
    assert "not encoded as it says" in told(only(raw))


def test_json_by_the_line_in_utf_16_and_with_a_marked_up_headline():
    one = {"uri": "u:1", "headline": "<b>Fish</b> &amp; chips", "body_text": "Text."}
    lines = "\n".join(json.dumps(one | {"uri": f"u:{n}"}) for n in (1, 2))
    assert [each.item.guid for each in read(lines.encode()).items] == ["u:1", "u:2"]
    found = only(json.dumps(one).encode("utf-16"))
    assert found.item.headline == "Fish & chips" and "marked up" in told(found)
