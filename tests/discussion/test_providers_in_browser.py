"""Signing in by a provider in Chromium, without a script: our policy lets nobody be held up on the
way there, and nobody's form be sent there. `SHOTS=folder` keeps pictures."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from browsing import chromium
from serving import serving
from vouchers import CLIENT, EMAIL, SECRET, vouching

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("SHOTS", "")


def look(page: Page, name: str) -> None:
    """Nothing serious for axe, nothing wider than a phone."""
    found = Axe().run(page).response["violations"]
    assert not [each for each in found if each["impact"] in ("serious", "critical")], (name, found)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


def go_on(page: Page, base: str) -> None:
    page.goto(f"{base}/discussion/join/")
    page.get_by_role("button", name="Go on with Harbour ID").click()


def test_a_reader_joins_by_a_provider_and_comes_back(house):
    with vouching() as provider, chromium() as browser:
        more = {"DATELINE_OIDC_NAME": "Harbour ID", "DATELINE_OIDC_ISSUER": provider.issuer,
                "DATELINE_OIDC_CLIENT": CLIENT, "DATELINE_OIDC_SECRET": SECRET,
                "DATELINE_FETCH_ALLOWS": "127.0.0.0/8"}
        alike = replace(house, environment=house.environment | more)
        with serving(alike, "--no-demo") as served:
            phone = {"viewport": {"width": 320, "height": 700}}
            first = browser.new_context(java_script_enabled=False, **phone)
            page = first.new_page()
            page.set_default_timeout(8000)
            go_on(page, served.base)
            page.wait_for_url("**/discussion/account/with/new/")
            assert provider.sent["redirect_uri"] == (
                f"{served.base}/discussion/account/with/1/back/")
            page.get_by_label("Name").fill("Ann Archer")
            page.get_by_role("checkbox").check()
            page.get_by_role("button", name="Take part").click()
            page.wait_for_url("**/discussion/me/")
            again = browser.new_context(**phone)
            page = again.new_page()
            page.set_default_timeout(8000)
            page.goto(f"{served.base}/discussion/join/")
            look(page, "join")
            provider.person |= {"sub": "another", "email": EMAIL}
            go_on(page, served.base)
            expect(page.get_by_text("has an account here already")).to_be_visible()
            look(page, "first")
            provider.claims = {"aud": "somebody else"}
            go_on(page, served.base)
            expect(page.get_by_role("alert")).to_contain_text("cannot be believed")
            look(page, "unvouched")
            provider.claims, provider.person["sub"] = {}, "canary-7"
            go_on(page, served.base)
            page.wait_for_url("**/discussion/me/")
            page.get_by_role("link", name="Providers that sign you in").click()
            look(page, "ways")
            page.get_by_role("button", name="Disconnect Harbour ID").click()
            expect(page.get_by_text("None opens your account.")).to_be_visible()
            page.get_by_role("button", name="Connect Harbour ID").click()
            expect(page.get_by_role("button", name="Disconnect Harbour ID")).to_be_visible()
