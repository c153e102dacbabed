"""The logo: a small PNG or WebP, drawn anew, so that nothing but its pixels is kept."""

from __future__ import annotations

from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image

MOST_BYTES = 200 * 1024
MOST_PIXELS = 2000
SHOWN = (960, 240)
_SIGNS = {"PNG": (b"\x89PNG\r\n\x1a\n", 0), "WEBP": (b"WEBP", 8)}


class NotLogo(ValueError):
    """The file cannot be the logo; the text says why, and what can."""


def drawn(data: bytes) -> tuple[bytes, int, int]:
    """The logo as a PNG of at most 960 × 240, and its width and height; raises NotLogo."""
    if len(data) > MOST_BYTES:
        raise NotLogo(_("The logo has more than 200 KB: save it smaller."))
    kinds = [kind for kind, (sign, at) in _SIGNS.items() if data[at : at + len(sign)] == sign]
    if not kinds:
        raise NotLogo(_("The logo is neither PNG nor WebP (an SVG may carry scripts)."))
    too_large = _("The logo is larger than 2000 × 2000 pixels: save it smaller.")
    try:
        with Image.open(BytesIO(data), formats=kinds) as picture:
            if max(picture.size) > MOST_PIXELS:
                raise NotLogo(too_large)
            drawing = picture.convert("RGBA")
    except NotLogo:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise NotLogo(too_large) from None
    except (OSError, SyntaxError, ValueError, EOFError):  # whatever Pillow says of broken files
        raise NotLogo(_("The logo is damaged: it cannot be drawn.")) from None
    drawing.thumbnail(SHOWN)
    kept = BytesIO()
    drawing.save(kept, "PNG", optimize=True)
    return kept.getvalue(), *drawing.size
