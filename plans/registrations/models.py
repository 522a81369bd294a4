"""Everything this app stores."""

from .consent import ConsentText
from .enclosure import Enclosure
from .event import ExportLog, RegistrationEvent
from .export_file import Export
from .form_version import FormVersion
from .registration import Registration
from .seats import ConferenceSeats
from .slips import BlankSlip
from .states import Channel, FormState, Seat

__all__ = [
    "BlankSlip",
    "Channel",
    "ConferenceSeats",
    "ConsentText",
    "Enclosure",
    "Export",
    "ExportLog",
    "FormState",
    "FormVersion",
    "Registration",
    "RegistrationEvent",
    "Seat",
]
