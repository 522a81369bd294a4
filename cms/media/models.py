"""The portal's own picture and attachment models, so that offices can add to them later."""

import hashlib
import os
import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class Picture(AbstractImage):
    """An uploaded picture, with the credit that its author is owed."""

    credit = models.CharField(_("credit"), max_length=200, blank=True, help_text=_("Who took or drew the picture."))

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def get_upload_to(self, filename):
        """A path that no later file gets again: browsers keep a picture's address for a year."""
        folder, name = os.path.split(super().get_upload_to(filename))
        stem, extension = os.path.splitext(name)
        return os.path.join(folder, f"{stem[:60]}-{secrets.token_hex(4)}{extension}")


class PictureRendition(AbstractRendition):
    """A picture in one size, made when first asked for."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class Attachment(AbstractDocument):
    """An uploaded file; `sha256` lets a reader check that a download is the published file."""

    sha256 = models.CharField(max_length=64, blank=True, editable=False)

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def save(self, *args, **kwargs):
        """Save with size and checksum, also when a program adds the file."""
        if self.file and not self.sha256:
            self._set_document_file_metadata()
        super().save(*args, **kwargs)

    def _set_document_file_metadata(self):
        super()._set_document_file_metadata()
        digest = hashlib.sha256()
        self.file.open()
        for chunk in self.file.chunks():
            digest.update(chunk)
        self.file.seek(0)
        self.sha256 = digest.hexdigest()
