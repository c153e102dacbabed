"""Whether a screen is Arabic: from right to left, in Arabic words, and usable."""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe

from cataloguing import script

_WORD = re.compile("[A-Za-z]{2,}")
_PLACE = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\}")


def english():
    """What our catalogues say in English, as one pattern: texts of three words and more."""
    messages = script()
    texts = set()
    for room in messages.rooms():
        for message in messages.gathered(room):
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            texts |= {text for text in ids if len(_WORD.findall(_PLACE.sub("", text))) > 2}
    parts = (".{1,80}".join(map(re.escape, _PLACE.split(text))) for text in texts)
    return re.compile("|".join(sorted(parts, key=len, reverse=True)))


def amiss_on(page, ours):
    """What is wrong with a screen, in words."""
    root = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
    if root != ["ar", "rtl"]:
        yield f"it is {root}"
    text = page.evaluate("document.body.innerText")
    named = page.evaluate("""[...document.querySelectorAll("[aria-label], [title], [placeholder]")]
      .map(each => ["aria-label", "title", "placeholder"].map(
        name => each.getAttribute(name)).join("\\n")).join("\\n")""")
    yield from (found[0] for found in ours.finditer(f"{text}\n{named}"))
    found = Axe().run(page).response["violations"]
    yield from (f"{fault['id']}: {node['html'][:160]}" for fault in found
                if fault["impact"] in ("serious", "critical") for node in fault["nodes"][:3])
    if page.evaluate("document.documentElement.scrollWidth") > 1280:
        yield "it is wider than the window"
