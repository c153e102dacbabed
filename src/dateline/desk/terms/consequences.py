"""What an act will do, in words and exact numbers: it stands on the act's button."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dateline.desk.models import Term
from dateline.desk.terms.merging import Merging
from dateline.desk.terms.naming import Numbers
from dateline.lib.bidi import left_to_right
from dateline.lib.listing import listed
from dateline.record.public import TermStanding


def stories(number: int) -> str:
    """`12 stories`."""
    return ngettext("%(n)d story", "%(n)d stories", number) % {"n": number}


def drafts(number: int) -> str:
    """`3 drafts`."""
    return ngettext("%(n)d draft", "%(n)d drafts", number) % {"n": number}


def amount(now: Numbers) -> str:
    """`12 stories and 3 drafts`."""
    if not now.drafts:
        return stories(now.stories)
    said = {"stories": stories(now.stories), "drafts": drafts(now.drafts)}
    return _("%(stories)s and %(drafts)s") % said


def renaming(term: Term, standing: TermStanding | None, now: Numbers) -> str:
    """What a rename does."""
    said = {"name": term.name, "amount": amount(now)}
    if standing is None:
        return _("Rename ‘%(name)s’ in %(amount)s; readers see nothing of it.") % said
    return _("Rename ‘%(name)s’ on %(amount)s; %(address)s redirects.") % (
        said | {"address": _address(standing)}
    )


def retyping(term: Term, standing: TermStanding | None, now: Numbers) -> str:
    """What saying the kind of a tag does."""
    said = {"name": term.name, "amount": amount(now)}
    if standing is None:
        return _("Settle the kind of ‘%(name)s’ in %(amount)s; readers see nothing of it.") % said
    return _("Settle the kind of ‘%(name)s’ on %(amount)s: none has it as a guess any more. If it "
             "changes, %(address)s redirects.") % (said | {"address": _address(standing)})


def _address(standing: TermStanding | None) -> str:
    return left_to_right(standing.address) if standing else ""


def describing(term: Term, standing: TermStanding | None, now: Numbers) -> str:
    """What a standfirst does."""
    return _("Publish this on %(address)s") % {"address": _address(standing)}


def merging(old: Term, new: Term, made: Merging) -> str:
    """What a merge does."""
    now, moved = made.numbers, made.numbers.stories - made.both
    parts = [ngettext("%(n)d story moves", "%(n)d stories move", moved) % {"n": moved}]
    if made.both:
        parts.append(ngettext("%(n)d is there already", "%(n)d are there already", made.both)
                     % {"n": made.both})
    if now.drafts:
        parts.append(ngettext("%(n)d draft follows", "%(n)d drafts follow", now.drafts)
                     % {"n": now.drafts})
    if made.address:
        parts.append(_("%(address)s redirects") % {"address": left_to_right(made.address)})
    return _("Merge ‘%(old)s’ (%(stories)s) into ‘%(new)s’: %(does)s. This cannot be undone.") % {
        "old": old.name, "new": new.name, "stories": stories(now.stories),
        "does": listed(parts),
    }


def splitting(old: Term, into: str, now: Numbers, *, known: bool) -> str:
    """What a split does."""
    does = ngettext("%(n)d story gets its next version", "%(n)d stories get their next version",
                    now.stories) % {"n": now.stories}
    said = {"old": old.name, "new": into, "amount": amount(now), "does": does}
    if known:
        return _("Move %(amount)s from ‘%(old)s’ to ‘%(new)s’: %(does)s.") % said
    return _("Move %(amount)s from ‘%(old)s’ to a new dossier ‘%(new)s’: %(does)s.") % said
