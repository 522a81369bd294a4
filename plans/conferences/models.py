"""Conference notices with their files, rules and yearly plans: what the database holds."""

from .conference_page import ConferencePage
from .dossier import Dossier, DossierEvent, DossierState
from .index_page import ConferenceIndexPage
from .parts import AgendaRow, ConferenceSession, Participant
from .rules import DialogueRules
from .yearly import PlannedSlot, YearlyPlan

__all__ = [
    "AgendaRow",
    "ConferenceIndexPage",
    "ConferencePage",
    "ConferenceSession",
    "DialogueRules",
    "Dossier",
    "DossierEvent",
    "DossierState",
    "Participant",
    "PlannedSlot",
    "YearlyPlan",
]
