"""Everything this app stores."""

from .consent import ConsentText
from .enclosure import Enclosure
from .event import ExportLog, RegistrationEvent
from .form_version import FormVersion
from .registration import Registration
from .seats import ConferenceSeats
from .states import Channel, FormState, Seat

__all__ = [
    "Channel",
    "ConferenceSeats",
    "ConsentText",
    "Enclosure",
    "ExportLog",
    "FormState",
    "FormVersion",
    "Registration",
    "RegistrationEvent",
    "Seat",
]
