"""What editors may change, and what the log says about it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from polls.models import Ballot, Poll, PollChoice, PollEvent
from tests.factories.polls import make_ballots, make_poll, translate_poll

pytestmark = pytest.mark.django_db


def reread(poll):
    return Poll.objects.get(pk=poll.pk)


def refused(poll) -> str:
    with translation.override("en"), pytest.raises(ValidationError) as refusal:
        poll.save()
    with translation.override("en"):
        return " ".join(refusal.value.messages)


def with_choices(poll, choices):
    poll = reread(poll)
    poll.choices.set(choices)
    return poll


def test_before_the_first_vote_everything_can_be_changed():
    poll = make_poll()
    first, second, third = poll.choices_in_order()
    first.text = "Rất đẹp"
    changed = with_choices(poll, [third, first])
    changed.question = "Giao diện có đẹp không?"
    third.sort_order, first.sort_order = 0, 1
    changed.save()
    assert [choice.text for choice in reread(poll).choices_in_order()] == ["Xấu", "Rất đẹp"]
    assert not PollChoice.objects.filter(pk=second.pk).exists()


def test_after_votes_the_question_stays():
    poll = make_poll()
    make_ballots(poll, [1, 0, 0])
    changed = reread(poll)
    changed.question = "Bạn có thích không?"
    assert "question cannot be changed" in refused(changed)
    assert reread(poll).question == poll.question


def test_after_votes_no_choice_can_be_removed_even_one_without_votes():
    poll = make_poll()
    make_ballots(poll, [1, 0, 0])
    changed = with_choices(poll, poll.choices_in_order()[:2])
    assert "“Xấu” cannot be removed" in refused(changed)
    assert poll.choices.count() == 3


def test_after_votes_no_choice_can_be_reworded():
    poll = make_poll()
    make_ballots(poll, [1, 0, 0])
    changed = reread(poll)
    choices = changed.choices_in_order()
    choices[0].text = "Không đẹp"
    changed.choices.set(choices)
    assert "“Đẹp” cannot be reworded" in refused(changed)
    assert PollChoice.objects.get(pk=choices[0].pk).text == "Đẹp"


def test_after_votes_the_order_stays():
    poll = make_poll()
    make_ballots(poll, [1, 0, 0])
    choices = poll.choices_in_order()
    choices[0].sort_order, choices[1].sort_order = 1, 0
    assert "order" in refused(with_choices(poll, choices))


def test_after_votes_a_choice_can_be_withdrawn_and_another_added_at_the_end():
    poll = make_poll()
    make_ballots(poll, [1, 0, 0])
    choices = poll.choices_in_order()
    choices[0].is_withdrawn = True
    changed = with_choices(poll, [*choices, PollChoice(text="Rất đẹp", locale=poll.locale, sort_order=9)])
    changed.save()
    assert [choice.text for choice in reread(poll).choices_in_order()] == ["Đẹp", "Bình thường", "Xấu", "Rất đẹp"]
    assert Ballot.objects.get().choice_id == choices[0].pk
    event = PollEvent.objects.first()
    assert event.after["choices"][0] == ["Đẹp", True]
    assert event.after["choices"][3] == ["Rất đẹp", False]


def test_after_votes_the_times_can_be_changed_and_the_log_tells_by_whom(django_user_model):
    poll = make_poll()
    make_ballots(poll, [1, 0, 0])
    changed = reread(poll)
    changed.acting_user = django_user_model.objects.create_user("lan", first_name="Lan", last_name="Phạm")
    changed.ends_at = None
    changed.save()
    event = PollEvent.objects.first()
    assert event.what == PollEvent.What.CHANGED
    assert (event.before, event.after) == ({"ends_at": poll.ends_at.isoformat()}, {"ends_at": None})
    assert event.actor_name == "Lan Phạm"


def test_saving_without_a_change_logs_nothing():
    poll = make_poll()
    assert [event.what for event in PollEvent.objects.all()] == [PollEvent.What.CREATED]
    reread(poll).save()
    assert PollEvent.objects.count() == 1


def test_events_are_neither_changed_nor_removed():
    make_poll()
    event = PollEvent.objects.get()
    for attempt in (
        event.save,
        event.delete,
        PollEvent.objects.all().delete,
        lambda: PollEvent.objects.update(what="x"),
    ):
        with pytest.raises(TypeError):
            attempt()
    assert PollEvent.objects.count() == 1


def test_a_poll_without_votes_can_be_deleted_and_its_log_stays():
    poll = make_poll()
    poll.delete()
    last, first = PollEvent.objects.all()
    assert (last.what, first.what) == (PollEvent.What.DELETED, PollEvent.What.CREATED)
    assert (last.poll, first.poll) == (None, None)
    assert last.before["question"] == poll.question


def test_a_poll_must_close_after_it_opens():
    now = timezone.now()
    with pytest.raises(IntegrityError), transaction.atomic():
        make_poll(starts_at=now, ends_at=now)
    with pytest.raises(ValidationError):
        Poll(question="?", starts_at=now, ends_at=now, locale=make_poll().locale).full_clean()


def test_the_same_choice_twice_is_refused():
    with pytest.raises(ValidationError):
        make_poll(choices=["Đẹp", "đẹp"])


def test_texts_are_cleaned_and_invisible_ones_count_as_missing():
    poll = make_poll()
    poll.question = "  Ba\u0323n\u200b  thấy\x00 thế nào? "
    poll.full_clean()
    assert poll.question == "Bạn thấy thế nào?"
    poll.question = "\u200b\u202e"
    with pytest.raises(ValidationError) as refusal:
        poll.full_clean()
    assert "question" in refusal.value.error_dict
    choice = PollChoice(poll=poll, text="\u200b")
    with pytest.raises(ValidationError):
        choice.clean()


def test_a_retranslation_keeps_rows_and_is_logged_and_works_after_votes(english):
    poll = make_poll()
    translation = translate_poll(poll, english, {"Đẹp": "Beautifull", "Xấu": "Ugly"})
    make_ballots(poll, [1, 0, 0])
    again = translate_poll(poll, english, {"Đẹp": "Beautiful"})
    assert again.pk == translation.pk
    assert [choice.text for choice in reread(again).choices_in_order()] == ["Beautiful", "Bình thường", "Ugly"]
    assert set(again.choices.values_list("pk", flat=True)) == set(translation.choices.values_list("pk", flat=True))
    event = PollEvent.objects.first()
    assert event.what == PollEvent.What.TRANSLATED
    assert event.before["choices"][0][0] == "Beautifull"
