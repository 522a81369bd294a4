"""Everything this app stores."""

from .answers import AnswerVersion
from .escalation import Escalation
from .event import QuestionEvent
from .excluding import ExclusionGround
from .letter import Letter, LetterWay
from .officers import UnitOfficer
from .question import Question
from .states import QuestionState, Source, TopicKind, Urgency

__all__ = [
    "AnswerVersion",
    "Escalation",
    "ExclusionGround",
    "Letter",
    "LetterWay",
    "Question",
    "QuestionEvent",
    "QuestionState",
    "Source",
    "TopicKind",
    "UnitOfficer",
    "Urgency",
]
