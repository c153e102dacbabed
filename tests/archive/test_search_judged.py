"""Judged collections are read in many forms, and our ranking is above the plain one on them."""

from __future__ import annotations

import json
import random

import pytest

from cast import live
from dateline.archive.public import NotJudged, evaluate_search
from dateline.desk.public import Block
from seeking import heads, sought

STORIES = (("d1", "Ports", "The harbours were closed."),
           ("d2", "Snow", "It was snowing hard & late."),
           ("d3", "Ship", "A ship ran aground off the harbour."))
ASKED = (("7", "closed harbour"), ("8", "snow"))
FITS = (("7", "d1"), ("7", "d3"), ("8", "d2"))


def _lines(rows, **names):
    return "".join(json.dumps({names.get(k, k): v for k, v in row.items()}) + "\n" for row in rows)


ROWS = [{"_id": name, "title": title, "text": text} for name, title, text in STORIES]
QUERIES = [{"_id": name, "text": text} for name, text in ASKED]
DOCUMENTS = {
    "beir.jsonl": _lines(ROWS),
    "other.jsonl": _lines(ROWS, _id="docid", title="headline", text="contents"),
    "whole.json": json.dumps(ROWS, indent=1),
    "trec.sgml": "".join(
        f"<DOC>\n<DOCNO> {name} </DOCNO>\n<DATE>today harbour</DATE>\n<HEADLINE><P>{title}</P>"
        f"</HEADLINE>\n<TEXT>\n<P>{text.replace('&', '&amp;')}</P>\n</TEXT>\n</DOC>\n"
        for name, title, text in STORIES),
    "smart.all": "".join(f".I {name}\n.T\n{title}\n.A\nSnow, A.\n.W\n{text}\n.X\n1 5 1\n"
                         for name, title, text in STORIES),
    "named.tsv": "id\ttitle\ttext\n" + "".join("\t".join(row) + "\n" for row in STORIES),
    "bare.tsv": "".join("\t".join(row) + "\n" for row in STORIES),
    "named.csv": "docno,text,title\n" + "".join(
        f'{name},"{text}",{title}\n' for name, title, text in STORIES),
}
TOPICS = {
    "beir.jsonl": _lines(QUERIES),
    "byname.json": json.dumps(dict(ASKED)),
    "bare.txt": "7 closed harbour\n8 snow\n",
    "bare.tsv": "7\tclosed harbour\n8\tsnow\n",
    "smart.qry": ".I 7\n.W\nclosed harbour\n.I 8\n.W\nsnow\n",
    "trec.topics": "<top>\n<num> Number: 7\n<title> closed\nharbour\n<desc> Description:\nsnow\n"
                   "</top>\n<top>\n<num> Number: 8 </num>\n<desc> Description: snow\n"
                   "<narr> Narrative: no ship\n</top>\n",
}
JUDGED = {
    "beir.tsv": "query-id\tcorpus-id\tscore\n" + "".join(f"{q}\t{d}\t1\n" for q, d in FITS)
                + "7\td2\t0\n",
    "trec.qrels": "".join(f"{q} 0 {d} 2\n" for q, d in FITS) + "7 0 d2 -1\n",
    "two.txt": "".join(f"{q} {d}\n" for q, d in FITS),
    "nogrades.rel": "".join(f"  {q}  {d}  0  0.000000\n" for q, d in FITS),
    "graded.json": json.dumps({"7": {"d1": 1, "d2": 0, "d3": 2}, "8": {"d2": 1}}),
    "listed.json": json.dumps({"7": ["d1", "d3"], "8": ["d2"]}),
    "lines.jsonl": "".join(
        json.dumps({"query-id": q, "corpus-id": d, "score": 1}) + "\n" for q, d in FITS),
    "columns.csv": "query_id,doc_id\n" + "".join(f"{q},{d}\n" for q, d in FITS),
}
FORMS = ([(name, "beir.jsonl", "beir.tsv") for name in DOCUMENTS]
         + [("beir.jsonl", name, "beir.tsv") for name in TOPICS]
         + [("beir.jsonl", "beir.jsonl", name) for name in JUDGED])


def _put(folder, *said):
    files = []
    for number, (name, text) in enumerate(said):
        files.append(folder / f"{number}-{name}")
        files[-1].write_text(text, encoding="utf-8")
    return files


@pytest.mark.parametrize(("documents", "queries", "judged"), FORMS, ids=lambda name: name)
def test_a_collection_is_read_in_every_form(tmp_path, documents, queries, judged):
    files = _put(tmp_path, (documents, DOCUMENTS[documents]), (queries, TOPICS[queries]),
                 (judged, JUDGED[judged]))
    ours = evaluate_search(*files)["ours"]
    assert (ours.queries, ours.average_precision) == (2, 1.0)
    assert (ours.precision, ours.recall) == (pytest.approx(0.15), 1.0)


def test_an_old_collection_names_documents_by_their_place(tmp_path):
    documents = "".join(f"*TEXT {number} 01/04/63 PAGE 020\n\n{title}\n\n{text}\n\n"
                        for number, (_, title, text) in zip((17, 20, 31), STORIES, strict=True))
    queries = "".join(f"*FIND{name:>6}\n\n{text}\n" for name, text in ASKED)
    files = _put(tmp_path, ("all", f"{documents}*STOP\n"), ("que", f"\n{queries}*STOP\n"),
                 ("rel", "7  1\n7  3\n8  2\n"))
    ours = evaluate_search(*files)["ours"]
    assert (ours.queries, ours.average_precision, ours.recall) == (2, 1.0, 1.0)


@pytest.mark.parametrize(("which", "text", "says"), [
    (0, '{"_id": "a", "text": "x"}\n{"_id": "b", "text": \n', "line 2: "),
    (0, '{"_id": "a", "text": "x"}\n{"text": "y"}\n', "line 2: it has no id"),
    (0, '{"_id": "a", "text": "x"}\n\n{"_id": "a"}\n', "line 3: a is there twice"),
    (0, "<DOC>\n<DOCNO>a</DOCNO>x</DOC>\n<DOC>\n<TEXT>y</TEXT></DOC>\n", "line 3: it has no id"),
    (0, ".I 1\n.W\nx\n.I\n.W\ny\n", "line 4: it has no id"),
    (0, "[1, 2]", "line 1: it has no id"),
    (0, "\n \n", "there is nothing in it"),
    (1, "1\tharbour\nalone\n", "line 2: an id and a text"),
    (2, "1 a 1\n1\n", "line 2: a query and a document"),
    (2, "1 a 1\n1 b good\n", "line 2: the grade is no number"),
    (2, '{"7": 3}', "line 1: this is no judgement"),
    (2, "7 d1 0\n", "no query has a document that was judged to fit"),
    (2, "7 elsewhere 1\n", "none of its documents is in"),
])
def test_what_cannot_be_read_is_refused_with_its_line(tmp_path, which, text, says):
    said = [DOCUMENTS["beir.jsonl"], TOPICS["beir.jsonl"], JUDGED["beir.tsv"]]
    said[which] = text
    files = _put(tmp_path, *(("file", each) for each in said))
    with pytest.raises(NotJudged, match=says):
        evaluate_search(*files)


SUBJECTS = (
    "reservoir dam spillway turbine megawatt engineer sluice river flood valley concrete gauge",
    "orchestra conductor violin overture concert soloist hall rehearsal symphony audience score",
    "ministry budget deficit treasury tax revenue pension spending parliament debate vote levy",
    "goalkeeper striker penalty league stadium coach midfield referee season trophy injury squad",
    "vaccine clinic nurse outbreak fever patient ward dose virus hospital infection quarantine",
    "trawler herring quota harbour net skipper cod fishery catch vessel coast crew",
)
NOISE = ("monday tuesday report people town official told year number group plan night side road "
         "morning question answer week house letter visitor window street hour country")
FUNCTION = "the of and in to a that was which for had been on with by as it at from were"


def _collection(drawn, many=20):
    """Stories of six subjects, each saying few of its subject's words among many of no subject."""
    documents, queries, fits = [], [], []
    noise, function = NOISE.split(), FUNCTION.split()
    for at, words in enumerate(map(str.split, SUBJECTS)):
        for number in range(many):
            said = drawn.choices(words, k=5) + drawn.choices(noise, k=14)
            said += drawn.choices(function, k=20)
            drawn.shuffle(said)
            documents.append({"_id": f"{at}.{number}", "text": " ".join(said)})
        for number in range(4):
            said = drawn.sample(words, 2) + drawn.sample(noise, 3) + drawn.sample(function, 6)
            drawn.shuffle(said)
            queries.append({"_id": f"{at}q{number}", "text": " ".join(said)})
            fits += [f"{at}q{number}\t{at}.{story}\t1\n" for story in range(many)]
    return documents, queries, fits


@pytest.mark.parametrize("letters", [str, str.upper], ids=["as-typed", "capitals"])
def test_ours_is_above_plain_where_questions_are_long(tmp_path, letters):
    documents, queries, fits = _collection(random.Random(1881))
    for each in (*documents, *queries):
        each["text"] = letters(each["text"])
    files = _put(tmp_path, ("d", _lines(documents)), ("q", _lines(queries)), ("j", "".join(fits)))
    marks = evaluate_search(*files)
    assert evaluate_search(*files) == marks
    plain, ours = marks["plain"], marks["ours"]
    assert ours.average_precision > plain.average_precision + 0.1
    assert ours.precision > plain.precision and ours.recall > plain.recall


def test_a_story_on_the_subject_without_any_word_asked_for_is_not_found(house, noon):
    for number, text in enumerate((
            "The turbine of the dam failed and the valley was flooded.",
            "Engineers opened the sluice of the dam; the valley was warned.",
            "A turbine, a sluice and a spillway were inspected.",
            "The spillway was painted.")):
        live(f"Story {number}", at=noon, blocks=(Block("paragraph", text),))
    assert sorted(heads(sought("turbine dam valley"))) == ["Story 0", "Story 1", "Story 2"]
