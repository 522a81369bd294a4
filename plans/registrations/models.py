"""Everything this app stores."""

from .consent import ConsentText
from .event import ExportLog, RegistrationEvent
from .registration import Registration
from .seats import ConferenceSeats
from .states import Channel, FormState, Seat

__all__ = [
    "Channel",
    "ConferenceSeats",
    "ConsentText",
    "ExportLog",
    "FormState",
    "Registration",
    "RegistrationEvent",
    "Seat",
]
