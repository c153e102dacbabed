"""Addresses of static files that change whenever the file does."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static

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
