"""What happened to a registration, line by line, and who took copies of all of them away."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.history import AppendOnly, Event

from .states import FormState, Seat


class RegistrationEvent(Event):
    """One change or note. `actor` is None for the sender and for the system's own rules."""

    class Subject(models.TextChoices):
        """What the event is about."""

        FORM = "form", _("Form")
        SEAT = "seat", _("Seat")
        NOTE = "note", _("Remark")

    # What a remark of the sender's own says, as its `to_state`.
    CHANGED = "changed_by_sender"
    CONFIRMED = "will_come"
    NO_REMINDERS = "no_reminders"
    # What the office did because the sender asked for it.
    RESTRICTED = "use_restricted"
    RESTRICTION_LIFTED = "use_allowed_again"

    registration = models.ForeignKey(
        "registrations.Registration", on_delete=models.CASCADE, related_name="events", verbose_name=_("registration")
    )
    subject = models.CharField(_("concerns"), max_length=10, choices=Subject)

    class Meta(Event.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self):
        return f"{self.get_subject_display()}: {self.from_label} → {self.to_label}"

    @property
    def from_label(self):
        """The state before, as the clerk reads it; "" at the beginning."""
        return self._label(self.from_state)

    @property
    def to_label(self):
        """The state after, as the clerk reads it."""
        return self._label(self.to_state)

    def _label(self, value: str):
        if self.subject == self.Subject.NOTE:
            return _BY_THE_SENDER.get(value, value)
        states = Seat if self.subject == self.Subject.SEAT else FormState
        return states(value).label if value in states.values else value


_BY_THE_SENDER = {
    RegistrationEvent.CHANGED: _("Corrected by the sender"),
    RegistrationEvent.CONFIRMED: _("The sender says: I will come"),
    RegistrationEvent.NO_REMINDERS: _("Consent to reminders withdrawn"),
    RegistrationEvent.RESTRICTED: _("Use of the data restricted"),
    RegistrationEvent.RESTRICTION_LIFTED: _("Use of the data no longer restricted"),
}


class ExportLog(AppendOnly):
    """Who downloaded registrations, when, which, how many. The downloaded file itself is not kept."""

    at = models.DateTimeField(_("moment"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("account"),
    )
    file_format = models.CharField(_("format"), max_length=20)
    filters = models.CharField(_("filters"), max_length=500, blank=True)
    row_count = models.PositiveIntegerField(_("number of rows"))

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{timezone.localtime(self.at):%d/%m/%Y %H:%M} {self.file_format} ({self.row_count})"
