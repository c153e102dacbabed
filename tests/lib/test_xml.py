"""XML from strangers: what is refused by name, what is mended in words, what passes unread."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.lib.xml import DEPTH, XmlRefused, mended, parse

MOST = 200_000
BOMB = (
    b'<!DOCTYPE a [<!ENTITY x "boo">' + b"".join(
        b'<!ENTITY x%d "&x%d;&x%d;">' % (n + 1, n, n) for n in range(40)
    ) + b"]><a>&x40;</a>"
)


def text(raw: bytes) -> str:
    return "".join(parse(raw, most=MOST).itertext())


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (b"", "broken"),
        (b"hello", "broken"),
        (b"<a>", "broken"),
        (b"<a>&nbsp;</a>", "broken"),
        (b"<a>\x01</a>", "broken"),
        (b"<a>" + b"x" * MOST + b"</a>", "size"),
        (b"<a>" * 5000 + b"</a>" * 5000, "depth"),
        (b"<a>" * (DEPTH + 1) + b"</a>" * (DEPTH + 1), "depth"),
        (BOMB, "entities"),
        (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "entities"),
        (b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://a.example/x.dtd"> %x;]><a/>', "entities"),
        (b"<!DOCTYPE a [<!ATTLIST a b CDATA ']'><!ENTITY x 'y'>]><a>&x;</a>", "doctype"),
        (b"<!--x--><!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "entities"),
        (b"<!DOCTYPE a><!--x--><!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", "doctype"),
        ('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
         "entities"),
        (b"<a>\xe9</a>", "charset"),
        (b'<?xml version="1.0" encoding="zip"?><a/>', "charset"),
        (b'<?xml version="1.0" encoding="cp-nonsense"?><a/>', "charset"),
        (b"\xff\xfe<\x00a", "charset"),
    ],
)
def test_what_is_refused_has_a_kind_and_one_line(raw: bytes, kind: str) -> None:
    with pytest.raises(XmlRefused) as refused:
        parse(raw, most=MOST)
    assert refused.value.kind == kind
    assert "\n" not in str(refused.value)


def test_doctype_that_names_a_file_is_dropped_unread(tmp_path: Path) -> None:
    dtd = tmp_path / "x.dtd"
    dtd.write_text("<!ENTITY secret 'told'><!ATTLIST a b CDATA 'told'>")
    raw = f'<?xml version="1.0"?>\n<!DOCTYPE a SYSTEM "{dtd.as_uri()}">\n<a>said</a>'.encode()
    root = parse(raw, most=MOST)
    assert (root.text, dict(root.attrib)) == ("said", {})
    assert root.getroottree().docinfo.doctype == ""
    public = b'<!DOCTYPE a PUBLIC "-//X" "http://a.example/x.dtd" [<!ELEMENT a ANY>]><a>said</a>'
    assert text(public) == "said"


@pytest.mark.parametrize(
    "raw",
    [
        '<?xml version="1.0" encoding="iso-8859-1"?><a>é</a>'.encode("latin-1"),
        "<a>é</a>".encode(),
        "\ufeff<a>é</a>".encode(),
        '<?xml version="1.0" encoding="utf-16"?><a>é</a>'.encode("utf-16"),
        '<?xml version="1.0" encoding="utf-16"?><a>é</a>'.encode("utf-16-be"),
        '<?xml version="1.0" encoding="utf-16"?><a>é</a>'.encode(),
        '<?xml version="1.0" encoding="cp437"?><a>é</a>'.encode("cp437"),
    ],
)
def test_character_sets_are_those_the_document_says(raw: bytes) -> None:
    assert text(raw) == "é"


def test_latin_1_holds_the_quotes_of_windows() -> None:
    assert text(b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\x93x\x94</a>") == "“x”"


def test_comments_and_instructions_leave_no_gap() -> None:
    root = parse(b"<a>one<!-- two --><?three?> four</a>", most=MOST)
    assert (root.text, len(root)) == ("one four", 0)


@pytest.mark.parametrize(
    ("raw", "read", "mend"),
    [
        (b"<a>caf\xe9 \x93x\x94</a>", "café “x”", "no character of utf-8"),
        ("<?xml version='1.0' encoding='iso-8859-1'?><a>é à</a>".encode(), "é à", "it is UTF-8"),
        (b"<a>one\x1atwo</a>", "one\ufffdtwo", "control character"),
        (b"\n <?xml version='1.0'?><a>x</a>", "x", "blanks before"),
        (b"<!DOCTYPE a SYSTEM 'x.dtd'><a>&nbsp;&eacute;&amp;</a>", "\xa0é&", "&nbsp;"),
        (b"<!--<x:y>--><a b:c='1' xml:lang='en' xmlns:d='u'>x:y<e:f/><d:g/></a>", "x:y", "b, e"),
        (b"<a>&LT;b&GT; &AMP;amp; &nvlt;</a>", "<b> &amp; <\u20d2", "&nbsp;"),
        (b"<a><![CDATA[<x:y> ]]></a>", "<x:y> ", ""),
        (b"<a><![CDATA[&eacute; ]&eacute;]] ]]></a>", "&eacute; ]&eacute;]] ", ""),
        (b"<!DOCTYPE a PUBLIC 'x' 'y' [\n<!ENTITY % n SYSTEM 'file:///etc/passwd'>\n%n;\n]><a>x</a>",
         "x", "names other files"),
        (b"<!DOCTYPE a [<!ENTITY % n SYSTEM 'n.dtd'>%n;]><a>&x;</a>", None, "names other files"),
        (b"<a>&nothing;</a>", None, ""),
    ],
)
def test_mending_says_what_it_mended(raw: bytes, read: str | None, mend: str) -> None:
    fixed, mends = mended(raw, most=MOST)
    assert mend in " ".join(mends)
    assert bool(mend) == bool(mends)
    if read is None:
        with pytest.raises(XmlRefused, match="not defined"):
            parse(fixed, most=MOST)
    else:
        assert text(fixed) == read


@pytest.mark.parametrize("raw", [
    BOMB, b"x" * (MOST + 1), b"<!DOCTYPE a [<!ENTITY % a 'x'>%a;]><a/>",
    b"<!DOCTYPE a [<!ENTITY % a SYSTEM 'a'><!ENTITY b SYSTEM 'b'>]><a/>",
])
def test_mending_does_not_soften_a_refusal(raw: bytes) -> None:
    with pytest.raises(XmlRefused):
        mended(raw, most=MOST)


def test_unclosed_sections_and_comments_are_refused_at_once() -> None:
    for part in (b"<![CDATA[", b"<!--", b"<?x ", b"<!DOCTYPE a [", b"&a", b"<a b='"):
        fixed, _ = mended(b"<a>" + part * 10_000, most=MOST)
        with pytest.raises(XmlRefused):
            parse(fixed, most=MOST)


@given(st.binary(max_size=80) | st.text(alphabet="<>!?&;[]-%DOCTYPE ENTITYa\"'", max_size=80)
       .map(str.encode))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    for act in (lambda: parse(raw, most=MOST), lambda: mended(raw, most=MOST)):
        try:
            act()
        except XmlRefused as refused:
            assert str(refused)
