"""The rows that hang on a conference: sessions, agenda, participants."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail_localize.fields import SynchronizedField

from cms.pages.parts import PagePart


class ConferenceSession(PagePart):
    """One sitting: from when to when, where, and where online."""

    page = ParentalKey("conferences.ConferencePage", on_delete=models.CASCADE, related_name="sessions")
    starts_at = models.DateTimeField(_("starts at"), help_text=_("Vietnam time, for example 20/06/2026 08:00."))
    ends_at = models.DateTimeField(_("ends at"))
    venue = models.CharField(
        _("venue"), max_length=300, blank=True, help_text=_("Hall, house number, street, commune or ward, province.")
    )
    online_link = models.URLField(
        _("online link"),
        blank=True,
        max_length=500,
        help_text=_("Everybody sees this link. With it, people may register to take part online."),
    )

    line_fields = ("venue",)
    panels = [
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("venue"),
        FieldPanel("online_link"),
    ]
    override_translatable_fields = [
        SynchronizedField("starts_at", overridable=False),
        SynchronizedField("ends_at", overridable=False),
        SynchronizedField("online_link"),
    ]

    class Meta(PagePart.Meta):
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            *PagePart.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="conference_session_in_order",
                violation_error_message=_("The session ends before it starts. Check both times."),
            ),
        ]

    def __str__(self):
        if not isinstance(self.starts_at, datetime):
            return self.venue
        return f"{timezone.localtime(self.starts_at):%d/%m/%Y %H:%M}"


class AgendaRow(PagePart):
    """One line of the programme."""

    page = ParentalKey("conferences.ConferencePage", on_delete=models.CASCADE, related_name="agenda")
    time_text = models.CharField(
        _("time"), max_length=40, blank=True, help_text=_("For example 07:30 – 08:00; empty when the order is enough.")
    )
    text = models.TextField(_("what happens"), max_length=600)
    person = models.CharField(_("in charge"), max_length=200, blank=True)

    line_fields = ("time_text", "person")
    text_fields = ("text",)
    panels = [FieldRowPanel([FieldPanel("time_text"), FieldPanel("person")]), FieldPanel("text")]
    override_translatable_fields = [SynchronizedField("time_text")]

    class Meta(PagePart.Meta):
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda")

    def __str__(self):
        return self.text[:80]


class Participant(PagePart):
    """Who is invited or takes part: a group, an office, a position."""

    page = ParentalKey("conferences.ConferencePage", on_delete=models.CASCADE, related_name="participants")
    text = models.CharField(_("participants"), max_length=500, help_text=_("One group a line, without the dash."))

    line_fields = ("text",)
    panels = [FieldPanel("text")]

    class Meta(PagePart.Meta):
        verbose_name = _("participants")
        verbose_name_plural = _("participants")

    def __str__(self):
        return self.text
