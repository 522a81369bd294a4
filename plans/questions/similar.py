"""Questions that others have asked already, for somebody who is writing one: a help, never a hurdle."""

import re

from django.db.models import Q

from cms.text import fold

from .models import Question

_WORD = re.compile(r"[a-z0-9]{3,}")
# Words of every question; without them two questions are alike by what they are about.
_EMPTY_WORDS = set(
    """
    cho cua cac mot nhung duoc khong nhu the nao bao gio sao hoi toi xin gui voi tai trong ngoai nay kia neu thi hay
    hoac can phai lam den tren duoi ong chung minh rang bang theo khi rat
    """.split()  # noqa: SIM905 - a list to be read and added to
)
_MOST_WORDS = 8
_MOST_CANDIDATES = 400
_LEAST_SHARED = 2


def similar_published(text: str, limit: int = 3) -> list[Question]:
    """Published questions that share at least two telling words with `text`, the closest first.

    Looks at the latest few hundred candidates only, so its time does not grow with the archive.
    """
    words = telling_words(text)
    if len(words) < _LEAST_SHARED:
        return []
    asked = sorted(words, key=lambda word: (-len(word), word))[:_MOST_WORDS]
    holding = Q()
    for word in asked:
        holding |= Q(public_folded__contains=word)
    candidates = Question.objects.published().filter(holding).select_related("subject_field")[:_MOST_CANDIDATES]
    ranked = []
    for question in candidates:
        theirs = telling_words(question.public_text)
        shared = len(words & theirs)
        if shared >= _LEAST_SHARED:
            ranked.append((shared / len(words | theirs), question.pk, question))
    ranked.sort(reverse=True)
    return [question for _closeness, _pk, question in ranked[:limit]]


def telling_words(text: str) -> set[str]:
    """The folded words of `text` that say what it is about."""
    return set(_WORD.findall(fold(text))) - _EMPTY_WORDS
