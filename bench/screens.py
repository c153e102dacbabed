"""Every screen of the desk that shows, finds or saves stories, as requests to be measured."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from lxml import html

from dateline.desk.models import Naming, Story, Term

Asked = tuple[str, Callable[[], int]]
LISTS = {
    "the list, page 1": "",
    "page 30": "p=30",
    "by date": "ordering=-published_at",
    "the oldest first": "ordering=saved_at",
    "a section": "section={section}",
    "a section, by date": "section={section}&ordering=-published_at",
    "a dossier of many": "dossier={many}",
    "a dossier of few": "dossier={few}",
    "all dossiers with 'a' in their name": "dossier=a",
    "an author": "author={author}",
    "drafts": "state=draft",
    "withdrawn": "state=withdrawn",
    "killed": "state=killed",
    "live": "state=live",
    "live with a draft": "state=live+with+a+draft",
    "a common language": "language=en",
    "a language of one in ten": "language=fr",
    "a language of one in a hundred": "language=am",
    "a language of ten stories": "language=is",
    "a language nobody writes": "language=xx",
    "a writer": "owner={owner}",
    "urgency 1 and 2": "urgency=1&urgency=2",
    "saved last week": "saved_at_from={week}",
    "dated in a month": "published_at_from=2025-03-01&published_at_to=2025-03-31",
    "dated in the last ten years": "published_at_from=2016-01-01",
    "dated in the last ten years, by date": "published_at_from=2016-01-01&ordering=-published_at",
    "dated in a year nobody wrote": "published_at_from=1980-01-01&published_at_to=1980-12-31",
    "news, not backfile": "backfile=false",
    "without a date": "glance=undated",
    "my drafts": "glance=drafts",
    "waiting for me": "glance=waiting",
    "scheduled and embargoed": "glance=held",
    "behind": "glance=behind",
    "headline to be confirmed": "glance=nameless",
    "locked": "glance=locked",
    "late": "glance=late",
    "in trouble": "glance=trouble",
    "section, language, urgency, by date":
        "section={section}&language=fr&urgency=1&ordering=-published_at",
    "section, language, urgency of none": "section={section}&language=xx&urgency=1",
    "rare language, common urgency": "language=am&urgency=1",
    "language of one in ten, withdrawn": "language=fr&state=withdrawn",
    "all urgencies, live, not backfile": "urgency=1&urgency=2&urgency=3&urgency=4&urgency=5"
                                         "&urgency=6&urgency=7&urgency=8&state=live&backfile=false",
    "dossier, language, urgency": "dossier={many}&language=fr&urgency=1",
    "dossier, language of none": "dossier={many}&language=xx",
    "dossier, a month": "dossier={many}&published_at_from=2025-03-01&published_at_to=2025-03-31",
    "dossier, author, by date": "dossier={many}&author={author}&ordering=-published_at",
    "dossier and author that never meet": "dossier={other}&author={author}",
    "dossier and section that never meet": "dossier={other}&section={section}",
    "search: a common word": "q=the",
    "search: a beginning": "q=har",
    "search: two common words": "q=harbour+strike",
    "search: two common words that never meet": "q={never}",
    "search: a rare word": "q={rare}",
    "search: nothing": "q=xylophone",
    "search: one letter": "q=a",
    "search: a common word in a section": "q=the&section={section}",
    "search: a common word, language, urgency": "q=the&language=fr&urgency=1",
    "search: a common word, language of none": "q=the&language=xx",
    "search: a common word in a dossier": "q=the&dossier={many}",
    "search: two words, draft": "q=harbour+strike&state=draft",
    "search: a word, by date": "q=har&ordering=-published_at",
}
_TEXT = {"key": "0", "type": "unstyled", "depth": 0, "text": "A text of one paragraph. " * 100,
         "inlineStyleRanges": [], "entityRanges": []}
BODY = {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "paragraph",
        "body-0-id": "", "body-0-value": json.dumps({"blocks": [_TEXT], "entityMap": {}})}
"""What the editor's script would make of the body."""
ACTS = ("update", "correct", "withdraw", "kill", "resection", "erase")
DRAFT_ACTS = ("submit", "publish", "schedule", "embargo", "discard")


def screens(client: Client, user: Any) -> Iterator[Asked]:
    """The work in words, and what does it once; it returns the HTTP status."""
    user.groups.set(Group.objects.filter(name__in=("chief editor", "administrator")))

    def got(address: str) -> Callable[[], int]:
        return lambda: client.get(address).status_code

    yield "the dashboard", got(reverse("wagtailadmin_home"))
    listed, shown = reverse(Story.snippet_viewset.get_url_name("list")), _shown()  # type: ignore
    for work, query in LISTS.items():
        yield work, got(f"{listed}?{query.format(**shown)}")
    yield from _story(client, got)
    yield from _finding(got, shown)
    yield from _terms(got)
    for name in ("front_page", "front_history", "site_settings", "desk_paste",
                 "wagtailimages:index", "wagtailimages_chooser:choose"):
        yield f"screen: {name}", got(reverse(name))


def _story(client: Client, got: Callable[[str], Callable[[], int]]) -> Iterator[Asked]:
    """The screens of one story: a live one, and one of the drafts."""
    live = Story.objects.filter(pk__lte=2000, state="live").order_by("-pk")[0].pk
    draft = Story.objects.filter(state="draft", pk__lte=4000).order_by("-pk")[0].pk
    for kind, pk, acts in (("live", live, ACTS), ("draft", draft, DRAFT_ACTS)):
        edit, preview, history = (
            reverse(f"wagtailsnippets_desk_story:{name}", args=[pk])
            for name in ("edit", "preview_on_edit", "history")
        )
        yield f"editor: open, {kind}", got(edit)
        yield f"editor: save, {kind}, with new words", _saved(client, edit)
        yield f"editor: preview, {kind}", _previewed(client, edit, preview)
        yield f"editor: history, {kind}", got(history)
        for act in acts:
            yield f"act: {act}, {kind}", got(reverse("desk_act", args=[pk, act]))
    yield "editor: a new story", got(reverse("wagtailsnippets_desk_story:add"))


def _form(client: Client, address: str) -> dict[str, Any]:
    page = html.fromstring(client.get(address).content)
    form = next(form for form in page.forms if form.get("id") == "w-editor-form" or
                form.get("data-edit-form") is not None)
    return dict(form.form_values()) | BODY


def _saved(client: Client, edit: str) -> Callable[[], int]:
    forms: list[dict[str, Any]] = []
    numbers = count(1)

    def save() -> int:
        sent = _form(client, edit) if not forms else forms[0]
        forms[:] = [sent]
        sent["headline"] = f"{sent['headline'].split(' again')[0]} again {next(numbers)}"
        answer = client.post(edit, sent, headers={"accept": "application/json"})
        said = json.loads(answer.content)
        assert said["success"], said
        sent |= {"loaded_revision_id": said["revision_id"],
                 "loaded_revision_created_at": said["revision_created_at"]}
        sent.pop("first_save", None)
        return answer.status_code

    return save


def _previewed(client: Client, edit: str, preview: str) -> Callable[[], int]:
    forms: list[dict[str, Any]] = []

    def draw() -> int:
        forms[:] = forms or [_form(client, edit)]
        client.post(preview, forms[0])
        return client.get(preview).status_code

    return draw


def _finding(got: Callable[[str], Callable[[], int]], shown: dict[str, Any]) -> Iterator[Asked]:
    for name, address, words in (
        ("stories", reverse("desk_find_stories"), ("the", shown["rare"], "xylophone")),
        ("stories for the front page", reverse("front_search"), ("the", "xylophone", "")),
        ("topics", reverse("desk_topics:find"), ("politics", "xylophone")),
    ):
        asks = "words" if "front" in name else "q"
        for word in words:
            yield f"find: {name}, {word!r}", got(f"{address}?{urlencode({asks: word})}")
    for shelf in ("section", "dossier", "tag", "place", "author"):
        for word in ("", "a", "ha", "xylophone"):
            asked = urlencode({"kind": shelf, "q": word})
            yield f"find: {shelf}, {word!r}", got(f"{reverse('desk_terms:find')}?{asked}")


def _terms(got: Callable[[str], Callable[[], int]]) -> Iterator[Asked]:
    for shelf in ("section", "dossier", "tag", "place", "author"):
        address = reverse("desk_terms:index", args=[shelf])
        for query in ("", "ordering=-stories", "q=a", "show=guessed", "show=unpublished",
                      "show=doubled"):
            yield f"terms: {shelf} {query}", got(f"{address}?{query}")
        kind = "subject" if shelf == "tag" else shelf
        terms = Term.objects.filter(kind=kind).order_by("pk")[:99]
        sizes = {term: Naming.objects.filter(term=term).count() for term in terms}
        largest = max(sizes, key=lambda term: sizes[term])
        yield f"terms: page of the largest {shelf}", got(
            reverse("desk_terms:term", args=[shelf, largest.pk]))
        for act in ("rename", "merge", "note", *(["split"] if shelf == "dossier" else ())):
            yield f"terms: {act} of the largest {shelf}", got(
                reverse(f"desk_terms:{act}", args=[shelf, largest.pk]))


def _shown() -> dict[str, object]:
    last = Story.objects.order_by("-pk")[0]
    terms = Term.objects.filter(kind="dossier").order_by("pk")
    counted = sorted((Naming.objects.filter(term=term).count(), term.name) for term in terms)
    author = Naming.objects.filter(role="author")[0].term.name
    return {"section": last.section_id, "many": counted[-1][1], "few": counted[0][1],
            "other": counted[-2][1], "author": author, "rare": last.headline.split()[-1],
            "owner": Story.objects.exclude(owner=None).values_list("owner", flat=True).first(),
            "never": "harbour+election", "week": f"{last.saved_at:%Y-%m-%d}"}
