"""`make screenshots TO=folder`: every reader's page in every state, as pictures.

Each page at 320, 768 and 1280 pixels, light and dark; wide without JavaScript; and in print, the
first sheet of A4. `ONLY=story` draws the pages whose name begins so.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser

from browsing import chromium
from looking import HEIGHT, MIDDLE, NARROW, WIDE, scrolled
from serving import serving
from showroom import STAGES, Look, fresh_house, raised

PAPER = (794, 1123)
"""A4 at 96 pixels an inch, portrait."""


def main() -> int:
    """Draw them into the folder named first; prints how many there are."""
    folder, only = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else ""
    folder.mkdir(parents=True, exist_ok=True)
    with _house() as house, serving(house, "--no-demo") as served, chromium() as browser:
        for stage in STAGES:
            looks = raised(house, stage)
            for look in looks:
                if look.name.startswith(only):
                    _draw(browser, served.base, look, folder)
            print(f"{stage}: {len(looks)} pages", flush=True)
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")
    return 0


@contextmanager
def _house() -> Iterator:
    house = fresh_house()
    try:
        yield house
    finally:
        shutil.rmtree(house.data.parent)


def _draw(browser: Browser, base: str, look: Look, folder: Path) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme=scheme)
        page = context.new_page()
        for width in (NARROW, MIDDLE, WIDE):
            page.set_viewport_size({"width": width, "height": HEIGHT})
            page.goto(base + look.address)
            scrolled(page)
            page.screenshot(path=folder / f"{look.name}-{width}-{scheme}.png", full_page=True)
        if scheme == "light":
            page.emulate_media(media="print")
            page.set_viewport_size({"width": PAPER[0], "height": PAPER[1]})
            page.screenshot(path=folder / f"{look.name}-print.png")
        context.close()
    bare = browser.new_context(
        java_script_enabled=False, viewport={"width": WIDE, "height": HEIGHT}
    )
    page = bare.new_page()
    page.goto(base + look.address)
    page.screenshot(path=folder / f"{look.name}-no-script.png", full_page=True)
    bare.close()


if __name__ == "__main__":
    sys.exit(main())
