"""Who said what, in the languages and ways of news copy; and texts made to do harm."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dateline.archive.public import NotMarked, evaluate_statements
from dateline.archive.statements.extracting import Said, said_in
from dateline.archive.statements.people import Known
from dateline.formats import pagetext
from dateline.record.public import Block

SHARED = Path(__file__).resolve().parents[3] / "shared"


def _said(text: str, language: str = "en", *known: str) -> list[tuple[str, str]]:
    blocks = [Block("paragraph", part) for part in text.split("\n")]
    names = [Known(number, name) for number, name in enumerate(known, 1)]
    return [(one.words, one.speaker) for one in said_in(blocks, language, names)]


def test_who_is_named_by_what_they_are_alone_has_no_role_beside():
    blocks = [Block("paragraph", "“We had it in four versions,” a member of the council said.")]
    assert {(one.speaker, one.role) for one in said_in(blocks, "en", [])} == {
        ("a member of the council", "")}


ENGLISH = [
    ("“We are ready,” said Ana Paz, the mayor of Lima. “We will “never” stop,” she added.",
     [("We are ready", "Ana Paz"), ("We will “never” stop", "Ana Paz")]),
    ('"The sea is calm today," Ana Paz told Agency.', [("The sea is calm today", "Ana Paz")]),
    ('Ana Paz said: "The sea is calm."', [("The sea is calm.", "Ana Paz")]),
    ('Ana Paz, the head of the Port Authority, told Agency that "the harbour will open in May".',
     [("the harbour will open in May", "Ana Paz")]),
    ("According to Paul Roe, the plan is “a waste of everybody’s money”.",
     [("a waste of everybody’s money", "Paul Roe")]),
    ('"The plan is a waste of money," according to Secretary of State Paul Roe.',
     [("The plan is a waste of money", "Paul Roe")]),
    ('Ana Paz praised Paul Roe. "It [the bridge] holds […] well," Roe said.\n'
     '"It will hold," Paz said.',
     [("It [the bridge] holds […] well", "Paul Roe"), ("It will hold", "Ana Paz")]),
    ('Minister Ana Paz met sailors. "Nobody told us why," the minister said.',
     [("Nobody told us why", "Ana Paz")]),
    ('"First part of it.\n"Second part of it," said Ana Paz.', []),
    ('Ana Paz said: “First part of it.\n“Second part of it.”',
     [("First part of it.\nSecond part of it.", "Ana Paz")]),
    ('The ship will leave, Ana Paz said.\n"It is a good ship with a good crew."',
     [("It is a good ship with a good crew.", "Ana Paz")]),
    ('"One is here," said Ana Paz. "Two will come later."',
     [("One is here", "Ana Paz"), ("Two will come later.", "Ana Paz")]),
    ('He was told by Ana Paz of "between ten and twenty ships", while Paul Roe saw six.',
     [("between ten and twenty ships", "Ana Paz")]),
    ('He saw "The Long Way Home" and a so-called "expert" at the fair.', []),
    ('The song "All The Way To Rome" was said to be by Ana Paz.', []),
    ("They named it “Operation Spring Rain” and a 5\" gun was found.", []),
    ('"Nobody knows who said this at all."', []),
    ("The Port Authority said “the pier is closed for now”.",
     [("the pier is closed for now", "Port Authority")]),
    ("‘We are ready for it,’ said Ana Paz. It’s the ’90s.", [("We are ready for it", "Ana Paz")]),
    ('"Why did nobody tell us?" Ana Paz asked.', [("Why did nobody tell us?", "Ana Paz")]),
]


@pytest.mark.parametrize(("text", "told"), ENGLISH)
def test_english(text, told):
    found = [(words, "Port Authority" if "Port" in who else who) for words, who in _said(text)]
    assert found == told


OTHERS = [
    ("fr", "« Nous sommes prêts à partir », a déclaré la ministre Anne Roux. "
           "« Nous ne céderons pas », a-t-elle ajouté.",
     [("Nous sommes prêts à partir", "Anne Roux"), ("Nous ne céderons pas", "Anne Roux")]),
    ("fr", "Selon Jean Dupont, directeur du port, « le chantier sera terminé en mai ».",
     [("le chantier sera terminé en mai", "Jean Dupont")]),
    ("de", "„Wir sind bereit für den Winter“, sagte Kanzler Otto Berg am Montag. "
           "„Niemand wird frieren“, fügte er hinzu.",
     [("Wir sind bereit für den Winter", "Otto Berg"), ("Niemand wird frieren", "Otto Berg")]),
    ("de", "Ministerin Anna Berg erklärte: »Wir werden das prüfen.«",
     [("Wir werden das prüfen.", "Anna Berg")]),
    ("es", "«Estamos listos para todo», dijo el presidente Pedro Ruiz. "
           "«No vamos a ceder nunca», añadió.",
     [("Estamos listos para todo", "Pedro Ruiz"), ("No vamos a ceder nunca", "Pedro Ruiz")]),
    ("it", "«Siamo pronti a partire», ha detto il ministro Luigi Rossi. "
           "“Non ci fermeremo mai”, ha aggiunto.",
     [("Siamo pronti a partire", "Luigi Rossi"), ("Non ci fermeremo mai", "Luigi Rossi")]),
    ("pt", "“Estamos prontos para tudo”, disse o presidente João Silva. "
           "Segundo Ana Costa, “a obra termina em maio”.",
     [("Estamos prontos para tudo", "João Silva"), ("a obra termina em maio", "Ana Costa")]),
    ("ru", "«Мы готовы поставить всё необходимое», — сказал посол Илья Моргунов. "
           "По словам Моргунова, «ситуация остаётся очень сложной».",
     [("Мы готовы поставить всё необходимое", "Илья Моргунов"),
      ("ситуация остаётся очень сложной", "Илья Моргунов")]),
    ("tr", "Başkan Ahmet Yılmaz, \"Bu yıl çok daha iyi olacak\" dedi. "
           "Ayşe Demir şöyle konuştu: \"Hepimiz çok mutluyuz.\"",
     [("Bu yıl çok daha iyi olacak", "Ahmet Yılmaz"), ("Hepimiz çok mutluyuz.", "Ayşe Demir")]),
    ("ar", "قال الوزير أحمد حسن إن \"الوضع لا يزال صعبا للغاية\" في المدينة.",
     [("الوضع لا يزال صعبا للغاية", "أحمد حسن")]),
    ("ar", "\"سنواصل العمل حتى النهاية\"، قال محمد علي للصحفيين.",
     [("سنواصل العمل حتى النهاية", "محمد علي")]),
]


@pytest.mark.parametrize(("language", "text", "told"), OTHERS)
def test_other_languages(language, text, told):
    assert _said(text, language) == told


def test_where_no_blank_parts_words_the_tags_name_speakers_first():
    text = "外交部发言人王毅表示：「我们愿意继续合作。」"
    assert _said(text, "zh", "王毅") == [("我们愿意继续合作。", "王毅")]
    assert _said("他叫「老王的一家人」。", "zh") == []


def test_roles_and_tags_are_told_with_the_speaker():
    blocks = (Block("paragraph", "“It will take years to end,” Russian political scientist Ilya "
                                 "Morgunov said. “We have time enough,” added Ana Paz, the mayor "
                                 "of Lima."),
              Block("quotation", "“We wait.”", speaker="Ben Roe", role="pilot"),
              Block("quotation", "It goes on."))
    first, second, block, bare = said_in(blocks, "en", [Known(7, "Ilya Morgunov")])
    assert first == Said("It will take years to end", "Ilya Morgunov",
                         "Russian political scientist", "quoted", 0, 7)
    assert (second.speaker, second.role) == ("Ana Paz", "the mayor of Lima")
    assert block == Said("We wait.", "Ben Roe", "pilot", "block", 1, sure=True)
    assert (bare.speaker, bare.sure) == ("Ben Roe", False)


def test_the_page_it_all_starts_from():
    if not SHARED.is_dir():
        pytest.skip("the folder shared is not here")
    page = pagetext.parse((SHARED / "seed" / "page.txt").read_bytes())
    blocks = [Block(block.kind, block.text) for block in page.blocks]
    told = said_in(blocks, "en", [Known(1, "Ilya Morgunov"), Known(2, "Daesh", False)])
    assert {(one.speaker, one.term, one.role) for one in told} == {
        ("Ilya Morgunov", 1, "Russia's Ambassador to Iraq")}
    assert [one.words[:20] for one in told] == [
        "Anything they ask fo", "Talks [on arms suppl", "It [cooperation betw",
        "The Iraqis have stat", "It can be assumed th", "No one has handed ov"]
    assert told[0].words == "Anything they ask for. We can deliver whatever they need"


HOSTILE = [
    '"' * 10_000_000, '"a ' * 3_000_000, "“" * 5_000_000, '"a b c," said X. ' * 500_000,
    "« " * 5_000_000, "Ana Paz said " * 500_000 + '"x y z w."', "A " * 2_000_000,
    '"aa bb cc" ' * 900_000, "Ana Paz, the " * 500_000 + ' said "one two three".',
    '"a b c" said X and ' * 300_000, "“‘«„\"" * 1_000_000, "[" * 5_000_000 + '"', "x" * 9_000_000,
    '"a b c," ' + "A.B." * 1_000_000, "Ana of " * 400_000 + '"a b c" said.', "\n" * 5_000_000,
    "A’s " * 900_000 + "“a b c”", '"a b c", ' + "Ana, the x " * 300_000 + "said",
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_text_made_to_do_harm_is_read_to_its_end(number):
    """Read in more than linear time, each of them would take hours."""
    for language in ("en", "ar"):
        told = said_in([Block("paragraph", HOSTILE[number])], language)
        assert len(told) <= 500


def _judged(path: Path, *lines: dict) -> Path:
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    return path


TEXT = '"The sea is calm today," said Ana Paz. "We wait for wind," Paul Roe said.'


def test_evaluating_says_how_good_it_is(house, tmp_path):
    path = _judged(
        tmp_path / "judged.jsonl",
        {"id": 1, "text": TEXT, "language": "en", "statements": [
            {"speaker": "Paz", "words": "“The sea is calm today”"},
            {"source": "Ben Roe", "start": TEXT.index("We wait"), "end": TEXT.index(',"', 50)}]},
        {"id": 2, "html": f"<p>{TEXT}</p><blockquote>Go home now.<cite>Jo Fox</cite></blockquote>",
         "statements": [{"speaker": {"name": "Jo Fox"}, "quote": "Go home now."},
                        {"speaker": "Ana Paz", "text": "Nobody said so."}]})
    ran = house.run("evaluate", "statements", str(path))
    assert ran.returncode == 0, ran.stderr
    lines = [line.split() for line in ran.stdout.splitlines()]
    assert lines[1] == ["quotes", "4", "5", "0.600", "0.750", "0.667"]
    assert lines[2] == ["with", "speaker", "4", "5", "0.600", "0.750", "0.667"]


def test_what_one_side_has_in_parts_is_the_same_statement(tmp_path):
    text = '"The sea is calm," said Ana Paz, "and the wind is from the west."'
    whole = {"speaker": "Ana Paz", "words": "The sea is calm, and the wind is from the west."}
    marks = evaluate_statements(_judged(
        tmp_path / "one", {"text": text, "statements": [whole]}))
    assert (marks["with speaker"].precision, marks["with speaker"].recall) == (1, 1)


@pytest.mark.parametrize(("line", "why"), [
    ("{", "line 2"), ("[]", "line 2: a story is an object"),
    ('{"text": "a"}', "line 2: its statements are no list"),
    ('{"statements": []}', "line 2: it has no text"),
    ('{"text": "a", "statements": [{"speaker": "A"}]}', "line 2: a statement has no words"),
    ('{"text": "a", "statements": ["A"]}', "line 2: a statement is an object"),
])
def test_a_file_that_is_not_judged_is_refused_with_its_line(tmp_path, line, why):
    path = tmp_path / "judged"
    path.write_text(f"\n{line}\n")
    with pytest.raises(NotMarked, match=why):
        evaluate_statements(path)


def test_a_file_without_statements_or_none_at_all_is_refused(tmp_path):
    with pytest.raises(NotMarked, match="no story has a statement"):
        evaluate_statements(_judged(tmp_path / "none", {"text": "a", "statements": []}))
    with pytest.raises(OSError):
        evaluate_statements(tmp_path / "absent")
