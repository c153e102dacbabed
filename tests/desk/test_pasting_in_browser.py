"""An article copied in Chromium and pasted at the desk, by keyboard, becomes a draft."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from browsing import chromium
from dateline.desk.models import Story
from dateline.people.public import make_link
from desking import person
from serving import serving

pytestmark = pytest.mark.browser
ARTICLE = """<!doctype html><meta charset=utf-8><title>Ferries - Kestrel</title><article>
<h1>Ferries Stay in Port</h1><p class=byline>By Ada Quill</p>
<p>PORT ELLIS (Kestrel) — All ferries are in port, <a href="https://kestrel.example/q">Quill</a>
said. <strong>Nobody</strong> sails.</p><blockquote>We wait.</blockquote>
<ul><li>Tern</li><li>Gull</li></ul><p>العبّارات تبقى في الميناء.</p></article>"""


def serious(page):
    """What axe finds that would keep somebody out."""
    found = Axe().run(page).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]])
            for rule in found if rule["impact"] in ("serious", "critical")]


@pytest.fixture
def link(house):
    """How our reporter signs in."""
    person("reporter")
    return make_link("reporter@example.org")


def enter(page, served, link):
    """Sign in as a reporter and open the page from the menu."""
    page.goto(served.base + link)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/desk/")
    page.get_by_role("link", name="Paste a story").click()
    expect(page.locator("#header-title")).to_have_text("Paste a story")


def test_a_copied_article_is_pasted_amended_and_filed_by_keyboard(house, link):
    with serving(house, "--no-demo") as served, chromium() as browser:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.route("https://**", lambda route: pytest.fail(route.request.url))
        reading = context.new_page()
        reading.set_content(ARTICLE)
        reading.keyboard.press("Control+A")
        reading.keyboard.press("Control+C")
        page = context.new_page()
        enter(page, served, link)
        page.set_viewport_size({"width": 768, "height": 1024})
        assert serious(page) == []
        area = page.get_by_label("The text")
        area.focus()
        page.keyboard.press("Control+V")
        expect(page.get_by_text("Formatted text was taken")).to_be_visible()
        assert "All ferries are in port" in area.input_value()
        page.get_by_role("button", name="Look at its parts").press("Enter")

        expect(page.get_by_label(re.compile(r"^\s*Headline"))).to_have_value("Ferries Stay in Port")
        expect(page.get_by_label("Credit")).to_have_value("Kestrel")
        expect(page.get_by_role("region", name="The body").locator("blockquote")).to_have_text(
            "We wait.")
        expect(page.get_by_text("No date was found")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 768
        assert serious(page) == []
        page.get_by_label(re.compile(r"^\s*Headline")).fill("Ferries Wait")
        page.get_by_label("Date of the story").fill("2019-03-09 07:05")
        page.get_by_role("button", name="Make a draft").press("Enter")
        summary = page.get_by_role("alert")
        expect(summary).to_contain_text("Which zone is the date in?")
        summary.get_by_role("link", name="Zone of the date").press("Enter")
        assert serious(page) == []
        page.get_by_label("Zone of the date").select_option("+03:00")
        page.get_by_role("button", name="Make a draft").press("Enter")
        page.wait_for_url(re.compile(r"/desk/snippets/desk/story/edit/\d+/"))
        expect(page.get_by_text("“Ferries Wait” is a draft now.")).to_be_visible()
    filing = Story.objects.get().filing()
    assert filing.published_at.isoformat() == "2019-03-09T04:05:00+00:00"
    assert [author.name for author in filing.authors] == ["Ada Quill"]
    assert [block.kind for block in filing.blocks] == [
        "paragraph", "quotation", "list", "paragraph"]
    assert [mark.kind for mark in filing.blocks[0].marks] == ["link", "strong"]


def test_a_pasted_text_that_is_changed_is_read_as_plain_text(house, link):
    with serving(house, "--no-demo") as served, chromium() as browser:
        page = browser.new_page()
        enter(page, served, link)
        page.get_by_label("The text").evaluate("""(area) => {
            const data = new DataTransfer();
            data.setData("text/html", "<h1>Ferries</h1><p>They <b>stay</b> in port.</p>");
            data.setData("text/plain", "Ferries\\n\\nThey stay in port.");
            area.focus();
            area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
        }""")
        expect(page.locator("#id_html")).to_have_value(re.compile("<b>stay</b>"))
        expect(page.get_by_label("The text")).to_have_value("Ferries\n\nThey stay in port.")
        page.get_by_label("The text").press("End")
        page.keyboard.type(" All of them.")
        expect(page.get_by_text("It will be read as plain text")).to_be_visible()
        expect(page.locator("#id_html")).to_have_value("")
        page.get_by_role("button", name="Look at its parts").click()
        expect(page.get_by_text("It was read as plain text")).to_be_visible()
        expect(page.get_by_role("region", name="The body")).to_contain_text("All of them.")
