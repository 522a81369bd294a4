"""Everything this app stores."""

from .consent import ConsentText, Purpose
from .enclosure import Enclosure
from .event import ExportLog, RegistrationEvent
from .export_file import Export
from .form_version import FormVersion
from .registration import Registration
from .seats import ConferenceSeats
from .sender_steps import EarlierText
from .slips import BlankSlip
from .states import Channel, FormState, Seat
from .tracking.attempts import LookupAttempt
from .tracking.code_requests import CodeRequest

__all__ = [
    "BlankSlip",
    "Channel",
    "CodeRequest",
    "ConferenceSeats",
    "ConsentText",
    "EarlierText",
    "Enclosure",
    "Export",
    "ExportLog",
    "FormState",
    "FormVersion",
    "LookupAttempt",
    "Purpose",
    "Registration",
    "RegistrationEvent",
    "Seat",
]
