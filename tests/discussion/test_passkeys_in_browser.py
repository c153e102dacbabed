"""A reader's passkey and second factor in Chromium, behind the readers' door alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from browsing import chromium, with_passkeys
from commenting import EMAIL, joined
from serving import serving
from staffing import PASSWORD

pytestmark = pytest.mark.browser
HOME = "**/discussion/me/"


def test_a_reader_adds_a_passkey_and_comes_back_with_it(house, outbox):
    client = joined(outbox)
    client.post("/discussion/account/password/set/", {
        "password1": PASSWORD, "password2": PASSWORD})
    client.post("/discussion/account/login/", {"login": EMAIL, "password": PASSWORD})
    with serving(house, "--no-demo") as served, chromium() as browser:
        page = browser.new_page()
        with_passkeys(page)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        account = f"{served.base}/discussion/account"
        page.goto(f"{account}/login/")
        page.get_by_label("Email").fill(EMAIL)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(HOME)
        page.goto(f"{account}/security/")
        page.get_by_role("link", name="Add a passkey").click()
        page.wait_for_url("**/discussion/account/confirm/**")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_label("Name", exact=True).fill("my phone")
        page.get_by_role("button", name="Add").click()
        page.wait_for_url("**/discussion/account/security/recovery-codes/")
        sign_out(page)
        page.get_by_role("button", name="Sign in with a passkey").click()
        page.wait_for_url(HOME)
        sign_out(page)
        page.get_by_label("Email").fill(EMAIL)
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/discussion/account/security/authenticate/")
        half = page.request.get(f"{served.base}/discussion/me/", max_redirects=0)
        assert half.status == 302  # the password alone does not sign in
        page.get_by_role("button", name="Use a security key").click()
        page.wait_for_url(HOME)
        page.goto(f"{served.base}/discussion/me/data/")
        expect(page.get_by_role("button", name="Fetch the file")).to_be_visible()
        assert errors == []


def sign_out(page: Page) -> None:
    """By the button that every page of the account has."""
    page.get_by_role("button", name="Sign out").first.click()
    page.wait_for_url("**/discussion/account/login/")
