"""The form behind every address at which Wagtail takes a picture in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.widgets import AdminAutoHeightTextInput, AdminDateInput
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from dateline.desk.models.pictures import TakenFile, taken_in
from dateline.lib.picture import NotTaken


class UploadField(WagtailImageField):
    """A picture by its bytes; its name and the type it was sent with decide nothing."""

    default_validators: list[Any] = []

    def to_python(self, data: Any) -> TakenFile | None:
        """What is kept of the upload; a refusal says why."""
        upload = forms.FileField.to_python(self, data)
        if upload is None:
            return None
        if upload.size > self.max_upload_size:
            self.check_image_file_size(upload)
        upload.seek(0)
        try:
            return taken_in(upload, upload.name)
        except NotTaken as refusal:
            raise ValidationError(str(refusal), code="invalid_image") from refusal


class TitleField(forms.CharField):
    """A title that a long file name does not break."""

    def to_python(self, value: Any) -> str:
        """The text, cut where the column ends."""
        return str(super().to_python(value))[: self.max_length]


class PictureForm(BaseImageForm):
    """Wagtail's form with our check of the file.

    Nothing else in it can refuse an upload: Wagtail would keep the file as it came meanwhile.
    """

    class Meta(BaseImageForm.Meta):
        widgets = BaseImageForm.Meta.widgets | {
            "caption": AdminAutoHeightTextInput, "rights": AdminAutoHeightTextInput,
            "taken_on": AdminDateInput,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._bound_fields_cache.clear()  # the parent has looked at fields that go now
        if "file" in self.fields:
            old = self.fields["file"]
            self.fields["file"] = UploadField(
                label=old.label, required=old.required, widget=old.widget
            )
            if self.instance.pk and self.instance.public:
                self.fields["file"].help_text = _(
                    "A live story shows this picture: it cannot be deleted. Readers see a new file "
                    "and new words when that story is updated."
                )
        if "title" in self.fields:
            old = self.fields["title"]
            self.fields["title"] = TitleField(
                label=old.label, required=old.required, widget=old.widget, max_length=255
            )
