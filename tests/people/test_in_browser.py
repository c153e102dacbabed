"""Joining, passkeys and the staff desk as people meet them in Chromium; axe on every screen."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browsing import chromium, with_passkeys
from dateline.lib import clock
from dateline.people.public import User, invite, make_link
from serving import serving
from staffing import PASSWORD, link_in, member

pytestmark = pytest.mark.browser


STILL = """() => {
  const said = document.querySelector("[data-w-messages-target=container]:has(> li)");
  return !said || getComputedStyle(said).opacity === "1";
}"""
"""Wagtail's message has faded in: what is half seen has no contrast."""


def fit(page: Page) -> None:
    """No serious finding, and nothing of Wagtail's name in the title."""
    page.wait_for_function(STILL)
    found = Axe().run(page).response["violations"]
    serious = [
        (rule["id"], node["html"], node["failureSummary"]) for rule in found
        if rule["impact"] in ("serious", "critical") for node in rule["nodes"]
    ]
    assert serious == [], page.url
    assert "Wagtail" not in page.title()


def test_an_invited_editor_joins_adds_a_passkey_and_signs_in_with_it(house, outbox):
    invite("new@example.org", "Abeba Tesfaye", ["editor"], by=member("administrator"))
    with serving(house, "--no-demo") as served, chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        with_passkeys(page)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        page.goto(served.base + link_in(outbox[0]))
        fit(page)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_label("The same password again").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/desk/account/security/")
        fit(page)
        page.goto(served.base + "/desk/")  # nothing else opens before
        page.wait_for_url("**/desk/account/security/")
        page.get_by_role("link", name="Set up an app").click()
        fit(page)
        page.go_back()
        page.get_by_role("link", name="Add a passkey").click()
        fit(page)
        page.get_by_label("Name", exact=True).fill("my phone")
        page.get_by_role("button", name="Add").click()
        page.wait_for_url("**/recovery-codes/")
        fit(page)
        page.goto(served.base + "/desk/account/security/webauthn/")
        expect(page.locator("main")).to_contain_text("my phone")
        fit(page)
        page.get_by_role("link", name="Desk").click()
        page.wait_for_url("**/desk/")
        page.goto(served.base + "/desk/account/sessions/")
        fit(page)
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/desk/account/login/")
        fit(page)
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url("**/desk/")
        page.get_by_role("button", name="Abeba Tesfaye").click()
        page.get_by_role("button", name="Log out").click()
        page.wait_for_url("**/desk/account/login/")
        page.get_by_label("Email").fill("new@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/security/authenticate/")
        fit(page)
        page.get_by_role("button", name="Use a security key").click()
        page.wait_for_url("**/desk/")
        assert errors == []


def test_a_browser_without_the_passkey_is_told_so(house):
    with serving(house, "--no-demo") as served, chromium() as browser:
        page = browser.new_page()
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        page.goto(served.base + "/desk/account/login/")
        page.route("**/webauthn/login/", lambda route: route.abort())
        page.get_by_role("button", name="Sign in with a passkey").click()
        expect(page.get_by_role("alert")).to_contain_text("could not be used")
        fit(page)
        page.goto(served.base + "/desk/account/password/reset/")
        fit(page)
        page.goto(served.base + "/desk/invitation/nobody-made-this/")
        expect(page.locator("main")).to_contain_text("This invitation is over")
        fit(page)


def test_an_administrator_keeps_the_staff_in_the_desk(house, outbox):
    invite("new@example.org", "Nadia Okafor", ["reporter"], by=member("administrator"))
    reporter = member("reporter", email="abeba@example.org")
    link = make_link("administrator@example.org")
    with serving(house, "--no-demo") as served, chromium() as browser:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(served.base + link)
        fit(page)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/desk/")
        page.get_by_role("link", name="Staff").click()
        expect(page.locator("main")).to_contain_text("Nadia Okafor")
        fit(page)
        page.get_by_role("link", name="Invite", exact=True).click()
        page.get_by_role("button", name="Send the invitation").click()
        expect(page.locator("main")).to_contain_text("Choose at least one role.")
        fit(page)
        page.goto(f"{served.base}/desk/staff/{reporter.pk}/")
        fit(page)
        page.get_by_role("checkbox", name="editor", exact=True).press("Space")
        page.get_by_role("button", name="Save").press("Enter")
        expect(page.get_by_role("status").first).to_contain_text("Saved.")
        expect(page.get_by_role("checkbox", name="editor", exact=True)).to_be_checked()
        last = clock.now().date() + timedelta(days=3)
        page.get_by_label("Last day away").fill(last.isoformat())
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Set on leave").click()
        expect(page.locator("main")).to_contain_text("on leave until")
        page.get_by_role("button", name="End the leave").click()
        page.get_by_label("Takes over").select_option(label="Administrator")
        page.get_by_role("button", name=re.compile("leaves the newsroom")).click()
        expect(page.locator("main")).to_contain_text("Has left the newsroom")
        fit(page)
        page.goto(served.base + "/desk/staff/log/")
        page.get_by_label("What").select_option(label="left the newsroom")
        page.get_by_role("button", name="Show").click()
        expect(page.locator("table.listing tbody tr")).to_have_count(1)
        fit(page)
        for address in ("/desk/account/", "/desk/account/password/set/", "/desk/nothing/"):
            page.goto(served.base + address)
            fit(page)
    assert not User.objects.get(pk=reporter.pk).is_active
