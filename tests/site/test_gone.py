"""What is not there, and what is no longer there."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from cast import filed, live
from dateline.desk import public as desk
from dateline.desk.public import Block, Tag
from markup import classed, links, one, said, tree

SECRET = "Zanzibar"
TEXT = {
    "standfirst": f"{SECRET} standfirst.", "place": f"{SECRET} place", "credit": f"{SECRET} credit",
    "authors": (f"{SECRET} author",), "dossiers": (f"{SECRET} dossier",), "section": "Politics",
    "tags": (Tag(f"{SECRET} tag", "person"),), "related": (f"{SECRET} related",),
    "blocks": (Block("quotation", f"{SECRET} body.", f"{SECRET} man", f"{SECRET} role"),),
    "slugline": f"{SECRET}-slug", "genre": f"{SECRET} genre", "rights": f"{SECRET} rights",
}
ENDS = {
    "withdrawn": lambda guid, at: desk.withdraw(guid, "Withdrawn: a <date> was wrong.", at=at),
    "expired": lambda guid, at: desk.expire(guid, "Expired: its <date> is past.", at=at),
    "killed": lambda guid, at: desk.kill(guid, "Killed: never <send> it.", reason=SECRET, at=at),
    "erased": lambda guid, at: desk.erase(guid, "Erased: by <order>.", at=at),
}
SAID = {
    "withdrawn": "This story has been withdrawn We have taken it off our pages; it can no longer "
                 "be read here. Withdrawal · 13:00 GMT 2 March 2026 Withdrawn: a <date> was wrong.",
    "expired": "This story has expired It was public until its last day and can no longer be read "
               "here. Expiry · 13:00 GMT 2 March 2026 Expired: its <date> is past.",
    "killed": "This story has been killed We have retracted it. Please do not use or repeat it. "
              "Kill · 13:00 GMT 2 March 2026 Killed: never <send> it.",
    "erased": "This story has been erased Its text has been removed for good. "
              "Erasure · 13:00 GMT 2 March 2026 Erased: by <order>.",
}


@pytest.fixture
def ended(house, reader, noon):
    """Publishes a story, reads all its pages, corrects it, and ends it as told."""

    def end(state):
        guid, done = live(f"{SECRET} headline", at=noon, **TEXT)
        for address in surfaces(done):
            assert reader.get(address).status in (200, 301)
        done = desk.correct(guid, {}, wrong=f"{SECRET} wrong", right=f"{SECRET} right",
                            text=f"{SECRET} note", at=noon)
        ENDS[state](guid, noon + timedelta(hours=1))
        return done

    return end


def surfaces(done):
    short = f"/~{done.code}"
    return (done.address, short, f"/old/form{short[1:]}", f"{done.address}.json", f"{short}.json",
            f"{short}.svg", f"{done.address}/")


@pytest.mark.parametrize("state", ENDS)
def test_a_story_that_is_gone_says_what_happened_and_nothing_of_its_text(ended, reader, state):
    done = ended(state)
    for address in surfaces(done):
        for answer in (reader.get(address), reader.get(address)):
            assert answer.status == 410, address
            assert SECRET.encode() not in answer.body
            assert SECRET.lower() not in repr(answer.headers).lower()
    for address in (done.address, f"/~{done.code}", f"/~{done.code}.svg"):
        page = tree(reader.get(address).text)
        assert said(page.find(".//article")) == f"{SAID[state]} To the front page"
        assert [m.get("content") for m in page.iter("meta") if m.get("name") == "robots"] == [
            "noindex"
        ]
        assert page.find(".//main//script") is None and classed(page, "story") == []


@pytest.mark.parametrize("state", ENDS)
def test_no_list_and_no_other_page_shows_it(ended, reader, noon, state):
    live("It stays", at=noon, related=(f"{SECRET} headline",))
    ended(state)
    for address in ("/", "/politics/"):
        page = tree(reader.get(address).text)
        assert SECRET not in said(page) and "It stays" in said(page)
    stays = links(tree(reader.get("/politics/").text))["It stays"]
    assert f"{SECRET} headline" not in links(tree(reader.get(stays).text))


def test_a_story_that_comes_back_is_read_again(house, reader, noon):
    guid, done = live(at=noon)
    desk.withdraw(guid, "A mistake.", at=noon)
    assert reader.get(done.address).status == 410
    desk.publish(guid, at=noon)
    answer = reader.get(done.address)
    assert answer.status == 200 and "A mistake." not in answer.text


def test_a_notice_may_be_empty(house, reader, noon):
    guid, done = live(at=noon)
    desk.expire(guid, at=noon)
    page = tree(reader.get(done.address).text)
    assert "Expiry · 12:00 GMT 2 March 2026" in said(page)


def test_unknown_addresses_share_one_page(house, reader, noon):
    live(at=noon)
    first = reader.get("/nowhere")
    page = tree(first.text)
    assert first.status == 404
    assert said(page.find(".//h1")) == "There is no page at this address"
    assert links(page.find(".//main/article")) == {"To the front page": "/"}
    assert links(one(page, "stand")) == {"Politics": "/politics/"}
    assert [said(line.find("h3")) for line in one(page, "newest").iter("li")] == ["A bridge opens"]
    assert links(page.find(".//header"))["Politics"] == "/politics/"
    for address in ("/a/b/c.html", "/~zzzzzz", "/~aaaaaa.svg", "/x~aaaaaa.json", "/tag/none/",
                    "/politics/?before=x", "/wp-login.php", "/%E1%8A%A0/"):
        answer = reader.get(address)
        assert (answer.status, answer.body) == (404, first.body), address
        assert answer.headers == first.headers


def test_what_was_never_public_is_unknown(house, reader, noon):
    desk.embargo(filed("Held", section="Sea", dossiers=("Secret",)), noon + timedelta(days=1))
    for address in ("/sea/", "/dossier/secret/", "/sea/held"):
        assert reader.get(address).status == 404
    front = re.findall(r"\w+", reader.get("/").text)
    assert "Held" not in front and "Sea" not in front
