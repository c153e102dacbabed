"""What every room's templates say with: times, and addresses of static files as they change."""

from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static

from dateline.lib.dates import moment_words

register = template.Library()


@register.simple_tag
@cache
def own_sheet() -> str:
    """Address of the newsroom's own style sheet (`theme/static/site.css` in the data folder).

    Empty where it has none.
    """
    return asset("own/site.css") if finders.find("own/site.css") else ""


@register.simple_tag
@cache
def asset(path: str) -> str:
    """Address of a static file with the first 12 hex digits of its SHA-256, read once a process.

    Raises `ValueError` where no installed app has such a file.
    """
    found = finders.find(path)
    if not isinstance(found, str):
        raise ValueError(f"{path}: no such static file; check the name in the template.")
    digest = sha256(Path(found).read_bytes()).hexdigest()[:12]
    return f"{static(path)}?v={digest}"


@register.filter
def moment(at: datetime | None) -> str:
    """`2 March 2026, 13:13 GMT`, in the language and zone now active; empty for no time."""
    return moment_words(at) if at else ""
