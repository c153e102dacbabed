"""Debian's Chromium, driven by playwright; nothing is downloaded."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    assert path, "Chromium is missing: apt-get install chromium"
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        try:
            yield browser
        finally:
            browser.close()


def signed_in_page(
    browser: Browser, base: str, session: str, *, width: int = 1280, scheme: str = "light"
) -> tuple[Page, list[str]]:
    """A page of who has this session, and the errors of its scripts as they come."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
    page, failed = context.new_page(), list[str]()
    page.on("pageerror", lambda error: failed.append(str(error)))
    return page, failed


CALM = "*, *::before, *::after { transition: none !important; animation: none !important; }"
"""A style sheet that lets nothing move."""


def hindrances(page: Page, width: int) -> list[str]:
    """What axe finds that hinders people, and whether the page is wider than the window."""
    faults = Axe().run(page).response["violations"]
    found = [f"{fault['id']}: {node['html'][:160]}" for fault in faults
             if fault["impact"] in ("serious", "critical") for node in fault["nodes"][:3]]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return found + [f"{wide} pixels wide"] * (wide > width)


def answered(question: Callable[[], Any]) -> Any:
    """What the database answers, asked in a thread: playwright's own has a loop in it."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(lambda: (question(), connection.close())[0]).result()


def with_passkeys(page: Page) -> None:
    """Give the page's browser an authenticator that asks for a finger and gets it (WebAuthn)."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
        "hasUserVerification": True, "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }})
