"""The words people agree to, in numbered versions that never change."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.text import clean

_FIRST_TEXT = _(
    "The office uses what you write on this form to arrange the conference, to answer you and to report on the "
    "dialogue. It keeps the form as long as the rules on records require and gives it to no one but the authorities "
    "concerned. You may ask to see, correct or delete what you wrote."
)


class ConsentTextQuerySet(models.QuerySet):
    """Consent texts, newest version first."""

    def current(self, language: str) -> "ConsentText":
        """The newest text in `language`; the portal's own wording becomes version 1 when there is none yet."""
        newest = self.filter(language=language).order_by("-version").first()
        if newest is not None:
            return newest
        with translation.override(language):
            words = str(_FIRST_TEXT)
        return self.get_or_create(language=language, version=1, defaults={"text": words})[0]


class ConsentText(models.Model):
    """One version of the consent in one language; registrations point to the one that was accepted."""

    class Language(models.TextChoices):
        """Languages of the public site."""

        VIETNAMESE = "vi", _("Vietnamese")
        ENGLISH = "en", _("English")

    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.VIETNAMESE)
    version = models.PositiveIntegerField(_("version"), editable=False)
    text = models.TextField(
        _("text"),
        max_length=3000,
        help_text=_("Shown from now on beside the box to tick. It cannot be changed later; write a new version."),
    )
    created_at = models.DateTimeField(_("in use since"), default=timezone.now, editable=False)

    objects = ConsentTextQuerySet.as_manager()

    panels = [FieldPanel("language"), FieldPanel("text")]

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["language", "-version"]
        default_permissions = ("add", "view")
        constraints = [
            models.UniqueConstraint(fields=["language", "version"], name="one_consent_text_per_version"),
        ]

    def __str__(self):
        return f"{self.get_language_display()} {self.version}"

    def save(self, *args, **kwargs):
        """Store a new version under the next number; an existing one is refused."""
        if self.pk and not self._state.adding:
            raise ValidationError(_("A consent text never changes once it is in use. Write a new version."))
        self.text = clean(self.text)
        if self.version:
            super().save(*args, **kwargs)
            return
        for _attempt in range(5):
            last = type(self).objects.filter(language=self.language).aggregate(models.Max("version"))["version__max"]
            self.version = (last or 0) + 1
            try:
                with transaction.atomic():
                    super().save(*args, **kwargs)
                return
            except IntegrityError:
                continue
        raise ValidationError(_("Somebody else saved a version at the same moment. Save again."))
