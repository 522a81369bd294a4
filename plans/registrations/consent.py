"""The words people read before they give their data and what they agree to, in numbered versions that never change.

Each purpose has texts of its own: what is agreed to for one is not agreed to for another.
"""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from cms.text import clean


class Purpose(models.TextChoices):
    """What a text is for."""

    NOTICE = "notice", _("Notice before the form")
    REGISTRATION = "registration", _("Consent: registration and answer")
    REMINDERS = "reminders", _("Consent: reminders")


_FIRST_TEXTS = {
    Purpose.NOTICE: _(
        "What data: in what capacity you register; your name, and for organisations their name, tax code and your "
        "position; phone number, e-mail, postal address; how you take part and what support you need; your questions "
        "and the files you enclose; the moment you sent the form. No identity card, date of birth, gender, ethnic "
        "group or religion is asked for.\n\n"
        "What for: to arrange the conference, to invite you, to prepare and send the answer, and to report on the "
        "dialogue in numbers and without names. To remind you of the date only if you agree to that separately.\n\n"
        "On what ground: your consent, given on the form. You may refuse; the office then cannot register you. You "
        "may take part in other ways the law gives you.\n\n"
        "Who receives it: the officers of this office who handle the dialogue; the authority your question belongs "
        "to, when it is passed on or reported upward. It is not sold, not used for advertising, and not sent abroad. "
        "Question and answer are published without your name, and only if you allow it.\n\n"
        "How long: until the time stated on this page after the conference is over; then everything that tells who "
        "you are is erased. Numbers, and what was published without names, remain. While an answer is owed to you, "
        "the form is kept until it has left. Papers of the office are kept as the law on archives requires.\n\n"
        "Your rights: to know, to agree or not, to withdraw your consent, to see, correct and get a copy of your "
        "data, to have it erased or restricted, to object, to complain. The page of your form has buttons for this; "
        "you may also write to the office or come. The office replies within 2 working days. What was done with your "
        "consent before you withdrew it stays lawful."
    ),
    Purpose.REGISTRATION: _(
        "The office uses what you write on this form to arrange the conference, to answer you and to report on the "
        "dialogue. It keeps the form as long as the notice says and gives it to no one but the authorities "
        "concerned. You may ask to see, correct or delete what you wrote."
    ),
    Purpose.REMINDERS: _(
        "Not required. The office uses your phone number or e-mail to remind you of the date. You may take this back "
        "at any time on the page of your form; reminders stop at once."
    ),
}


class ConsentTextQuerySet(models.QuerySet):
    """Texts, newest version first."""

    def current(self, language: str, purpose: str = Purpose.REGISTRATION) -> "ConsentText":
        """The newest text for `purpose` in `language`; the portal's own wording becomes version 1 where none is."""
        newest = self.filter(language=language, purpose=purpose).order_by("-version").first()
        if newest is not None:
            return newest
        with translation.override(language):
            words = str(_FIRST_TEXTS[purpose])
        return self.get_or_create(language=language, purpose=purpose, version=1, defaults={"text": words})[0]

    def current_texts(self, language: str) -> dict[str, "ConsentText"]:
        """The newest text of every purpose in `language`."""
        newest = {text.purpose: text for text in self.filter(language=language).order_by("version")}
        return {purpose: newest.get(purpose) or self.current(language, purpose) for purpose in Purpose}


class ConsentText(models.Model):
    """One version for one purpose in one language; registrations point to those that were shown and accepted."""

    class Language(models.TextChoices):
        """Languages of the public site."""

        VIETNAMESE = "vi", _("Vietnamese")
        ENGLISH = "en", _("English")

    purpose = models.CharField(_("purpose"), max_length=15, choices=Purpose, default=Purpose.REGISTRATION)
    language = models.CharField(_("language"), max_length=5, choices=Language, default=Language.VIETNAMESE)
    version = models.PositiveIntegerField(_("version"), editable=False)
    text = models.TextField(
        _("text"),
        max_length=10_000,
        help_text=_("Shown from now on. It cannot be changed later; write a new version."),
    )
    created_at = models.DateTimeField(_("in use since"), default=timezone.now, editable=False)

    objects = ConsentTextQuerySet.as_manager()

    panels = [FieldPanel("purpose"), FieldPanel("language"), FieldPanel("text")]

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["purpose", "language", "-version"]
        default_permissions = ("add", "view")
        constraints = [
            models.UniqueConstraint(fields=["purpose", "language", "version"], name="one_consent_text_per_version"),
            models.CheckConstraint(condition=models.Q(purpose__in=Purpose.values), name="consent_text_known_purpose"),
        ]

    def __str__(self):
        return f"{self.get_purpose_display()} · {self.get_language_display()} {self.version}"

    def save(self, *args, **kwargs):
        """Store a new version under the next number; an existing one is refused."""
        if self.pk and not self._state.adding:
            raise ValidationError(_("A consent text never changes once it is in use. Write a new version."))
        self.text = clean(self.text)
        if self.version:
            super().save(*args, **kwargs)
            return
        for _attempt in range(5):
            earlier = type(self).objects.filter(language=self.language, purpose=self.purpose)
            self.version = (earlier.aggregate(models.Max("version"))["version__max"] or 0) + 1
            try:
                with transaction.atomic():
                    super().save(*args, **kwargs)
                return
            except IntegrityError:
                continue
        raise ValidationError(_("Somebody else saved a version at the same moment. Save again."))
