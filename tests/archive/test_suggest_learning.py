"""What is learned from labelled texts, how it is explained, and `dateline evaluate suggest`."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pytest

from cast import live
from dateline.archive.public import NotLabelled, evaluate_suggest
from dateline.archive.suggesting import shelving
from dateline.archive.suggesting.counting import counted
from dateline.archive.suggesting.evaluating import evaluate
from dateline.archive.suggesting.labelled import Labelled
from dateline.archive.suggesting.learning import learn
from dateline.desk.public import Block, Tag
from labelling import Newswire


@pytest.fixture(scope="module")
def newswire() -> list[Labelled]:
    return Newswire().texts(420)


@pytest.fixture(scope="module")
def learned(newswire):
    return learn(counted(newswire[:336]))


def _lines(texts, **more):
    return [{"id": text.id, "title": text.headline, "text": text.body[0],
             "topics": list(text.labels), "date": text.at.isoformat()} | more for text in texts]


def test_it_learns_and_leaves_what_fits_nothing(newswire, learned):
    found = evaluate(newswire)
    assert (found.learned, found.tested, found.how) == (336, 84, "by time")
    assert found.all.f > 0.8 and found.all.precision > 0.8 and found.bare > 3
    assert learned.judge("Nothing", ("of all this was ever said",), "en") == ()
    assert evaluate(newswire) == found  # the same texts, the same figures


def test_it_says_which_words_of_the_text_spoke_for_a_label(newswire, learned):
    text = next(each for each in newswire[336:] if each.labels == ("label-0",))
    best = learned.ask(text.headline, text.body, "en").labels[0]
    assert best.label == "label-0" and best.over > 0 and best.have > 2
    said = f"{text.headline} {text.body[0]}".split()
    assert best.words and all(word.split()[0] in said for word in best.words)
    own = Newswire().own[0]
    assert set(best.words[0].split()) & set(own)


def test_words_of_most_texts_are_no_reason_in_headlines_or_pairs_either():
    texts = [Labelled("Gas over the sea" if n % 2 else "A cup won", (
        "They sent gas over the sea and back." if n % 2 else "Over the crossbar and a cup won.",),
        ("gas",) if n % 2 else ("cup",), id=str(n)) for n in range(40)]
    best = learn(counted(texts)).ask("Gas over the sea", ("And gas, over the sea.",), "en").labels
    assert best[0].label == "gas" and best[0].over > 0
    assert {word.casefold() for word in best[0].words} == {"gas", "sea"}


def test_it_tells_how_much_of_a_text_it_has_met(newswire, learned):
    text = newswire[400]
    assert learned.ask(text.headline, text.body, "en").met > 0.9
    assert learned.ask("Zwölf Boxkämpfer", ("jagen Viktor quer über Sylt",), "de").met == 0
    assert learned.ask("", (), "en").met == 0


def test_the_nearest_texts_vote_for_a_label_that_hardly_anybody_has():
    texts = [replace(text, labels=("all",)) for text in Newswire(seed=3).texts(40)]
    texts += [Labelled("Kite festival", ("A kite over the dunes won.",), ("all", "kites"))
              for _ in range(9)]
    found = learn(counted(texts)).ask("Kite", ("The kite of the dunes",), "en")
    assert {each.label: each.have for each in found.labels}["kites"] == 9
    assert "all" in {each.label for each in found.labels}  # every text has it: no line is drawn


@pytest.mark.parametrize("labels", [("a", "b", "c"), ("a", "a", "a"), ("", "", "")])
def test_where_no_label_tells_texts_apart_nothing_is_given(labels):
    texts = [Labelled(f"One {name}", ("Words of it.",), (name,) if name else ())
             for name in labels]
    found = learn(counted(texts))
    assert found.judge("One", ("Words of it.",), "en") == ()
    assert found.ask("", (), "en").near == ()


def test_it_is_the_same_read_from_its_file_and_a_broken_file_is_none(house, newswire, learned):
    assert shelving.known() is None
    shelving.put(learned)
    read = shelving.known()
    assert read is not None and shelving.known() is read
    for text in newswire[336:350]:
        assert read.ask(text.headline, text.body, "en") == learned.ask(
            text.headline, text.body, "en")
    shelving.place().write_bytes(shelving.place().read_bytes()[:5000])
    assert shelving.known() is None
    shelving.place().write_bytes(b"{}\n")
    assert shelving.known() is None and shelving.about() == {}


@pytest.mark.parametrize("script", [
    ("ar", "انتخابات في بغداد", "فاز الحزب في الانتخابات", "أمطار في القاهرة", "سقطت الأمطار"),
    ("zh", "央行加息", "中国人民银行宣布加息", "足球决赛", "国家足球队赢得决赛"),
    ("am", "ምርጫ በአዲስ አበባ", "የምርጫ ቦርድ ውጤት", "ዝናብ በጎንደር", "ከባድ ዝናብ ጣለ"),
])
def test_any_script_is_learned(script):
    language, one, more, other, rest = script
    texts = [Labelled(f"{one} {number}", (more,), ("a",), language) for number in range(12)]
    texts += [Labelled(f"{other} {number}", (rest,), ("b",), language) for number in range(12)]
    found = learn(counted(texts))
    assert found.judge(one, (more,), language) == ("a",)
    assert found.judge(other, (rest,), language) == ("b",)


# -- files --------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", ["lines", "array", "csv", "objects", "html"])
def test_files_of_many_shapes_give_the_same_figures(newswire, tmp_path, shape):
    rows = _lines(newswire[:200])
    path = tmp_path / ("texts.csv" if shape == "csv" else
                       "texts.json" if shape == "array" else "texts.jsonl")
    if shape == "csv":
        with path.open("w", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows([row | {"topics": ";".join(row["topics"])} for row in rows])
    elif shape == "array":
        path.write_text(json.dumps(rows))
    else:
        if shape == "objects":
            rows = [{"Headline": row["title"], "body": {"text": row["text"]}, "date": row["date"],
                     "subject": [{"name": name, "rel": "x"} for name in row["topics"]]}
                    for row in rows]
        elif shape == "html":
            rows = [row | {"text": f"<p>{row['text']}</p>"} for row in rows]
        path.write_text("\n".join(json.dumps(row) for row in rows))
    fields = {"text": "body.text"} if shape == "objects" else {}
    expected = evaluate(newswire[:200])
    assert evaluate_suggest(path, fields=fields) == expected


def test_the_split_of_the_file_is_kept_and_other_parts_are_left_out(newswire, tmp_path):
    path = tmp_path / "texts.jsonl"
    rows = [*_lines(newswire[100:300], lewissplit="TRAIN"),
            *_lines(newswire[:60], lewissplit="TEST"),
            *_lines(newswire[300:330], lewissplit="NOT-USED")]
    rows[205]["topics"], rows[206]["date"] = ["never-seen"], "in the spring"
    del rows[207]["topics"]  # who has none may leave them out
    path.write_text("\n".join(json.dumps(row) for row in rows))
    found = evaluate_suggest(path)
    assert (found.learned, found.tested, found.how) == (200, 60, "by their field")
    assert found.strange == (1, 1)


def test_the_command_prints_figures_of_files_and_says_what_is_wrong(house, newswire, tmp_path):
    learn_from, judge = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    learn_from.write_text("\n".join(json.dumps(row) for row in _lines(newswire[:150])))
    judge.write_text("\n".join(json.dumps(row) for row in _lines(newswire[150:200])))
    done = house.run("evaluate", "suggest", str(learn_from), "--test", str(judge))
    assert done.returncode == 0, done.stderr
    for word in ("150 learned from, 50 judged, parted by file", "micro-F1", "macro-F1", "label-0"):
        assert word in done.stdout
    learn_from.write_text('{"title": "One", "topics": []}\n{"title": "Two", "topics":\n')
    wrong = house.run("evaluate", "suggest", str(learn_from))
    assert wrong.returncode == 2 and "line 2" in wrong.stderr and "Traceback" not in wrong.stderr


@pytest.mark.parametrize(("row", "said"), [
    ('{"words": "x", "topics": []}', "it has no text; say --text FIELD. There are topics, words"),
    ('{"title": "x", "about": []}', "it has no labels; say --labels FIELD. There are about, title"),
    ('{"title": "x", "topics": 7}', "neither a list nor a text"),
    ('{"title": "x", "topics": [], "date": "the day before"}', "the day before is no date"),
    ('["x"]', "it is no object"),
    ('{"title": "x", "topics": []}', "there is nothing to learn from"),
    ("", "nothing"),
])
def test_what_is_wrong_with_a_file_is_said(tmp_path, row, said):
    path = tmp_path / "texts.jsonl"
    path.write_text(row + "\n")
    with pytest.raises(NotLabelled, match=said):
        evaluate_suggest(path)
    with pytest.raises(NotLabelled, match="no such file"):
        evaluate_suggest(tmp_path / "none.csv")


def test_without_a_file_it_is_of_this_newsrooms_own_stories(house, noon):
    for number in range(12):
        what, place = (("ferry", "Bergen"), ("harvest", "Iraq"))[number % 2]
        live(f"The {what} {number}", at=noon, section="World", tags=(Tag(place, "place"),),
             blocks=(Block("paragraph", f"About the {what} in {place}."),))
    done = house.run("evaluate", "suggest")
    assert done.returncode == 0, done.stderr
    assert "place: Iraq" in done.stdout and "section: World" in done.stdout
