"""Our player in a browser, watched from outside: its `<audio>` is caught as it is made."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

TIME = "() => window.heard.currentTime"
PLAYS = """(before) => !window.heard.paused && window.heard.currentTime > before + 0.4"""
CATCH = """(() => {
  const Own = window.Audio;
  window.Audio = class extends Own { constructor(...all) { super(...all); window.heard = this; } };
})()"""


def plays(page: Page) -> float:
    """Wait until its time goes on; where it stands now."""
    page.wait_for_function("() => window.heard && window.heard.readyState > 2", timeout=15000)
    page.wait_for_function(PLAYS, arg=page.evaluate(TIME), timeout=8000)
    return page.evaluate(TIME)


def opened(
    browser: Browser, base: str, width: int = 1280, scheme: str = "light"
) -> tuple[Page, list[str]]:
    """The page of the radio, and the errors of its scripts."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce")
    page, failed = context.new_page(), []
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.on("console", lambda said: failed.append(said.text) if said.type == "error" else None)
    page.add_init_script(CATCH)
    page.goto(f"{base}/listen/")
    return page, failed
