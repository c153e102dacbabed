"""A pasted text becomes a draft: its parts in their fields, nothing lost, nothing run."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cast import all_checked, ledger
from dateline.desk import public as desk
from dateline.desk.models import Story
from dateline.desk.public import NotArticle, NotCopy, NotPermitted
from desking import STORY, desk_of, form, person

PASTE = "/desk/paste/"
PAGE = """07:05 GMT9 March 2019
Listen Live
    Sea & Harbour
    Get short URL
    Storm Over the Northern Ferries (1,204)

    Ferries to the islands stay in port until the storm has passed.

    PORT ELLIS (Kestrel) — All ferries are in port, harbour master Ada Quill said.

    "We [the harbour] wait. Nobody sails today."

    Storm Over the Northern Ferries (1,204)

    Islands Ask for a Second Ferry After Long Winter
    ferries, Kestrel, Ada Quill, Iceland, Port Ellis
    Community standardsDiscussion"""
COPIED = (
    '<meta charset="utf-8"><h1>Ferries Stay in Port</h1><p class="byline">By Ada Quill</p>'
    '<p>PORT ELLIS (Kestrel) — All ferries are in port, <a href="https://kestrel.example/q">Quill'
    "</a> said.</p><blockquote>We wait.</blockquote><ul><li>Tern<li>Gull</ul>"
)
SAVED = (
    '<!doctype html><html lang="en-GB"><head><title>Ferries - Kestrel</title>'
    '<meta property="article:published_time" content="2019-03-09T07:05:00+03:00">'
    f"</head><body><article>{COPIED}<p>It was the third storm of the winter.</p></article></body>"
)


def pasted(client, **fields):
    """What stands in the fields after pasting."""
    answer = client.post(PASTE, fields)
    assert answer.status_code == 200, answer.content.decode()
    return form(answer.content.decode())


def story_of(answer):
    """The story a browser was led to."""
    assert answer.status_code == 302, answer.content.decode()
    found = re.fullmatch(rf"{STORY}edit/(\d+)/", answer["Location"])
    return Story.objects.get(pk=found[1])


def shown(answer, status=422):
    """The text of a page that was not left."""
    assert answer.status_code == status
    return answer.content.decode()


# -- the door -------------------------------------------------------------------------------------


def test_a_page_text_an_article_and_prose_are_told_apart(house):
    assert desk.understand(PAGE).kind == "page text"
    assert desk.understand(SAVED).kind == "page"
    assert desk.understand("Ferries", COPIED).kind == "fragment"
    assert desk.understand("Ferries\n\nThey stay in port.").kind == "prose"
    assert desk.understand(PAGE, COPIED).kind == "page text"


def test_what_is_doubtful_is_said_in_words(house):
    page = " ".join(desk.understand(PAGE).notes)
    assert "No headline was found" in page and "“07:05 GMT 9 March 2019”" in page
    assert "guessed" in page and "Unsorted" not in page
    prose = desk.understand("Ferries\n\nThey stay in port.")
    assert prose.copy.published_at is None
    assert "No date was found" in " ".join(prose.notes)
    dated = desk.understand(SAVED.replace("+03:00", ""))
    assert dated.copy.published_at is None
    assert "“2019-03-09T07:05:00” has no zone" in " ".join(dated.notes)
    assert "No headline" not in " ".join(dated.notes)


def test_the_same_text_twice_is_one_draft(house):
    guid = desk.paste(PAGE)
    assert desk.paste(PAGE) == guid
    assert desk.paste(PAGE + "\n") == guid
    assert desk.paste("Ferries\n\nThey stay in port.") != guid
    assert Story.objects.count() == 2


def test_a_pasted_draft_can_be_published(house, noon):
    guid = desk.paste("Ferries", html=COPIED)
    assert desk.publish(guid, at=noon).address
    filing = Story.objects.get().filing()
    assert [block.kind for block in filing.blocks] == ["paragraph", "quotation", "list"]
    assert filing.blocks[0].marks[0].href == "https://kestrel.example/q"
    all_checked()


def test_nothing_heavy_is_loaded_before_somebody_pastes(house):
    loaded = house.python(
        "import sys; import dateline.project.wsgi; from django.urls import reverse\n"
        "assert reverse('desk_paste'); print('trafilatura' in sys.modules)"
    )
    assert loaded.stdout.strip() == "False", loaded.stderr


def test_pasting_takes_the_roles_that_filing_takes(house):
    before = ledger()
    for role in ("reporter", "editor", "chief editor"):
        assert desk.paste(f"{role}\n\nThey stay in port.", by=person(role))
    for role in ("moderator", "broadcaster", "wire manager", "administrator"):
        with pytest.raises(NotPermitted):
            desk.paste(f"{role}\n\nThey stay in port.", by=person(role))
    assert Story.objects.count() == 3
    assert ledger() == before


@settings(max_examples=60, deadline=None, suppress_health_check=[
    HealthCheck.function_scoped_fixture])  # it is only asked for the newsroom's language
@given(st.one_of(st.text(max_size=200), st.binary(max_size=200)), st.text(max_size=60))
def test_any_text_is_understood_or_refused_in_words(house, text, html):
    try:
        found = desk.understand(text, html)
    except (NotArticle, NotCopy) as refused:
        assert str(refused)
    else:
        assert found.copy.headline.strip() and found.copy.section


# -- the screen -----------------------------------------------------------------------------------


def test_a_page_text_through_the_screen(house):
    ann = person("reporter")
    client = desk_of(ann)
    fields = pasted(client, text=PAGE)
    assert fields["place"] == "PORT ELLIS" and fields["credit"] == "Kestrel"
    assert fields["new_section"] == "Sea & Harbour" and fields["moment"] == ""
    assert fields["dossiers"] == "Storm Over the Northern Ferries"
    assert fields["tags"].splitlines()[2] == "person?: Ada Quill"
    answer = client.post(PASTE, fields | {
        "moment": "2019-03-09 06:00", "zone": "+03:00", "headline": "Ferries Stay in Port",
        "tags": fields["tags"].replace("person?:", "person:"), "authors": "Tom Reed\nEve Lund",
    })
    story = story_of(answer)
    filing = story.filing()
    assert (story.state, story.owner, story.headline_missing) == ("draft", ann, False)
    assert filing.published_at == datetime(2019, 3, 9, 3, 0, tzinfo=UTC)
    assert [tag.guessed for tag in filing.tags] == [True, True, False, True, True]
    assert [author.name for author in filing.authors] == ["Tom Reed", "Eve Lund"]
    assert [block.kind for block in filing.blocks] == ["paragraph", "quotation"]
    assert filing.related == ("Islands Ask for a Second Ferry After Long Winter",)
    assert client.get(answer["Location"]).status_code == 200


def test_a_working_headline_stays_marked_until_somebody_writes_one(house):
    client = desk_of(person("editor"))
    story = story_of(client.post(PASTE, pasted(client, text=PAGE)))
    assert story.headline.startswith("Ferries to the islands stay in port")
    assert story.headline_missing


def test_an_article_keeps_its_date_zone_language_and_address(house):
    client = desk_of(person("reporter"))
    saved = SAVED.replace("<head>", '<head><link rel="canonical" href="https://kestrel.example/f">')
    file = SimpleUploadedFile("saved.html", saved.encode())
    fields = pasted(client, file=file, text="", html="")
    assert (fields["moment"], fields["zone"]) == ("2019-03-09 07:05", "+03:00")
    assert fields["language"] == "en-GB" and fields["authors"] == "Ada Quill"
    story = story_of(client.post(PASTE, fields))
    assert story.published_at == datetime(2019, 3, 9, 4, 5, tzinfo=UTC)
    assert story.sources == "https://kestrel.example/f"


def test_a_text_pasted_before_leads_to_its_draft_unless_another_is_asked_for(house):
    client = desk_of(person("reporter"))
    first = story_of(client.post(PASTE, pasted(client, text=PAGE)))
    again = client.post(PASTE, {"text": PAGE}).content.decode()
    assert "pasted before" in again and f"{STORY}edit/{first.pk}/" in again
    fields = form(again)
    kept = shown(client.post(PASTE, fields | {"headline": "Amended at length"}))
    assert "Amended at length" in kept and Story.objects.count() == 1
    other = story_of(client.post(PASTE, fields | {"again": "1"}))
    assert other.pk != first.pk and other.source is None


@pytest.mark.parametrize(("changes", "field", "words"), [
    ({"moment": "2019-03-09 06:00"}, "zone", "Which zone is the date in?"),
    ({"moment": "next week", "zone": "+00:00"}, "moment", "Give the date and the time"),
    ({"moment": "2019-03-09", "zone": "+00:00"}, "moment", "Give the date and the time"),
    ({"headline": " "}, "headline", "This field is required."),
    ({"language": "English!"}, "language", "Give the code of a language"),
    ({"authors": "x" * 201}, "authors", "a name has 1 to 200 signs"),
    ({"place": "Rome\nOslo"}, "place", "A dateline has one place."),
])
def test_a_refused_field_is_named_and_nothing_is_lost(house, changes, field, words):
    client = desk_of(person("reporter"))
    fields = pasted(client, text=PAGE) | {"standfirst": "Amended at length."}
    html = shown(client.post(PASTE, fields | changes))
    assert words in html and f'href="#part-{field}"' in html
    kept = form(html)
    wanted = fields | changes
    assert {name: kept[name].strip() for name in kept if name != "csrfmiddlewaretoken"} == {
        name: wanted.get(name, "").strip() for name in kept if name != "csrfmiddlewaretoken"}
    assert Story.objects.count() == 0
    assert story_of(client.post(PASTE, kept | fields)).standfirst == "Amended at length."


def test_a_section_is_chosen_or_written_not_both(house):
    desk.add_section("Politics")
    politics = Story._meta.get_field("section").related_model.objects.get(name="Politics")
    client = desk_of(person("reporter"))
    fields = pasted(client, text=PAGE) | {"section": str(politics.pk)}
    assert "not both" in shown(client.post(PASTE, fields))
    story = story_of(client.post(PASTE, fields | {"new_section": ""}))
    assert story.section == politics
    known = pasted(client, text=PAGE.replace("Sea & Harbour", "politics"))
    assert (known["section"], known["new_section"]) == (str(politics.pk), "")


def test_nothing_and_too_much_are_answered_in_words(house):
    client = desk_of(person("reporter"))
    assert "nothing to read yet" in shown(client.post(PASTE, {"text": " ", "html": ""}))
    both = client.post(PASTE, {"text": "My words", "file": SimpleUploadedFile("a.txt", b"x")})
    assert "Which one is it?" in shown(both) and "My words" in shown(both)
    large = SimpleUploadedFile("a.html", b"<p>" + b"a" * 5_000_001)
    assert "larger than 5 MB" in shown(client.post(PASTE, {"file": large}))
    binary = SimpleUploadedFile("a.html", b"\x89PNG\r\n\x1a\n\x00\x00")
    assert "this is binary" in shown(client.post(PASTE, {"file": binary}))
    assert "too much for one paste" in shown(client.post(PASTE, {"text": "a " * 2_000_000}), 413)
    assert "too much for one paste" in shown(client.post(PASTE, {"text": "a" * 11_000_000}), 413)
    deep = shown(client.post(PASTE, {"text": "My words", "html": "<div>" * 100_000}))
    assert "nested too deep" in deep and "My words" in deep


def test_parts_that_this_desk_did_not_write_are_refused(house):
    client = desk_of(person("reporter"))
    fields = pasted(client, text=PAGE)
    forged = client.post(PASTE, fields | {"state": fields["state"][:-3] + "abc"})
    assert "not made by this desk" in shown(forged)
    assert Story.objects.count() == 0


def test_a_form_of_another_site_is_refused(house):
    client = desk_of(person("reporter"))
    client.handler.enforce_csrf_checks = True
    assert client.post(PASTE, {"text": PAGE}).status_code == 403
    assert client.get(PASTE).status_code == 200


@pytest.mark.parametrize("role", [
    "reporter", "editor", "chief editor", "moderator", "broadcaster", "wire manager",
    "administrator",
])
def test_only_who_files_sees_the_page_and_its_menu_item(house, role):
    client = desk_of(person(role))
    writes = role in ("reporter", "editor", "chief editor")
    page, sent = client.get(PASTE), client.post(PASTE, {"text": PAGE})
    assert (page.status_code, sent.status_code) == ((200, 200) if writes else (302, 302))
    assert ("Paste a story" in client.get("/desk/").content.decode()) == writes


HOSTILE = """<!doctype html><html><head><title>x</title><meta http-equiv="refresh"
content="0;url=https://evil.example/"><style>p{color:red}</style></head><body><article>
<h1>Ferries <script>alert(1)</script>Stay</h1>
<p onclick="alert(2)">All ferries are in port today, and they <b onmouseover="alert(3)">wait</b>
<a href="javascript:alert(4)">here</a> <a href="data:text/html,<script>alert(5)</script>">there</a>
<img src="x" onerror="alert(6)"> until the storm is over. &lt;script&gt;alert(7)&lt;/script&gt;</p>
<iframe src="https://evil.example/"></iframe><object data="x"></object><p hidden>Nobody reads</p>
<svg onload="alert(8)"><text>me</text></svg><p style="display:none">this</p><!-- or this -->
<p>A second paragraph that is long enough to be one.</p></article></body></html>"""


def test_hostile_html_is_shown_and_filed_as_words_only(house):
    client = desk_of(person("reporter"))
    html = client.post(PASTE, {"html": HOSTILE}).content.decode()
    preview = html.split('class="desk-paste-sheet"')[1].split('class="desk-buttons"')[0]
    assert "&lt;script&gt;alert(7)" in preview
    for mark in ("<script", "onclick", "onmouseover", "onerror", "javascript:", "data:", "<img",
                 "<iframe", "<svg", "<object", "evil.example", "Nobody reads", "this</p>"):
        assert mark not in preview, mark
    story = story_of(client.post(PASTE, form(html)))
    assert story.headline == "Ferries Stay"
    first, second = story.filing().blocks
    assert first.text.endswith("<script>alert(7)</script>")
    assert [mark.kind for mark in first.marks] == ["strong"]
    assert second.text.startswith("A second paragraph")


def test_right_to_left_and_ethiopic_text_keep_their_order(house):
    client = desk_of(person("reporter"))
    arabic = ("العبّارات تبقى في الميناء", "قالت آدا: \u200fننتظر (اليوم).")
    texts = (*arabic, "ጀልባዎች በወደብ ይቆያሉ", "“እንጠብቃለን።”")
    fields = pasted(client, text="\n\n".join(texts))
    story = story_of(client.post(PASTE, fields | {"language": "ar"}))
    assert story.headline == texts[0] and story.language == "ar"
    assert tuple(block.text for block in story.filing().blocks) == texts[1:]
