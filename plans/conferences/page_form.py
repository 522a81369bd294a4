"""What the editor's form of a conference refuses: moments in the wrong order, years nobody means."""

from datetime import date, datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.pages.page_form import SitePageForm
from cms.text import clean

from .clocks import is_late_notice, latest_announcement
from .rules import DialogueRules

FIRST_YEAR = 1990
YEARS_AHEAD = 3


def is_implausible(moment: datetime, today: date) -> bool:
    """Whether no conference of this office can be meant: before 1990 or more than three years ahead."""
    return not FIRST_YEAR <= timezone.localtime(moment).year <= today.year + YEARS_AHEAD


class ConferenceForm(SitePageForm):
    """Checks what needs the page and its sessions together."""

    def clean(self):
        cleaned = super().clean()
        today = timezone.localdate()
        sessions = self._sessions(today)
        opens_at, closes_at = cleaned.get("opens_at"), cleaned.get("closes_at")
        for name in ("opens_at", "closes_at"):
            if cleaned.get(name) and is_implausible(cleaned[name], today):
                self.add_error(name, self._year_message(today))
        if closes_at and not opens_at:
            self.add_error("opens_at", _("Enter when registration opens too."))
        if opens_at and not closes_at:
            self.add_error("closes_at", _("Enter when registration closes, with the hour."))
        first = min((starts_at for starts_at, _ends in sessions), default=None)
        if closes_at and first and closes_at > first:
            self.add_error(
                "closes_at",
                _("Registration must close before the first session starts (%(start)s).")
                % {"start": timezone.localtime(first).strftime("%H:%M %d/%m/%Y")},
            )
        self._check_fields_of_ad_hoc(cleaned)
        if not self.is_deferred_validation:
            self._check_notice(first, timezone.now())
        return cleaned

    def _check_fields_of_ad_hoc(self, cleaned: dict) -> None:
        """An ad hoc conference deals with exactly one field; a draft may still lack it."""
        fields = cleaned.get("subject_fields")
        if cleaned.get("kind") != "ad_hoc" or fields is None:
            return
        if len(fields) > 1 or not (fields or self.is_deferred_validation):
            self.add_error("subject_fields", _("An ad hoc conference deals with exactly one field. Choose one."))

    def _check_notice(self, first: datetime | None, now: datetime) -> None:
        """Refuse to submit or publish a notice that would go out late, unless somebody writes why."""
        page = self.instance
        if "late_notice_reason" not in self.fields or clean(self.cleaned_data.get("late_notice_reason") or ""):
            return
        if page.pk and (page.canonical.pk != page.pk or self._is_announced(page)):
            return
        goes_out = max(now, self.cleaned_data.get("go_live_at") or now)
        rules = DialogueRules.of(page if page.pk else self.parent_page)
        if is_late_notice(first, rules, goes_out):
            last = latest_announcement(timezone.localdate(first), rules)
            self.add_error(
                "late_notice_reason",
                _(
                    "The notice must be published by %(day)s at the latest: %(count)d days before the conference, not "
                    "counting the day it takes place. Write down why it is later, or choose a later day."
                )
                % {"day": f"{last:%d/%m/%Y}", "count": rules.notice_owed},
            )

    @staticmethod
    def _is_announced(page) -> bool:
        dossier = getattr(page, "dossier", None)
        return dossier is not None and dossier.is_announced

    def _sessions(self, today: date) -> list[tuple[datetime, datetime]]:
        """Start and end of every session in the form that has both; bad years are marked on the way."""
        moments = []
        formset = self.formsets.get("sessions")
        for form in formset.forms if formset is not None else ():
            if not form.is_valid() or form.cleaned_data.get("DELETE"):
                continue
            starts_at, ends_at = form.cleaned_data.get("starts_at"), form.cleaned_data.get("ends_at")
            if not starts_at or not ends_at:
                continue
            self._check_years(form, today)
            moments.append((starts_at, ends_at))
        return moments

    def _check_years(self, form: forms.BaseForm, today: date) -> None:
        for name in ("starts_at", "ends_at"):
            if is_implausible(form.cleaned_data[name], today):
                form.add_error(name, self._year_message(today))
                self.add_error(None, self._year_message(today))

    def _year_message(self, today: date) -> str:
        return _("Check the year: it must lie between %(first)d and %(last)d.") % {
            "first": FIRST_YEAR,
            "last": today.year + YEARS_AHEAD,
        }
