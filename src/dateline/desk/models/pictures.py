"""The newsroom's pictures. Their originals lie outside every served folder."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    ImageQuerySet,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)
from wagtail.models import ReferenceIndex
from wagtail.search import index
from wagtail.utils.file import hash_filelike

from dateline.desk.renditions import drawn
from dateline.formats import photometadata
from dateline.lib.picture import SUFFIX, Taken, decoding, seen_size, take
from dateline.record import public as record
from dateline.record.public import Rendition


class TakenFile(ContentFile):
    """An upload that was taken in: what is kept of it, and what it said of itself."""

    def __init__(self, taken: Taken, name: str) -> None:
        super().__init__(taken.data, PurePath(name or "picture").stem + SUFFIX[taken.kind])
        self.taken = taken


def taken_in(upload: BinaryIO, name: str) -> TakenFile:
    """Take an upload in within the newsroom's limits; raises `lib.picture.NotTaken`."""
    taken = take(
        upload, most_bytes=settings.PICTURE_BYTES, most_pixels=settings.PICTURE_PIXELS
    )
    return TakenFile(taken, name)


class OriginalFile(WagtailImageFieldFile):
    """The file of a picture. Whatever way it comes, only what was taken in is written."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Write a file; raises NotTaken for what is no picture."""
        given = content if isinstance(content, TakenFile) else getattr(content, "file", content)
        if not isinstance(given, TakenFile):
            content.seek(0)
            given = taken_in(content, name)
        self.instance.hear(given)
        given.seek(0)
        super().save(str(given.name), given, save)

    def get_image_dimensions(self) -> tuple[int, int]:
        """Width and height as the picture is seen, turned upright; 0 of what is no picture."""
        closed = self.closed
        self.open()
        try:
            with Image.open(self, formats=["JPEG", "PNG", "WEBP"]) as picture:
                return seen_size(picture)
        except OSError:
            return 0, 0
        finally:
            self.close() if closed else self.seek(0)


class OriginalField(WagtailImageField):
    """The field of a picture's original."""

    attr_class = OriginalFile


class Pictures(ImageQuerySet):
    """Many pictures."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete each as one is deleted."""
        counts: Counter[str] = Counter()
        for picture in self:
            counts.update(picture.delete()[1])
        return counts.total(), dict(counts)


class Picture(AbstractImage):
    """A picture as the newsroom keeps it; readers get renditions drawn at publication.

    `said`: what the photograph said of itself. `upload_digest`: SHA-256 of the file as it came.
    """

    file = OriginalField(
        verbose_name=_("file"), upload_to=get_upload_to, width_field="width",
        height_field="height",
    )
    alt = models.CharField(
        _("alt text"), max_length=500, blank=True,
        help_text=_("What the picture shows, for who does not see it."),
    )
    caption = models.TextField(_("caption"), blank=True)
    credit = models.CharField(
        _("credit"), max_length=255, blank=True, help_text=_("Shown with the picture.")
    )
    rights = models.TextField(
        _("rights"), blank=True, help_text=_("Terms of use; kept here, not shown.")
    )
    place = models.CharField(_("taken at"), max_length=255, blank=True)
    taken_on = models.DateField(_("taken on"), null=True, blank=True)
    said = models.JSONField(default=dict, editable=False)
    upload_digest = models.CharField(max_length=64, blank=True, editable=False)

    objects = Pictures.as_manager()
    admin_form_fields = (
        "title", "file", "alt", "caption", "credit", "rights", "place", "taken_on",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )
    search_fields = (
        *AbstractImage.search_fields, index.SearchField("caption"),
        index.SearchField("credit"), index.SearchField("place"),
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    @property
    def description(self) -> str:
        """Wagtail's word for the alt text."""
        return str(self.alt)

    @property
    def default_alt_text(self) -> str:
        """What the desk's own thumbnails say."""
        return self.alt or self.title

    def save(self, *args: Any, **named: Any) -> None:
        """Take a new file in first: what it says of itself fills the fields that are empty."""
        if self.file and not self.file._committed:
            self.file.save(self.file.name, self.file.file, save=False)
        super().save(*args, **named)

    def hear(self, file: TakenFile) -> None:
        """Fill what nobody has filled in from what the photograph says of itself."""
        taken = file.taken
        metadata = photometadata.load(xmp=taken.xmp, iim=taken.iim, exif=taken.exif)
        self.said = photometadata.as_json(metadata)
        self.upload_digest, self.file_size = taken.sha256, len(taken.data)
        self.file_hash = hash_filelike(file)
        stem = PurePath(str(file.name)).stem
        title = str(self.title)  # type: ignore[has-type]
        if not title or _plain(PurePath(title).stem) == _plain(stem):
            self.title = (metadata.headline or metadata.title or title or stem)[:255]
        rights = "\n".join(part for part in (metadata.rights, metadata.terms) if part)
        for name, heard in (
            ("alt", metadata.alt[:500]), ("caption", metadata.caption),
            ("credit", metadata.credit_line[:255]), ("rights", rights),
            ("place", metadata.place[:255]), ("taken_on", metadata.taken_on),
        ):
            if heard and not getattr(self, name):
                setattr(self, name, heard)

    def shown(self, *, alt: str = "", caption: str = "", credit: str = "") -> record.Picture:
        """The picture as readers see it, its files drawn if they are not there yet.

        Call it before the transaction that publishes; called again it does nothing.
        """
        renditions = self._drawn()
        return record.Picture(
            renditions, alt or self.alt, caption or self.caption, credit or self.credit
        )

    def _drawn(self) -> tuple[Rendition, ...]:
        original = self.get_file_hash()
        rows = self.drawings.filter(original=original).order_by("position")
        known = tuple(Rendition(row.name, row.width, row.height) for row in rows)
        if known and all(record.file_of(each.name).exists() for each in known):
            return known
        with self.open_file() as file:
            made = drawn(file.read())
        Drawing.objects.bulk_create(
            (Drawing(picture=self, original=original, position=position, **vars(each))
             for position, each in enumerate(made)),
            ignore_conflicts=True,
        )
        return made

    @property
    def public(self) -> bool:
        """Whether a live story shows a file that was ever drawn of it."""
        return any(record.shown(name) for name in self._names())

    def _names(self) -> list[str]:
        return list(self.drawings.values_list("name", flat=True).distinct())

    @property
    def used(self) -> bool:
        """Whether a live story or anything on the desk shows it."""
        return self.public or ReferenceIndex.get_references_to(self).exists()

    def generate_rendition_file(self, filter: Any, *, source: File | None = None) -> File:
        """A thumbnail for the desk, one at a time; Wagtail would leave its file open."""
        with decoding, super().generate_rendition_file(filter, source=source) as made:
            made.seek(0)
            return ContentFile(made.read(), made.name)

    def delete(self, *args: Any, **named: Any) -> Any:
        """Delete a picture that no live story shows; any other is refused."""
        if self.public:
            raise models.ProtectedError(_("A live story shows this picture."), {self})
        names = self._names()
        done = super().delete(*args, **named)
        record.forget_unshown(names)
        return done


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


class Drawing(models.Model):
    """A file drawn for readers of an original, by that original's digest (SHA-1, Wagtail's)."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="drawings")
    original = models.CharField(max_length=40)
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=90, db_index=True)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["picture", "original", "name"], name="desk_drawing_once"
            )
        ]


def known(picture: record.Picture) -> int | None:
    """The number of the picture these files were drawn of; None if it is not here any more.

    Of several with the same files the one that has this credit is meant, else the oldest.
    """
    names = [rendition.name for rendition in picture.renditions]
    drawn_of = Drawing.objects.filter(name__in=names).values("picture")
    rows = Picture.objects.filter(pk__in=drawn_of).order_by("pk").values_list("pk", "credit")
    of = {credit: number for number, credit in reversed(rows)}
    return of.get(picture.credit, min(of.values(), default=None))


class Thumbnail(AbstractRendition):
    """A small copy for the desk's own screens."""

    image = models.ForeignKey(Picture, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="desk_thumbnail_once"
            )
        ]
