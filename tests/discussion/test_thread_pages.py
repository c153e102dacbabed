"""What readers see of a thread, at its own address and at that of each comment."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.db import connections, transaction
from django.test.utils import CaptureQueriesContext
from lxml import etree

from cast import live
from conversing import DELETED, PENDING, PUBLIC, RESTRICTED, person, reasons, talking, thread_of
from crawl import crawl
from dateline.delivery.public import READER
from dateline.desk import public as desk
from dateline.discussion.models import Comment, Reader
from dateline.discussion.public import NotTold, Said, begin_anew, tell
from dateline.discussion.reading import TOPS
from dateline.lib import clock
from dateline.record import public as record

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def afternoon(noon):
    """It is an hour after all this."""
    with clock.at(noon + timedelta(hours=1)):
        yield


@pytest.fixture
def story(house, noon):
    """The address of a live story."""
    return live("A bridge opens", at=noon)[1].address


@pytest.fixture
def thread(story, noon):
    return thread_of(story, at=noon)


def at(thread, *more, **query):
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    rest = "".join(f"{each}/" for each in more)
    return f"/discussion/~{thread.code}/{rest}" + (f"?{asked}" if asked else "")


def numbers(answer):
    """The comments of a page, in its order."""
    return [int(n) for n in re.findall(r'<li class="comment[^>]* id="c(\d+)"', answer.text)]


def test_a_thread_nobody_wrote_in_is_a_page(reader, story):
    code = story.rpartition("~")[2]
    page = reader.get(f"/discussion/~{code}/")
    assert page.status == 200 and "Nobody has said anything yet." in page.text
    assert reader.get(f"/discussion/~{code}").headers["Location"] == f"/discussion/~{code}/"
    moved = reader.get(f"/discussion/~{code.upper()}/?sort=likes")
    assert moved.headers["Location"] == f"/discussion/~{code}/?sort=likes"


def test_unknown_threads_comments_and_orders_are_unknown(reader, thread):
    for address in ("/discussion/~zzzzzz/", at(thread, 1), at(thread, sort="best"),
                    at(thread, after=7), at(thread, after="x"), at(thread, "since", 5)):
        assert reader.get(address).status == 404, address


def test_the_orders_of_a_thread(reader, thread, noon):
    with talking(thread, at=noon) as on:
        first, second = on.say("One"), on.say("Two")
        on.say("Three", to=first)
        on.change(second.number, likes=4)
    assert numbers(reader.get(at(thread))) == [2, 1, 3]
    assert numbers(reader.get(at(thread, sort="oldest"))) == [1, 3, 2]
    assert numbers(reader.get(at(thread, sort="replies"))) == [1, 3, 2]
    assert numbers(reader.get(at(thread, sort="likes"))) == [2, 1, 3]


@pytest.mark.parametrize("sort", ["newest", "oldest", "replies", "likes"])
def test_every_page_leads_to_the_next_and_none_is_left_out(reader, thread, noon, sort):
    with talking(thread, at=noon) as on:
        for n in range(2 * TOPS + 5):
            on.say(f"Number {n}", likes=n % 3)
    seen, address = [], at(thread, sort=sort)
    while address:
        page = reader.get(address)
        assert page.status == 200
        seen += numbers(page)
        onward = re.search(r'rel="next" href="([^"]+)"', page.text)
        address = onward and onward[1].replace("&amp;", "&")
    assert sorted(seen) == list(range(1, 2 * TOPS + 6))
    if sort == "likes":
        by_likes = [((n - 1) % 3, n) for n in seen]
        assert by_likes == sorted(by_likes, reverse=True)


def test_a_page_shows_the_first_replies_and_leads_to_the_others(reader, thread, noon):
    with talking(thread, at=noon) as on:
        top = on.say("Top")
        for n in range(6):
            on.say(f"Reply {n}", to=top)
    page = reader.get(at(thread))
    assert numbers(page) == [1, 2, 3, 4] and "3 more replies" in page.text
    assert numbers(reader.get(at(thread, 1))) == [1, 2, 3, 4, 5, 6, 7]


def test_a_deep_reply_stands_in_so_far_and_no_farther(reader, thread, noon):
    with talking(thread, at=noon) as on:
        last = None
        for n in range(12):
            last = on.say(f"Level {n}", by=f"Reader {n}", to=last)
    page = reader.get(at(thread, 1))
    assert numbers(page) == list(range(1, 13))
    levels = [int(n) for n in re.findall(r'<li class="comment l(\d)"', page.text)]
    assert levels == [0, 1, 2, 3, 4, 5, 6, 6, 6, 6, 6, 6]
    deep = reader.get(at(thread, 11))
    assert "in answer to Reader 9" in deep.text and numbers(deep) == [10, 11, 12]


def test_what_is_below_a_comment_is_paged(reader, thread, noon):
    with talking(thread, at=noon) as on:
        top = on.say("Top")
        for n in range(70):
            on.say(f"Reply {n}", to=top)
    first = reader.get(at(thread, 1))
    onward = re.search(r'rel="next" href="([^"]+)"', first.text)[1]
    assert numbers(first)[1:] + numbers(reader.get(onward))[1:] == list(range(2, 72))


def test_a_comment_without_its_text_keeps_its_place_while_there_are_replies(reader, thread, noon):
    with talking(thread, at=noon) as on:
        one, two = on.say("Deleted soon", by="Dee"), on.say("Restricted soon", by="Rob")
        on.say("To the first", to=one)
        on.say("To the second", to=two)
    with talking(thread, at=noon) as on:
        on.move(1, DELETED)
        on.move(2, RESTRICTED, statement=reasons(person("Rob", at=noon), at=noon))
    page = reader.get(at(thread))
    assert numbers(page) == [2, 4, 1, 3]
    assert "deleted by its author" in page.text and "removed by an automatic check" in page.text
    assert '/community-standards/#c-2.1">Community standards, 2.1: No insults' in page.text
    for lost in ("Deleted soon", "Restricted soon", "Dee", "Rob"):
        assert lost not in page.text
    assert [reader.get(at(thread, n)).status for n in (1, 2)] == [200, 200]


def test_a_comment_that_is_gone_with_nothing_below_says_why(reader, thread, noon):
    with talking(thread, at=noon) as on:
        on.say("Gone", by="Gus")
        on.say("Never seen", state=PENDING)
    with talking(thread, at=noon) as on:
        on.move(1, DELETED)
    gone = reader.get(at(thread, 1))
    assert gone.status == 410 and "deleted by its author" in gone.text and "Gus" not in gone.text
    assert reader.get(at(thread, 2)).status == 404
    with talking(thread, at=noon) as on:
        on.move(2, PUBLIC)
    assert reader.get(at(thread, 2)).status == 200


def test_pinned_and_featured_ones_come_first_and_once(reader, thread, noon):
    with talking(thread, at=noon) as on:
        first = on.say("Featured")
        on.say("Plain")
        on.say("Pinned")
        on.say("Below", to=first)
        on.change(1, featured=True)
        on.change(3, pinned=True)
    page = reader.get(at(thread))
    assert numbers(page) == [3, 1, 4, 2]
    assert page.text.count("Chosen by editors") == 2 and "Pinned</span>" in page.text


def test_a_chosen_reply_stands_at_the_margin_and_says_whom_it_answers(reader, thread, noon):
    with talking(thread, at=noon) as on:
        above = on.say("A question", by="Ben")
        on.say("Deep", to=on.say("Below", to=above, by="Cy"), featured=True)
    chosen = reader.get(at(thread)).text.partition('class="chosen"')[2].partition("</section>")[0]
    assert 'class="comment l0"' in chosen and "l2" not in chosen and "Cy" in chosen


def test_badges_edits_likes_and_questions_are_marked(reader, thread, noon):
    with talking(thread, at=noon) as on:
        on.say("I wrote it", badge="author", likes=2, edited_at=noon + timedelta(minutes=2))
        on.held.thread.qa = True
    page = reader.get(at(thread))
    for mark in (">author</span>", "2 likes", ">edited<", "Questions and answers"):
        assert mark in page.text


def test_a_name_that_changes_changes_on_the_page(reader, thread, noon):
    with talking(thread, at=noon) as on:
        on.say("Hello", by="Ann")
    assert "Ann" in reader.get(at(thread)).text
    with talking(thread, at=noon) as on:
        who = Reader.objects.get(name="Ann")
        who.name = "Anna Marie"
        who.save()
        on.held.keys[who.key] = None
    assert "Anna Marie" in reader.get(at(thread)).text


def test_new_ones_are_told_from_where_a_page_was(reader, thread, noon):
    with talking(thread, at=noon) as on:
        on.say("One")
        on.say("Waits", state=PENDING)
        on.say("Three")
    assert 'data-turns="2"' in reader.get(at(thread)).text
    assert numbers(reader.get(at(thread, "since", 1))) == [3]
    with talking(thread, at=noon) as on:
        on.move(2, PUBLIC)
    new = reader.get(at(thread, "since", 2))
    assert numbers(new) == [2] and "<html" not in new.text
    assert numbers(reader.get(at(thread, "since", 0))) == [1, 3, 2]


def test_a_thread_goes_with_its_story(reader, house, noon):
    guid, done = live("To be killed", at=noon)
    thread = thread_of(done.address, at=noon)
    with talking(thread, at=noon) as on:
        on.say("I was here")
    addresses = [at(thread), at(thread, 1), at(thread, "since", 0), at(thread, "feed")]
    assert [reader.get(each).status for each in addresses] == [200] * 4
    desk.kill(guid, "Killed.", reason="Wrong.", at=noon + timedelta(minutes=1))
    for each in addresses:
        gone = reader.get(each)
        assert gone.status == 410 and "I was here" not in gone.text, each


def test_a_closed_thread_says_why(reader, thread, noon):
    assert "Write a comment" in reader.get(at(thread)).text
    with talking(thread, at=noon) as on:
        on.say("Before")
        on.held.thread.closed_at = noon
        on.held.changed()
    page = reader.get(at(thread))
    assert "The editors have closed this discussion" in page.text
    assert "Write a comment" not in page.text and ">Reply<" not in page.text


def test_a_text_cannot_end_the_script_it_stands_in(reader, thread, noon):
    with talking(thread, at=noon) as on:
        on.say("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
    page = reader.get(at(thread)).text
    assert "<script>alert" not in page and page.count("</script>") == page.count("<script")


def test_all_comments_are_in_their_table(thread, noon):
    with talking(thread, at=noon) as on:
        on.say("One")
    assert Comment.objects.get().turn == 1


def test_a_crawler_finds_every_page_of_a_thread(reader, thread, noon):
    with talking(thread, at=noon) as on:
        top = on.say("Top")
        for n in range(TOPS + 5):
            on.say(f"Reply {n}", to=top)
            on.say(f"Another {n}")
    seen = crawl(reader)
    wanted = {at(thread, n) for n in range(1, thread_of(thread.code, at=noon).last + 1)}
    assert wanted | {at(thread), at(thread, "feed")} <= seen.keys()
    talked = {a: answer for a, answer in seen.items() if a.startswith("/discussion/")}
    assert {answer.status for answer in talked.values()} == {200}


def test_the_feed_of_a_thread(reader, thread, noon):
    with talking(thread, at=noon) as on:
        on.say("Waits", state=PENDING)
        on.say("To <b>nobody</b>", by="Ben", to=on.say("One"))
    answer = reader.get(at(thread, "feed"))
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = etree.fromstring(answer.body)
    titles = [each.text for each in feed.iterfind(f"{ATOM}entry/{ATOM}title")]
    assert titles == ["Ben answers Ann", "Ann"]
    first = feed.find(f"{ATOM}entry")
    assert first.find(f"{ATOM}link").get("href").endswith(at(thread, 3))
    assert first.find(f"{ATOM}content").text == "<p>To <b>nobody</b></p>"
    assert at(thread, "feed") in reader.get(at(thread)).text


def test_machines_read_the_comments(reader, thread, noon):
    with talking(thread, at=noon) as on:
        on.say("Deleted", to=on.say("One", likes=3))
    with talking(thread, at=noon) as on:
        on.move(2, DELETED)
    page = reader.get(at(thread)).text
    data = json.loads(re.search(r'"application/ld\+json">(.*?)</script>', page, re.S)[1])
    assert (data["@type"], data["commentCount"]) == ("NewsArticle", 1)
    [said] = data["comment"]
    assert (said["@type"], said["text"], said["upvoteCount"]) == ("Comment", "One", 3)
    assert said["url"] == f"http://localhost:8000{at(thread, 1)}"


def test_a_story_and_its_lists_count_the_comments(reader, story, thread, noon):
    lists = ("/", "/politics/")
    assert not [each for each in lists if "/discussion/" in reader.get(each).text]
    with talking(thread, at=noon) as on:
        on.say("A first one")
        on.say("Waits", state=PENDING)
        on.say("A second one")
    link = f'<a href="{at(thread)}">2 comments</a>'
    assert all(link in reader.get(each).text for each in lists)
    page = reader.get(story).text
    assert '<data value="2">(2)</data>' in page and "A second one" in page and "Waits" not in page


@pytest.mark.parametrize("many", [5, 300])
def test_a_page_asks_few_questions_however_large_the_thread(reader, thread, noon, many):
    with talking(thread, at=noon) as on:
        for n in range(many):
            top = on.say(f"Top {n}", by=f"Reader {n % 40}")
            on.say("Below", to=top)
    reader.get("/about/")  # the furniture's fragments
    for address, most in ((at(thread), 12), (at(thread, 1), 12), (at(thread, "since", 0), 12),
                          (at(thread, "feed"), 12)):
        assert asked(reader, address) <= most, address


def asked(reader, address):
    """How many rows are asked for to render a page, the furniture of every page apart."""
    with CaptureQueriesContext(connections[READER]) as captured:
        assert reader.get(address).status == 200
    return sum(query["sql"].lstrip().startswith("SELECT") for query in captured.captured_queries)


def test_what_was_told_can_be_taken_away_and_only_that(house, reader, thread, noon):
    version = record.story(thread.code)
    tell(version, [Said("Ann", "One", noon), Said("Ben", "Two", noon, to=1),
                   Said("Cy", "Three", noon, to=2, then="illegal", law="Press Act")],
         source="demo:")
    assert numbers(reader.get(at(thread))) == [1, 2]
    with transaction.atomic():
        begin_anew("demo:")
    assert not Comment.objects.exists() and not Reader.objects.exists()
    with talking(thread_of(thread.code, at=noon), at=noon) as on:
        on.say("Somebody")
    with pytest.raises(NotTold, match="1 comments"), transaction.atomic():
        begin_anew("demo:")


def test_the_forms_against_a_comment_and_for_an_error_are_found(reader, thread, noon):
    with talking(thread, at=noon) as on:
        on.say("One")
    whole = f"/discussion/~{thread.code}/"
    notices = {whole: "", f"{whole}1/": f"?address=http%3A//localhost%3A8000{whole}1/"}
    for address, about in notices.items():
        page = reader.get(address).text
        assert f'href="{whole}error/"' in page
        assert f'href="/discussion/notice/{about}"' in page
