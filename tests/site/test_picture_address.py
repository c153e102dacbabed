"""A picture's address answers while a live story shows it, with what HTTP asks of an answer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext

from dateline.record import public as record
from dateline.record.public import Block
from picturing import filing, names, picture, public, with_picture


def address(name):
    return f"/pictures/{name}"


def test_a_shown_picture_is_answered_whole(house, reader, noon):
    with_picture(shown := picture(700, 500), at=noon)
    assert len(shown.renditions) == 4
    for rendition in shown.renditions:
        answer = reader.get(address(rendition.name))
        kind = "image/webp" if rendition.name.endswith(".webp") else "image/jpeg"
        assert (answer.status, answer.headers["Content-Type"]) == (200, kind)
        assert answer.body == record.file_of(rendition.name).read_bytes()
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "public, max-age=3600"
        assert len(answer.headers["Surrogate-Key"]) == 12
        assert "Set-Cookie" not in answer.headers


def test_who_has_it_is_not_sent_it_again(house, reader, noon):
    with_picture(shown := picture(), at=noon)
    at = address(names(shown)[0])
    etag = reader.get(at).headers["ETag"]
    again = reader.get(at, if_none_match=etag)
    assert (again.status, again.body, again.headers["ETag"]) == (304, b"", etag)
    assert "Content-Length" not in again.headers
    assert reader.get(at, if_none_match='"other"').status == 200


def test_head_tells_the_length_and_post_is_refused(house, reader, noon):
    with_picture(shown := picture(), at=noon)
    at = address(names(shown)[0])
    whole, head = reader.get(at), reader.get(at, method="HEAD")
    assert (head.status, head.body) == (200, b"")
    for name in ("Content-Length", "ETag", "Content-Type", "Cache-Control"):
        assert head.headers[name] == whole.headers[name]
    assert reader.get(at, method="POST").status == 405


def missing(reader, at):
    """Whether the answer is what any unknown address gets, to the byte."""
    answer, other = reader.get(at), reader.get("/nowhere-at-all/")
    return (answer.status, answer.body, answer.headers) == (
        404, other.body, other.headers
    )


def test_a_picture_that_no_public_story_shows_does_not_exist(house, reader, noon):
    shown = picture()
    at = address(names(shown)[0])
    assert record.file_of(names(shown)[0]).exists()
    assert missing(reader, at)
    with_picture(shown, at=noon)
    assert reader.get(at).status == 200


@pytest.mark.parametrize("at", [
    "/pictures/", "/pictures/x.webp", f"/pictures/{'a' * 64}-1x1.webp", "/pictures/../secret-key",
    f"/pictures/{'a' * 64}-1x1.svg", f"/pictures/{'A' * 64}-1x1.webp", "/pictures/%2e%2e/x.jpg",
    f"/pictures/{'a' * 64}-1x1.webp%00",
])
def test_strange_names_do_not_exist(house, reader, noon, at):
    assert missing(reader, at)


@pytest.mark.parametrize("state", ["killed", "withdrawn", "expired"])
def test_a_picture_goes_with_its_story_at_once(house, reader, noon, state):
    filed, _ = with_picture(shown := picture(), at=noon)
    at = address(names(shown)[0])
    etag = reader.get(at).headers["ETag"]
    with transaction.atomic():
        record.take_down(filed.guid, state, at=noon, notice="Gone.")
    assert missing(reader, at)
    assert reader.get(at, if_none_match=etag).status == 404
    assert record.file_of(names(shown)[0]).exists()
    if state != "killed":
        public(filed, at=noon + timedelta(hours=1))
        assert reader.get(at).status == 200


def test_a_picture_of_two_stories_stays_with_the_other(house, reader, noon):
    shown = picture()
    first, _ = with_picture(shown, at=noon)
    public(filing("Another", blocks=(Block("picture", pictures=(shown,)),)), at=noon)
    with transaction.atomic():
        record.take_down(first.guid, "killed", at=noon, notice="Killed.")
    assert reader.get(address(names(shown)[0])).status == 200


def test_a_picture_whose_file_was_lost_is_missing_and_not_an_error(house, reader, noon):
    with_picture(shown := picture(), at=noon)
    record.file_of(names(shown)[0]).unlink()
    assert missing(reader, address(names(shown)[0]))


def test_a_picture_asks_the_record_one_question_and_then_none(house, reader, noon):
    with_picture(shown := picture(), at=noon)
    questions = []
    for _ in range(3):
        with (
            CaptureQueriesContext(connections["reader"]) as asked,
            CaptureQueriesContext(connections["default"]) as others,
        ):
            assert reader.get(address(names(shown)[0])).status == 200
        questions.append((len([one for one in asked if "record_shown" in one["sql"]]), len(others)))
    assert questions == [(1, 0), (0, 0), (0, 0)]


def test_a_remembered_picture_whose_file_is_lost_is_missing(house, reader, noon):
    with_picture(shown := picture(), at=noon)
    at = address(names(shown)[0])
    for _ in range(3):
        assert reader.get(at).status == 200
    record.file_of(names(shown)[0]).unlink()
    assert missing(reader, at)
