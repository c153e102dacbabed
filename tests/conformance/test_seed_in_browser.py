"""The seed's page, imported and read in Chromium on a running server: every part of it used."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browsing import chromium
from serving import Served, serving

SEED = Path(__file__).resolve().parents[2].parent / "shared" / "seed" / "page.txt"
DOSSIER = "Violence Erupts as Islamic State Rises"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not SEED.exists(), reason="the seed's page lies in ../shared, not here"),
]


@pytest.fixture
def imported(house):
    done = house.run("import", "page", str(SEED))
    assert done.returncode == 0, done.stderr
    address = done.stdout.splitlines()[-1].removeprefix("http://localhost:8000")
    with serving(house, "--no-demo") as served, chromium() as browser:
        yield served, browser, address


def test_every_part_of_the_seeds_page_is_there_and_works(imported):
    served, browser, address = imported
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
    page.goto(served.base + address)

    expect(page.locator("header .edition")).to_have_text(
        re.compile(r"^\d\d:\d\d GMT \d{1,2} \w+ 20\d\d$")
    )
    expect(page.locator(".listen")).to_contain_text("Listen Live")
    expect(page.get_by_role("link", name="Military & Intelligence").first).to_be_visible()
    assert page.get_by_text(f"{DOSSIER} (1)").count() == 2
    expect(page.locator("h1")).to_contain_text("Russia is ready to supply")
    expect(page.locator(".standfirst")).to_contain_text("in order to destroy Daesh.")
    expect(page.locator(".dateline")).to_have_text("BAGHDAD (Sputnik) —")
    assert page.locator(".body .insertion").all_inner_texts() == [
        "[on arms supplies]",
        "[cooperation between Russia, Iran, Iraq and Syria]",
        "[for help in fighting Daesh]",
    ]
    assert page.locator(".related li").count() == 4
    tags = page.locator(".tags a").all_inner_texts()
    assert tags == ["weapons", "Daesh", "Ilya Morgunov", "Iraq", "Russia"]
    expect(page.locator(".discussion")).to_contain_text("Nobody has said anything yet")
    _text_is_the_seeds(page)
    _used(page, served, address)
    assert errors == []


def _text_is_the_seeds(page: Page) -> None:
    shown = " ".join(" ".join(page.locator(".body").inner_text().split()).split())
    for line in SEED.read_text().splitlines()[8:26]:
        text = " ".join(line.split()).removeprefix("BAGHDAD (Sputnik) — ")
        if text:
            assert text in shown


def _used(page: Page, served: Served, address: str) -> None:
    page.get_by_text("Get short URL").click()
    field = page.get_by_label("Short URL of this story")
    short = field.input_value()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("status").filter(has_text="copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == short
    expect(page.get_by_alt_text("QR code of the short URL")).to_be_visible()
    code = short.rpartition("~")[2]
    page.goto(f"{served.base}/~{code}")
    assert page.url == served.base + address
    page.get_by_role("link", name=DOSSIER).first.click()
    expect(page.locator("h1")).to_contain_text(DOSSIER)
    assert page.get_by_role("link", name="Russia is ready to supply").count() == 1
    page.go_back()
    page.get_by_role("link", name="Community standards").first.click()
    expect(page.locator("h1")).to_contain_text("Community standards")
    page.go_back()
    page.get_by_role("link", name="Ilya Morgunov").click()
    assert "/person/ilya-morgunov/" in page.url
    page.goto(served.base + address + ".json")
    item = json.loads(page.inner_text("body"))
    assert item["standard"]["version"] == "3.1"
    ld = page.request.get(served.base + address).text()
    data = json.loads(ld.split('<script type="application/ld+json">')[1].split("</script>")[0])
    assert data["@type"] == "NewsArticle" and data["isPartOf"][0]["name"] == DOSSIER


def test_it_reads_without_javascript_on_a_phone_and_axe_finds_nothing_serious(imported):
    served, browser, address = imported
    bare = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 640})
    page = bare.new_page()
    page.goto(served.base + address)
    page.get_by_text("Get short URL").click()
    expect(page.get_by_label("Short URL of this story")).to_be_visible()
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    for path in (address, "/", "/military-intelligence/", "/nothing-here"):
        page.goto(served.base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
        found = Axe().run(page).response["violations"]
        serious = [rule for rule in found if rule["impact"] in ("serious", "critical")]
        assert serious == [], (path, serious)
