"""Valid polls, choices and ballots."""

from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.models import Locale

from polls.browser_token import new_token
from polls.models import Ballot, Poll, PollChoice

QUESTION = "Bạn thấy giao diện website như thế nào?"
CHOICES = ("Đẹp", "Bình thường", "Xấu")


def make_poll(question: str = QUESTION, choices=CHOICES, *, now: datetime | None = None, **facts) -> Poll:
    """A published poll that opened an hour before `now` and closes in a day."""
    now = now or timezone.now()
    facts = {
        "starts_at": now - timedelta(hours=1),
        "ends_at": now + timedelta(days=1),
        "is_published": True,
        "locale": Locale.get_default(),
        **facts,
    }
    poll = Poll(
        question=question, choices=[PollChoice(text=text, locale=facts["locale"]) for text in choices], **facts
    )
    poll.save()
    return poll


def make_closed_poll(question: str = "Đã đóng?", **facts) -> Poll:
    """A published poll that closed an hour ago."""
    now = timezone.now()
    return make_poll(question, starts_at=now - timedelta(days=2), ends_at=now - timedelta(hours=1), **facts)


def make_ballots(poll: Poll, votes: list[int], now: datetime | None = None) -> None:
    """Cast `votes[i]` ballots of different browsers for the i-th choice of the open canonical `poll`."""
    for choice, count in zip(poll.choices.order_by("sort_order"), votes, strict=True):
        for _number in range(count):
            Ballot.objects.cast(poll.pk, choice.pk, new_token(), now or timezone.now())


def translate_poll(poll: Poll, locale: Locale, texts: dict[str, str]) -> Poll:
    """The translation of `poll` made the way editors make it: by wagtail-localize, with `texts` as the strings."""
    from wagtail_localize.models import StringSegment, StringTranslation, TranslationSource

    source, _created = TranslationSource.update_or_create_from_instance(Poll.objects.get(pk=poll.pk))
    for segment in StringSegment.objects.filter(source=source).select_related("string"):
        if segment.string.data in texts:
            StringTranslation.objects.update_or_create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                defaults={"data": texts[segment.string.data]},
            )
    translation, _created = source.create_or_update_translation(locale, fallback=True)
    return translation
