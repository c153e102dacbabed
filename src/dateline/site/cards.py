"""The picture that stands for a page elsewhere where the story has none (Open Graph).

A card has an address by the digest of what it says, so that it changes with it; it is there while
its story is live. A headline that no font of this machine can set is left out (`lib.lettering`).
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageDraw

from dateline.lib import canonical, lettering
from dateline.record import public as record
from dateline.record.public import Site, Version
from dateline.theme.colours import ACCENT, INK, LIGHT

WIDTH, HEIGHT = 1200, 630
"""What Open Graph's readers show whole: 1.91 to 1."""
EDGE = 72
INSIDE = WIDTH - 2 * EDGE
_LOOK = 1
"""To be raised when cards are drawn otherwise: their addresses change."""


def card_address(site: Site, version: Version | None = None) -> str:
    """Where the card of a story, or of the newsroom itself, answers."""
    code = version.code if version else "site"
    return f"/site/card-{code}-{_digest(site, version)}.png"


def _digest(site: Site, version: Version | None) -> str:
    logo = site.logo.digest if site.logo else ""
    said = [_LOOK, site.name, site.tagline, site.accent, logo]
    if version is not None:
        said += [version.code, *_texts(version)]
    return canonical.digest(said)[:24]


def _texts(version: Version) -> tuple[str, str]:
    return version.headline, version.section.name if version.section else ""


def right(site: Site, version: Version | None, digest: str) -> bool:
    """Whether an address with this digest is the card's today."""
    return digest == _digest(site, version)


def drawn(site: Site, version: Version | None = None) -> bytes:
    """The card as a PNG: the newsroom's name or logo, the headline, and the section below.

    The newsroom's own has its name and its tagline.
    """
    headline, below = _texts(version) if version else (site.name, site.tagline)
    accent = site.accent or ACCENT
    image = Image.new("RGB", (WIDTH, HEIGHT), LIGHT["paper"])
    canvas = ImageDraw.Draw(image)
    canvas.rectangle((0, 0, WIDTH, 20), fill=accent)
    _head(image, canvas, site, accent if version else "")
    canvas.rectangle((EDGE, 150, WIDTH - EDGE, 151), fill=INK)
    said = lettering.fitted(headline, width=INSIDE, height=320, sizes=(76, 66, 58, 50, 44))
    if said:
        _set(canvas, said, 190, INK)
    else:
        _bars(canvas, accent)
    if named := lettering.fitted(below, width=INSIDE, height=40, sizes=(30,)):
        _set(canvas, named, HEIGHT - 92, accent)
    file = BytesIO()
    image.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def _head(image: Image.Image, canvas: ImageDraw.ImageDraw, site: Site, colour: str) -> None:
    """The logo; without one the name, in this colour if any."""
    png = record.logo(site.logo.digest) if site.logo else None
    if png is not None:
        with Image.open(BytesIO(png), formats=["PNG"]) as logo:
            logo.thumbnail((INSIDE, 84))
            image.paste(logo, (EDGE, 46), logo if logo.mode == "RGBA" else None)
        return
    name = lettering.fitted(site.name, width=INSIDE, height=60, sizes=(44, 36, 30))
    if name and colour:
        _set(canvas, name, 68, colour)


def _set(canvas: ImageDraw.ImageDraw, text: lettering.Lettering, top: int, colour: str) -> None:
    lettering.draw(canvas, text, at=(WIDTH - EDGE if text.rtl else EDGE, top), colour=colour)


def _bars(canvas: ImageDraw.ImageDraw, accent: str) -> None:
    """Lines of a story that cannot be read, as the site's icon has them."""
    for line, share in enumerate((1.0, 0.86, 0.94, 0.55)):
        top = 200 + line * 72
        canvas.rectangle((EDGE, top, EDGE + INSIDE * share, top + 30), fill=accent)
