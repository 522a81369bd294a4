"""Everything this app stores."""

from .answers import AnswerVersion
from .event import QuestionEvent
from .letter import Escalation, Letter, LetterWay
from .officers import UnitOfficer
from .question import Question
from .states import QuestionState, Source, TopicKind, Urgency

__all__ = [
    "AnswerVersion",
    "Escalation",
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
