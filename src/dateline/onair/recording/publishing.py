"""Acts on episodes. What readers have is cut out of the recording when it is published.

All of them raise NotAllowed with the reason in words; nothing is changed then.
"""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from dateline.delivery.public import touch
from dateline.lib.picture import NotTaken
from dateline.onair.models import Episode, Programme, Recording
from dateline.onair.permitted import AIR
from dateline.onair.recording.covers import Cover, keep_cover
from dateline.onair.recording.cutting import Stretch, cut
from dateline.onair.recording.frames import NotSound
from dateline.onair.recording.keeping import Kept, folder, keep
from dateline.onair.sound.files import path_of
from dateline.people.public import NotAllowed, User, must_have
from dateline.record import public as record

EPISODES = "onair:episodes"
"""The key that every change of a public episode touches."""
SHORTEST = 1.0
"""Seconds of an episode, at least."""
MOST_SECONDS = 4 * 3600.0
"""Of an upload; no more of it is decoded."""
MOST_STORIES, MOST_NOTES = 20, 20_000
_BREAKS = re.compile(r"[\s,;]+")


@dataclass(frozen=True)
class Words:
    """What an editor says of an episode: its texts, codes of stories, and where it is cut."""

    title: str
    notes: str = ""
    stories: tuple[str, ...] = ()
    first: float = 0.0
    last: float | None = None
    """Seconds in the recording; None: to its end."""


def keys_of(programme: int) -> tuple[str, str]:
    """The keys that what is public of a programme's episodes depends on."""
    return EPISODES, f"onair:programme:{programme}"


def edit(episode: int, words: Words, *, by: User, at: datetime) -> None:
    """Say something else of an episode; a published one changes at once, and is cut anew."""
    must_have(by, AIR, _("Editing an episode"))
    row = _found(episode)
    said = _checked(words, row.recording)
    trimmed = (said.first, said.last) != (row.from_seconds, row.to_seconds)
    kept = _cut(row, said.first, said.last) if trimmed and row.state == "published" else None
    with transaction.atomic():
        held = _held(row)
        held.title, held.notes, held.stories = said.title, said.notes, list(said.stories)
        held.from_seconds, held.to_seconds = said.first, said.last
        _save(held, at, kept)


def set_picture(episode: int, upload: BinaryIO, *, by: User, at: datetime) -> tuple[str, ...]:
    """Give an episode a cover of its own; returns what directories will not like of it."""
    must_have(by, AIR, _("Editing an episode"))
    row = _found(episode)
    cover = _cover(upload)
    with transaction.atomic():
        held = _held(row)
        held.picture = cover.digest
        _save(held, at)
    return cover.warnings


def set_cover(programme: int, upload: BinaryIO, *, by: User, at: datetime) -> tuple[str, ...]:
    """Give a programme its cover; returns what directories will not like of it."""
    must_have(by, AIR, _("Editing a programme’s cover"))
    cover = _cover(upload)
    with transaction.atomic():
        if not Programme.objects.filter(pk=programme).update(picture=cover.digest):
            raise NotAllowed(_("There is no such programme."))
        touch(keys_of(programme))
    return cover.warnings


def publish(episode: int, *, by: User, at: datetime) -> Episode:
    """Make an episode public, for the first time or again; the first time is its date."""
    must_have(by, AIR, _("Publishing an episode"))
    row = _found(episode)
    if row.state == "published":
        raise NotAllowed(_("This episode is published already."))
    _checked(Words(row.title, row.notes, tuple(row.stories), row.from_seconds, row.to_seconds),
             row.recording)
    kept = _cut(row, row.from_seconds, row.to_seconds)
    with transaction.atomic():
        Programme.objects.select_for_update().get(pk=row.programme_id)  # one slug at a time
        held = _held(row)
        held.slug = held.slug or _slug(held)
        held.state, held.published_by = "published", by
        held.published_at = held.published_at or at
        _save(held, at, kept)
    return held


def withdraw(episode: int, *, by: User, at: datetime) -> None:
    """Take an episode back: its page says so (410), the feed and its file are without it."""
    must_have(by, AIR, _("Withdrawing an episode"))
    row = _found(episode)
    if row.state != "published":
        raise NotAllowed(_("This episode is not published."))
    with transaction.atomic():
        held = _held(row)
        held.state = "withdrawn"
        _save(held, at)


def discard(episode: int, *, by: User, at: datetime) -> None:
    """Drop a draft that was never public; its recording stays."""
    must_have(by, AIR, _("Discarding a draft"))
    gone, _rows = Episode.objects.filter(pk=episode, state="draft", published_at=None).delete()
    if not gone:
        raise NotAllowed(_("Only a draft can be discarded. Withdraw an episode instead."))


def draft_of(recording: int, *, by: User, at: datetime) -> Episode:
    """Another draft of a recording."""
    must_have(by, AIR, _("Making an episode"))
    row = Recording.objects.select_related("programme", "slot").filter(
        pk=recording, state="made").first()
    if row is None or not row.for_podcast():
        raise NotAllowed(_("No episode may be made of this recording."))
    return Episode.objects.create(
        recording=row, programme=row.programme, title=row.programme.name, made_at=at)


def upload(
    programme: int, file: BinaryIO, *, title: str, by: User, at: datetime, name: str = ""
) -> Episode:
    """A draft from a file of sound: what can be decoded to its end is taken.

    MP3, AAC, Opus and Vorbis stay as they are; WAV and FLAC become MP3. What else is in the file
    (pictures, tags) is left out.
    """
    must_have(by, AIR, _("Uploading an episode"))
    show = Programme.objects.filter(pk=programme).first()
    if show is None:
        raise NotAllowed(_("There is no such programme."))
    if not show.podcast:
        raise NotAllowed(_("No podcast may be made of this programme."))
    kept = _taken_in(file)
    with transaction.atomic():
        row = Recording.objects.create(
            programme=show, starts=at, ends=at, state="made", digest=kept.digest, kind=kept.kind,
            size=kept.size, seconds=kept.seconds)
        words = title.strip() or name.rpartition(".")[0] or name or show.name
        return Episode.objects.create(
            recording=row, programme=show, title=words[:300], made_at=at)


def story_codes(text: str) -> tuple[str, ...]:
    """The codes in what somebody wrote or pasted: codes or addresses, by blanks or commas."""
    words = filter(None, _BREAKS.split(text))
    return tuple(dict.fromkeys(word.rstrip("/").rpartition("~")[2] for word in words))


def _found(episode: int) -> Episode:
    rows = Episode.objects.select_related("recording", "programme")
    row = rows.filter(pk=episode).first()
    if row is None:
        raise NotAllowed(_("There is no such episode."))
    return row


def _held(row: Episode) -> Episode:
    """The row again, under its lock. Raises NotAllowed if it is cut or published otherwise now."""
    held = Episode.objects.select_for_update().filter(pk=row.pk).first()
    marks = [(each.state, each.from_seconds, each.to_seconds, each.recording_id, each.digest)
             for each in (row, held) if each is not None]
    if held is None or marks[0] != marks[1]:
        raise NotAllowed(_("Somebody else changed this episode meanwhile. Look at it again."))
    return held


def _save(held: Episode, at: datetime, kept: Kept | None = None) -> None:
    """Save it, with the file it now has; who reads it is told, as the last statement."""
    if kept is not None:
        held.digest, held.kind = kept.digest, kept.kind
        held.size, held.seconds = kept.size, kept.seconds
    if held.state == "draft":
        held.save()
        return
    held.changed_at = at
    held.save()
    touch(keys_of(held.programme_id))


def _checked(words: Words, recording: Recording | None) -> Words:
    title, notes = " ".join(words.title.split()), words.notes.strip()
    if not title or len(title) > 300:
        raise NotAllowed(_("Give a title of at most 300 signs."))
    if len(notes) > MOST_NOTES:
        raise NotAllowed(_("The notes are too long."))
    length = recording.seconds if recording is not None else 0.0
    last = None if words.last is None or words.last >= length - 0.05 else round(words.last, 2)
    first = round(words.first, 2)
    if not 0 <= first < length or (last or length) - first < SHORTEST:
        raise NotAllowed(_("Choose a beginning and an end within the recording, the end at least "
                           "a second after the beginning."))
    return Words(title, notes, _public(words.stories), first, last)


def _public(codes: tuple[str, ...]) -> tuple[str, ...]:
    if len(codes) > MOST_STORIES:
        raise NotAllowed(_("These are too many stories."))
    found = []
    for code in codes:
        story = record.story(code, related=False) if record.valid_code(code) else None
        if story is None:
            raise NotAllowed(_("No public story has the code “%(code)s”.") % {"code": code[:40]})
        found.append(story.code)
    return tuple(dict.fromkeys(found))


def _cover(upload: BinaryIO) -> Cover:
    try:
        return keep_cover(upload)
    except NotTaken as refused:
        raise NotAllowed(str(refused)) from refused


def _cut(row: Episode, first: float, last: float | None) -> Kept:
    """The file of an episode; all of a recording is the recording's own."""
    held = row.recording
    if held is None or not held.digest:
        raise NotAllowed(_("There is no recording of this episode."))
    if not first and last is None:
        return Kept(held.digest, held.kind, held.size, held.seconds)
    stretch = Stretch(path_of(held.digest, held.kind), first, last or float("inf"))
    try:
        return keep(lambda to: cut([stretch], to))
    except (NotSound, OSError) as trouble:
        raise NotAllowed(_("The recording cannot be cut: %(why)s") % {"why": trouble}) from trouble


def _taken_in(file: BinaryIO) -> Kept:
    """The sound in an upload, in a file of its own."""
    with tempfile.NamedTemporaryFile(dir=folder()) as copy:
        while data := file.read(1 << 20):
            copy.write(data)
        copy.flush()
        try:
            kept = keep(lambda to: cut([Stretch(Path(copy.name), last=MOST_SECONDS + 1)], to))
        except NotSound as trouble:
            raise NotAllowed(_(
                "This is no sound we can take: %(why)s Take MP3, M4A, Ogg, WAV or FLAC.") % {
                    "why": trouble}) from trouble
    if kept.seconds > MOST_SECONDS:
        raise NotAllowed(_("This is longer than four hours."))
    return kept


def _slug(row: Episode) -> str:
    """Of its title; another one where the programme has one of this name."""
    made = slugify(row.title, allow_unicode=True)[:100].strip("-") or "episode"
    others = set(Episode.objects.filter(programme=row.programme_id).values_list("slug", flat=True))
    numbered = (f"{made}-{n}" for n in range(2, len(others) + 3))
    return next(each for each in (made, *numbered) if each not in others)
