"""Rows that hang on a page and are translated together with it: bases, sessions, recipients and the like."""

from django.db import models
from wagtail.models import Orderable, TranslatableMixin

from cms.text import clean, clean_line


class PagePart(TranslatableMixin, Orderable):
    """Abstract row of a page; a subclass names its parent `page` and which of its fields are one line or text."""

    line_fields: tuple[str, ...] = ()
    text_fields: tuple[str, ...] = ()

    class Meta(Orderable.Meta):
        abstract = True
        # One translation per language; what Wagtail asks of translatable models.
        constraints = [
            models.UniqueConstraint(
                fields=["translation_key", "locale"], name="%(app_label)s_%(class)s_once_per_language"
            )
        ]

    def clean(self):
        """Make the row's texts clean Vietnamese."""
        super().clean()
        self._clean_texts()

    def save(self, *args, **kwargs):
        """Save with clean texts; a new row without a language takes its page's."""
        self._clean_texts()
        if self.locale_id is None:
            self.locale = self.page.locale
        super().save(*args, **kwargs)

    def _clean_texts(self):
        for name in self.line_fields:
            setattr(self, name, clean_line(getattr(self, name) or ""))
        for name in self.text_fields:
            setattr(self, name, clean(getattr(self, name) or ""))
