"""The form a story is written in."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from dateline.desk.models import Naming, Story, Term, folded
from dateline.desk.naming import Lines, LinesField, NamesField, TagsField, ids, line_of, tag_of
from dateline.desk.topics.finding import topic_names
from dateline.desk.working import NotCopy, Terms, storable

FIND_TERMS, FIND_STORIES, FIND_TOPICS = (
    "/desk/terms/find/", "/desk/stories/find/", "/desk/topics/find/",
)
TIMES = ("embargo_until", "go_live_at")
MOMENTS = (*TIMES, "published_at", "expire_at")


class StoryForm(WagtailAdminModelForm):
    """All fields of a story; terms by their names, made when the story is saved."""

    class Media:
        js = ("desk/names.js", "desk/saving.js")

    section = forms.ModelChoiceField(
        Term.objects.filter(kind="section").order_by("key"), label=_("Section"),
        empty_label=_("Choose a section"),
    )
    place_name = NamesField("place", label=_("Dateline place"),
                            widget=Lines(FIND_TERMS, "place", single=True))
    authors = NamesField("author", label=_("Bylines"), widget=Lines(FIND_TERMS, "author"))
    dossiers = NamesField("dossier", label=_("Dossiers"), widget=Lines(FIND_TERMS, "dossier"),
                          help_text=_("In the order in which the page names them."))
    tags = TagsField(label=_("Tags"), widget=Lines(FIND_TERMS, "tag"), help_text=_(
        "One a line, with its kind: “person: …”, “place: …”, “organisation: …”, “event: …”; "
        "without one it is a subject."
    ))
    topic_lines = LinesField(label=_("IPTC media topics"), widget=Lines(FIND_TOPICS))
    pinned_lines = LinesField(label=_("Related stories"), widget=Lines(FIND_STORIES))
    related_lines = LinesField(label=_("Related headlines"), widget=Lines(), help_text=_(
        "Headlines of stories that may come later; each is linked once a story has it."
    ))
    translated = LinesField(label=_("Translation of"), widget=Lines(FIND_STORIES, single=True))

    def __init__(self, *args: Any, **named: Any) -> None:
        super().__init__(*args, **named)
        story: Story = self.instance
        named_terms, names = story.named(), topic_names(story.topics)
        pinned = Story.objects.filter(guid__in=story.pinned).values_list("guid", "headline")
        headlines = {str(guid): headline for guid, headline in pinned}
        other = story.translation_of
        self.initial |= {
            "place_name": (story.place.name,) if story.place else (),
            "authors": tuple(named.name for named in named_terms["author"]),
            "dossiers": tuple(named.name for named in named_terms["dossier"]),
            "tags": tuple(line_of(named) for named in named_terms["tag"]),
            "topic_lines": tuple(
                f"{number} {names.get(number, '')}".strip() for number in story.topics
            ),
            "pinned_lines": tuple(
                f"{guid} {headlines.get(guid, '')}".strip() for guid in story.pinned
            ),
            "related_lines": tuple(story.related),
            "translated": (f"{other.guid} {other.headline}",) if other else (),
        }

    # -- what is asked of the fields --------------------------------------------------------------

    @cached_property
    def changed_data(self) -> list[str]:
        """The fields that say something else; the form shows times to the second alone."""
        changed: list[str] = super().changed_data
        return [name for name in changed if name not in MOMENTS or not self._same_second(name)]

    def _same_second(self, name: str) -> bool:
        """Whether a time was sent back as it was shown."""
        was, field = self.initial.get(name), self.fields.get(name)
        try:
            sent = field.clean(self[name].data) if field else None
        except ValidationError:
            return False
        return bool(was and sent and localtime(was).replace(microsecond=0) == sent)

    def clean(self) -> dict[str, Any]:
        """Refuse what could not be filed, at the field where it stands."""
        fields: dict[str, Any] = super().clean()
        fields |= {name: self.initial[name] for name in MOMENTS
                   if name in fields and self._same_second(name)}
        for name, value in fields.items():
            for text in (value,) if isinstance(value, str) else ():
                self._refuse(name, storable, text)
        if len(fields.get("place_name") or ()) > 1:
            self.add_error("place_name", _("A dateline has one place."))
        if self.instance.release_at and set(TIMES) & set(self.changed_data):
            self.add_error("embargo_until", _(
                "This story is held already: change its time with the button that held it."
            ))
        return fields

    def _refuse(self, name: str, check: Any, value: Any) -> None:
        try:
            check(value)
        except NotCopy as error:
            self.add_error(name, str(error))

    def clean_topic_lines(self) -> tuple[str, ...]:
        """Numbers of eight digits."""
        lines: tuple[str, ...] = tuple(ids(self.cleaned_data["topic_lines"]))
        for line in lines:
            if not (line.isdecimal() and len(line) == 8):
                raise ValidationError(_("%(line)s: a media topic is a number of 8 digits."),
                                      params={"line": line})
        return lines

    def clean_pinned_lines(self) -> tuple[str, ...]:
        """Stories of this desk."""
        return tuple(str(story.guid) for story in self._stories("pinned_lines"))

    def clean_translated(self) -> Story | None:
        """Another story of this desk."""
        found = self._stories("translated")
        if len(found) > 1 or self.instance in found:
            raise ValidationError(_("A story is the translation of one other story."))
        return found[0] if found else None

    def _stories(self, name: str) -> list[Story]:
        found = []
        for line in self.cleaned_data[name]:
            try:
                found.append(Story.objects.get(guid=UUID(line.split()[0])))
            except (ValueError, Story.DoesNotExist):
                raise ValidationError(
                    _("%(line)s: no such story. Choose one from the list."), params={"line": line}
                ) from None
        return found

    # -- to the story -----------------------------------------------------------------------------

    def save(self, commit: bool = True) -> Story:
        """Name the terms (new ones are made only with `commit`), then save as Wagtail does."""
        self.name(make=commit)
        story: Story = super().save(commit=commit)
        return story

    def name(self, *, make: bool) -> None:
        """Put the terms named in the form on the story."""
        story, given = self.instance, self.cleaned_data
        tags = [tag_of(line) for line in given["tags"]]
        wanted = [
            *(("author", "author", name, False) for name in given["authors"]),
            *(("dossier", "dossier", name, False) for name in given["dossiers"]),
            *(("tag", tag.kind, tag.name, tag.guessed) for tag in tags),
        ]
        terms = _Terms()
        places = [("place", name) for name in given["place_name"]]
        terms.find([*((kind, name) for _, kind, name, _ in wanted), *places], make=make)
        story.place = next((terms.of(kind, name) for kind, name in places), None)
        held = {(naming.role, naming.term_id): naming for naming in story.namings.all()}
        once: dict[tuple[str, UUID], Naming] = {}
        for role, kind, name, guessed in wanted:
            term = terms.of(kind, name)
            naming = held.get((role, term.pk)) or Naming(role=role, term=term)
            naming.guessed, naming.position = guessed, len(once)
            once.setdefault((role, term.uuid), naming)
        story.namings.set(list(once.values()))
        self._spell([*((kind, name) for _, kind, name, _ in wanted), *places], terms)
        story.topics, story.pinned = list(given["topic_lines"]), list(given["pinned_lines"])
        story.related, story.translation_of = list(given["related_lines"]), given["translated"]

    def _spell(self, wanted: list[tuple[str, str]], terms: _Terms) -> None:
        """Keep the spelling of who wrote it where it differs from the desk's."""
        story = self.instance
        uuid = str(story.section.uuid) if story.section_id else ""
        spelled = {uuid: story.spelled[uuid]} if uuid in story.spelled else {}
        for kind, name in wanted:
            term = terms.of(kind, name)
            if term.name != name:
                spelled[str(term.uuid)] = name
        story.spelled = spelled


class _Terms(Terms):
    """The terms a form names; without `make` the unknown ones are only thought of."""

    def of(self, kind: str, name: str) -> Term:
        """A term that was found."""
        return self.known[kind, folded(name)]  # type: ignore[index]

    def find(self, wanted: list[tuple[str, str]], *, make: bool) -> None:
        """Look up all of these."""
        if make:
            self.load(wanted)  # type: ignore[arg-type]
            return
        keys = [folded(name) for _, name in wanted]
        for term in Term.objects.filter(key__in=keys):
            self.known[term.kind, term.key] = term  # type: ignore[index]
        for kind, name in wanted:
            thought = Term(kind=kind, name=name, key=folded(name))
            self.known.setdefault((kind, folded(name)), thought)  # type: ignore[arg-type]

