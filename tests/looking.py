"""Looking at a page as its readers do: what Chromium saw, measured once for every question."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Response

from showroom import Look

NARROW, MIDDLE, WIDE = 320, 768, 1280
HEIGHT = 900
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
PLAYER = 6
"""At most so many more stops of the keyboard are within the browser's own player."""
DATE = 3
"""So many more are within a field of a date: its parts, and the calendar's button."""
_JUDGE = "options => axe.run(options).then(results => results.violations)"
_WATCH = """
window.seen = {shift: 0, breaches: []};
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) window.seen.shift += entry.value;
}).observe({type: "layout-shift", buffered: true});
document.addEventListener("securitypolicyviolation",
  event => window.seen.breaches.push(`${event.violatedDirective} ${event.blockedURI}`));
"""
_REACHED = """() => {
  window.reached = [];
  window.named = element => [...document.querySelectorAll("*")].indexOf(element);
  document.addEventListener("focusin", ({target}) => {
    const look = getComputedStyle(target), box = target.getBoundingClientRect();
    window.reached.push({
      at: window.named(target), html: target.outerHTML.slice(0, 90),
      outlined: look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 1,
      onScreen: box.width > 0 && box.bottom > 0 && box.right > 0 && box.left < innerWidth
                && box.top < innerHeight,
    });
  });
  return [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, audio[controls], [tabindex='0']"
  )].filter(each => each.checkVisibility({visibilityProperty: true}) && !each.disabled
                    && each.type !== "hidden" && !each.closest("[inert]")
                    && (each.type !== "radio" || each.checked))  // one stop a group
    .map(each => ({at: window.named(each), html: each.outerHTML.slice(0, 90)}));
}"""
_TEXTS = """() => {
  const bare = document.body.cloneNode(true);
  bare.querySelectorAll("script, noscript, button, [role=status], [aria-live], time").forEach(
    each => each.remove());
  return [bare.textContent.split(/\\s+/).filter(Boolean),
          [...document.querySelectorAll("a[href]")].map(link => link.getAttribute("href"))];
}"""


@dataclass
class Seen:
    """What one page showed. Widths in CSS pixels, weights in bytes as they were sent unpacked."""

    look: Look
    status: int
    html: str
    width_when_narrow: int = 0
    shift: float = 0.0
    complaints: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    serious: dict[str, list[str]] = field(default_factory=dict)
    weights: dict[str, bytes] = field(default_factory=dict)
    expected: list[dict[str, Any]] = field(default_factory=list)
    reached: list[dict[str, Any]] = field(default_factory=list)
    skipped_to: str = ""
    with_scripts: Any = None
    without_scripts: Any = None


@contextmanager
def looking(browser: Browser, base: str) -> Iterator[Callable[[Look], Seen]]:
    """A function that looks at a page in every way."""
    context = browser.new_context(viewport={"width": WIDE, "height": HEIGHT})
    context.add_init_script(_WATCH)
    bare = browser.new_context(java_script_enabled=False)
    yield lambda look: _look(context, bare, base, look)
    bare.close()
    context.close()


def _look(context: BrowserContext, bare: BrowserContext, base: str, look: Look) -> Seen:
    page = context.new_page()
    answers: list[Response] = []
    complaints: list[str] = []
    page.on("response", lambda response: answers.append(response))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda line: complaints.append(line.text) if _bad(line, base, look) else 0)
    answer = page.goto(base + look.address, wait_until="load")
    assert answer is not None
    seen = Seen(look, answer.status, answer.text(), complaints=complaints)
    scrolled(page)
    told = page.evaluate("window.seen")
    seen.shift = told["shift"]
    complaints += told["breaches"]
    seen.with_scripts = page.evaluate(_TEXTS)
    _by_keyboard(page, seen)
    seen.serious = _axe(page)
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    seen.width_when_narrow = page.evaluate("document.documentElement.scrollWidth")
    for each in answers:
        if not each.url.startswith((base + "/", "data:")):
            seen.strangers.append(each.url)
        elif each.request.resource_type in ("stylesheet", "script"):
            seen.weights[f"{each.request.resource_type} {urlsplit(each.url).path}"] = each.body()
    page.close()
    page = bare.new_page()
    page.goto(base + look.address)
    seen.without_scripts = page.evaluate(_TEXTS)
    page.close()
    return seen


def _bad(line: Any, base: str, look: Look) -> bool:
    """An error on the console, but for the browser's word that the page itself is a 404 or 410."""
    own = line.location.get("url", "") == base + look.address and look.status >= 400
    return line.type in ("error", "warning") and not own


def scrolled(page: Page) -> None:
    """Down to the last line, so that every lazy picture is asked for and has arrived."""
    page.evaluate("""async () => {
      for (let at = 0; at < document.documentElement.scrollHeight; at += innerHeight / 2) {
        scrollTo(0, at);
        await new Promise(requestAnimationFrame);
      }
      const shown = [...document.images].filter(
        image => image.checkVisibility() && !image.closest("[aria-hidden=true]"));  // for paper
      await Promise.all(shown.map(image => image.complete || new Promise((done, give_up) => {
        image.onload = image.onerror = done;
        setTimeout(() => give_up(`a picture never came: ${image.src}`), 20000);
      })));
      scrollTo(0, 0);
      await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    }""")


def _by_keyboard(page: Page, seen: Seen) -> None:
    """Tab through the page once; then the skip link, which is the first thing reached."""
    seen.expected = page.evaluate(_REACHED)
    inside = PLAYER * page.locator("audio[controls]").count()
    inside += DATE * page.locator("input[type=date]").count()
    for _ in range(len(seen.expected) + inside):
        page.keyboard.press("Tab")
    seen.reached = page.evaluate("window.reached")
    page.evaluate("document.querySelector('.skip').focus()")
    page.keyboard.press("Enter")
    seen.skipped_to = page.evaluate("document.activeElement.id")
    page.evaluate("document.activeElement.blur(); history.replaceState(null, '', location.pathname"
                  " + location.search)")


def _axe(page: Page) -> dict[str, list[str]]:
    """Serious and critical findings by scheme and width, each with the first elements it is about.

    A scheme changes nothing but colours, so that dark is asked about these alone.
    """
    axe, found = Axe(), {}
    page.evaluate(axe.axe_script)
    for scheme, options in (("light", {}), ("dark", COLOURS)):
        page.emulate_media(color_scheme=scheme)
        for width in (WIDE, NARROW):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            violations = page.evaluate(_JUDGE, options | {"resultTypes": ["violations"]})
            found[f"{scheme} {width}"] = [
                f"{rule['id']}: {node['html'][:120]} {node['failureSummary'][:200]}"
                for rule in violations if rule["impact"] in ("serious", "critical")
                for node in rule["nodes"][:2]
            ]
    return {where: what for where, what in found.items() if what}
