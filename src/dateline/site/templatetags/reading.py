"""What the site's templates say with: marked text, times, kinds of terms, absolute addresses."""

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from dateline.lib import languages
from dateline.lib.dates import day_words
from dateline.record.public import TAG_KINDS, Notice, ShownBanner, Site, Term, Version
from dateline.site import figures, kinds, marking, structured, text

register = template.Library()
register.filter("direction", languages.direction)
register.filter("language_name", languages.language_name)
register.filter("marked", marking.marked)
register.filter("marked_block", marking.marked_block)
register.filter("iso", text.iso)
register.filter("og_locale", text.og_locale)
register.filter("dateline", text.dateline)
register.filter("lead_block", text.lead_block)
register.filter("clock", text.clock)
register.filter("day", text.day)
register.filter("by_day", text.by_day)
register.filter("picture_address", figures.picture_address)
register.filter("fallback", figures.fallback)
register.filter("srcset", figures.srcset)
register.filter("embed_host", figures.embed_host)
register.filter("head_row", figures.head_row)
register.filter("body_rows", figures.body_rows)
register.filter("json_ld", structured.script_text)
register.filter("family_of", kinds.family_of)

KINDS: dict[str, Promise] = {
    "section": _("Section"),
    "dossier": _("Dossier"),
    "subject": _("Subject"),
    "organisation": _("Organisation"),
    "person": _("Person"),
    "place": _("Place"),
    "event": _("Event"),
    "author": _("Author"),
}
NOTICES: dict[str, Promise] = {
    "correction": _("Correction"),
    "update": _("Update"),
    "withdrawn": _("Withdrawal"),
    "expired": _("Expiry"),
    "killed": _("Kill"),
    "erased": _("Erasure"),
}
STATES: dict[str, Promise] = {
    "withdrawn": _("This story has been withdrawn"),
    "expired": _("This story has expired"),
    "killed": _("This story has been killed"),
    "erased": _("This story has been erased"),
}


@register.filter
def when(at: datetime | None) -> SafeString:
    """A story's own date as a `<time>` in the site's zone, or the word "undated"."""
    if at is None:
        return format_html('<span class="undated">{}</span>', gettext("undated"))
    return text.moment(at)


@register.filter
def month_name(day: date) -> str:
    """The month of a day, such as "June 2016"."""
    # Translators: a month with its year as Django's date format letters
    return format_date(day, gettext("F Y"))


@register.filter
def day_name(day: date) -> str:
    """A day in words, such as "23 June 2016"."""
    return day_words(day)


@register.filter
def kind_name(term: Term) -> Promise:
    """What kind of term it is, in words."""
    return KINDS[term.kind]


@register.filter
def by_kind(tags: tuple[Term, ...]) -> list[tuple[Promise, tuple[Term, ...]]]:
    """A story's tags by what they are, subjects first, each kind in the story's own order."""
    held = {kind: tuple(tag for tag in tags if tag.kind == kind) for kind in TAG_KINDS}
    return [(KINDS[kind], of) for kind, of in held.items() if of]


@register.filter
def notice_name(notice: Notice) -> Promise:
    """What a notice is, in words."""
    return NOTICES[notice.kind]


@register.filter
def state_name(version: Version) -> Promise:
    """What has become of a story that is not live, in words."""
    return STATES[version.state]


@register.filter
def whole(site: Site, address: str) -> str:
    """The absolute address."""
    return structured.absolute(site, address)


LEVELS: dict[str, Promise] = {
    "breaking": _("Breaking"),
    "live": pgettext_lazy("banner", "Live"),
    "notice": _("Notice"),
}


@register.filter
def level_name(banner: ShownBanner) -> Promise:
    """What kind of banner it is, in words."""
    return LEVELS[banner.level]


@register.simple_tag(takes_context=True)
def current(context: Any, address: str) -> SafeString:
    """`aria-current` on the navigation's link to the list being read."""
    term = context.get("term")
    here = term is not None and term.address == address
    return SafeString(' aria-current="page"' if here else "")
