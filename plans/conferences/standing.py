"""What the public page says about where a conference stands, from its file alone: true for everybody who reads it."""

from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from .announced import moments_of
from .clocks import results_due
from .dossier import CALLED_OFF, Dossier, DossierState
from .rules import DialogueRules

S = DossierState
_REPORTED = (S.REPORTED, S.CLOSED, S.ANONYMISED)
_HELD_LATER = (S.RESULTS_PUBLISHED, *_REPORTED)


@dataclass(frozen=True)
class Standing:
    """One notice: how urgent it looks, its heading and sentences, and the sessions before and after a change.

    `has_results` tells that the results have a page of their own.
    """

    tone: str
    heading: str
    sentences: tuple[str, ...] = ()
    note: str = ""
    before: list[dict] = field(default_factory=list)
    after: list[dict] = field(default_factory=list)
    is_called_off: bool = False
    has_results: bool = False


class StandingReader:
    """Reads the file of one conference once, for its page."""

    def __init__(self, conference):
        self.conference = conference
        self.dossier = Dossier.objects.filter(conference=conference.canonical).first()

    @cached_property
    def rules(self) -> DialogueRules:
        """The numbers that hold for the conference."""
        return DialogueRules.of(self.conference)

    def standing(self) -> Standing | None:
        """The notice of the present state; None while there is nothing to say besides the facts."""
        if self.dossier is None:
            return None
        state = DossierState(self.dossier.state)
        if state == S.ANNOUNCED:
            return self._changed()
        if state == S.RUNNING:
            return Standing("success", _("The conference is taking place now"))
        if state == S.HELD:
            return Standing("info", _("The conference has been held"), (self._results_by(),))
        if state in CALLED_OFF:
            return self._called_off(state)
        if state in _HELD_LATER:
            return self._finished(state)
        return None

    def _changed(self) -> Standing | None:
        events = list(self.dossier.events.filter(to_state=S.ANNOUNCED).order_by("-pk")[:2])
        if len(events) < 2:
            return None
        after, before = events
        return Standing(
            "warning",
            _("Time or place has changed"),
            note=after.public_note,
            before=moments_of(before.sessions),
            after=moments_of(after.sessions),
        )

    def _called_off(self, state: str) -> Standing:
        event = self.dossier.latest_event(*CALLED_OFF)
        note = event.public_note if event else ""
        if state == S.CANCELLED:
            return Standing("danger", _("The conference is cancelled"), note=note, is_called_off=True)
        answered = _("The questions that were sent are answered in writing.")
        return Standing("danger", _("The conference was not held"), (answered,), note, is_called_off=True)

    def _finished(self, state: str) -> Standing:
        dossier, sentences = self.dossier, []
        called_off = dossier.latest_event(*CALLED_OFF)
        if dossier.results_published_at:
            published = dossier.results_published_at
            sentences.append(_("Results published on %(day)s.") % {"day": _day(published)})
        if state in _REPORTED and dossier.reported_on:
            sentences.append(_("Reported to the superior authority on %(day)s.") % {"day": _day(dossier.reported_on)})
        has_results = dossier.results_published_at is not None
        if called_off is None:
            return Standing("info", _("The conference has been held"), tuple(sentences), has_results=has_results)
        off = (
            _("The conference is cancelled")
            if called_off.to_state == S.CANCELLED
            else _("The conference was not held")
        )
        note = called_off.public_note
        return Standing("danger", off, tuple(sentences), note, is_called_off=True, has_results=has_results)

    def _results_by(self) -> str:
        held_at = self.dossier.ended_at or self.conference.ends_at
        if held_at is None:
            return _("The results are being prepared.")
        return _("The results are being prepared and will be published by %(day)s.") % {
            "day": _day(results_due(held_at, self.rules))
        }


def standing_of(conference) -> Standing | None:
    """What the page of `conference` says on top; see `StandingReader`."""
    return StandingReader(conference).standing()


def _day(moment) -> str:
    """A day as readers write it, in Vietnam."""
    day = timezone.localdate(moment) if hasattr(moment, "tzinfo") else moment
    return f"{day:%d/%m/%Y}"
