"""The numbers an office sets for its dialogues: notice, clocks, retention."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site

# What the law on local government asks of communes; an office may be stricter with itself, not laxer.
COMMUNE_NOTICE_DAYS = 7
COMMUNE_RESULTS_DAYS = 10


def _days(label, default: int, most: int = 365, **kwargs) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(label, default=default, validators=[MaxValueValidator(most)], **kwargs)


@register_setting(icon="calendar-check", order=40)
class DialogueRules(BaseSiteSetting):
    """What the law and the office ask of every conference. Days are calendar days unless they say “working”."""

    is_commune = models.BooleanField(
        _("People's Committee of a commune, ward or special zone"),
        default=False,
        help_text=_("For communes the law sets notice (7 days) and publication of results (10 days)."),
    )
    notice_days = _days(_("days of notice before a conference"), 7)
    results_days = _days(_("days to publish the results"), 10)
    classify_days = _days(_("working days to classify a question"), 1)
    answer_days = _days(_("working days to answer in writing"), 10)
    superior_reply_days = _days(_("working days to pass on a superior's reply"), 5)
    chase_days = _days(_("days between reminders to the superior"), 30)
    reopening_days = _days(_("days in which a citizen may reopen a question"), 15)
    waiting_stop_hours = _days(
        _("hours before the start when promotion from the waiting list stops"), 24, help_text=_("0: at the start.")
    )
    reminder_days = _days(_("days before the conference a reminder is sent"), 2)
    retention_months = models.PositiveSmallIntegerField(
        _("months personal data is kept after a conference"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
    )
    most_questions = models.PositiveSmallIntegerField(
        _("questions in one form"), default=5, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    reception_guidance = models.TextField(
        _("where complaints and denunciations go"),
        max_length=1500,
        blank=True,
        help_text=_(
            "Office, address, hours and phone of citizen reception; shown to those who ask about a complaint."
        ),
    )

    panels = [
        FieldPanel("is_commune"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("notice_days"), FieldPanel("results_days")]),
                FieldRowPanel([FieldPanel("classify_days"), FieldPanel("answer_days")]),
                FieldRowPanel([FieldPanel("superior_reply_days"), FieldPanel("chase_days")]),
                FieldPanel("reopening_days"),
            ],
            heading=_("Clocks"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("waiting_stop_hours"), FieldPanel("reminder_days")]),
                FieldPanel("most_questions"),
            ],
            heading=_("Registration"),
        ),
        FieldPanel("retention_months"),
        FieldPanel("reception_guidance"),
    ]

    class Meta:
        verbose_name = _("rules of the dialogue")
        verbose_name_plural = _("rules of the dialogue")

    @property
    def notice_owed(self) -> int:
        """Days of notice that count: for communes never fewer than the law asks."""
        return max(self.notice_days, COMMUNE_NOTICE_DAYS) if self.is_commune else self.notice_days

    @property
    def results_owed(self) -> int:
        """Days to publish the results that count: for communes never more than the law allows."""
        return min(self.results_days, COMMUNE_RESULTS_DAYS) if self.is_commune else self.results_days

    @classmethod
    def of(cls, conference) -> "DialogueRules":
        """The rules of the site `conference` stands on; the defaults where nobody has set any."""
        kept = getattr(conference, "kept", None)
        return kept("rules", lambda: cls._of_site(conference)) if kept else cls._of_site(conference)

    @classmethod
    def _of_site(cls, conference) -> "DialogueRules":
        site = conference.get_site() or Site.objects.filter(is_default_site=True).first()
        return (site and cls.objects.filter(site=site).first()) or cls(site=site)
