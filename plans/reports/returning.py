"""Questions that come back: pairs of two periods that share their telling words, for an officer to judge."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from plans.questions.models import Question
from plans.questions.similar import telling_words

# How much of all their words two questions share to be shown as a pair.
CLOSE = 0.4
MOST_QUESTIONS = 5_000
MOST_PAIRS = 100
# A word that more questions hold than this says nothing about any of them.
_COMMON = 400


@dataclass(frozen=True)
class Pair:
    """An earlier and a later question; `closeness` from 0 to 1."""

    earlier: Question
    later: Question
    closeness: float

    @property
    def percent(self) -> int:
        """Closeness as whole per cent."""
        return round(100 * self.closeness)


def returning_questions(earlier, later) -> list[Pair]:
    """The closest pairs between two querysets of questions, at most one earlier question for each later one.

    Restricted questions and those merged into others are left out. Of each side the latest MOST_QUESTIONS count.
    """
    old, new = _readable(earlier), _readable(later)
    words_of = {question.pk: telling_words(question.text) for question in (*old, *new)}
    frequency = Counter(word for question in old for word in words_of[question.pk])
    holding = defaultdict(list)
    for question in old:
        for word in words_of[question.pk]:
            if frequency[word] <= _COMMON:
                holding[word].append(question)
    pairs = [pair for question in new if (pair := _closest(question, holding, words_of))]
    pairs.sort(key=lambda pair: (-pair.closeness, pair.later.pk))
    return pairs[:MOST_PAIRS]


def _closest(question, holding, words_of) -> Pair | None:
    mine = words_of[question.pk]
    candidates = {other.pk: other for word in mine for other in holding.get(word, ()) if other.pk != question.pk}
    best = None
    for pk, other in candidates.items():
        closeness = len(mine & words_of[pk]) / len(mine | words_of[pk])
        if closeness >= CLOSE and (best is None or (closeness, -pk) > (best.closeness, -best.earlier.pk)):
            best = Pair(other, question, closeness)
    return best


def _readable(questions) -> list[Question]:
    chosen = questions.filter(is_restricted=False, lead__isnull=True).order_by("-received_at", "-pk")
    return list(
        chosen.select_related("registration", "conference", "subject_field").only(
            "text", "number", "state", "received_at", "registration__code", "conference__title", "subject_field__name"
        )[:MOST_QUESTIONS]
    )
