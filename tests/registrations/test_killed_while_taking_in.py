"""The machine stops in the middle of a form: either nothing of it is there, or all of it."""

import os
import signal
import uuid

import pytest
from django.db import transaction
from django.utils import timezone

from cms.outbox.models import Message
from cms.outbox.sending import Postman
from plans.conferences.models import ConferencePage
from plans.questions.models import Question
from plans.registrations.models import Registration, RegistrationEvent
from tests.factories.conferences import make_open_conference
from tests.factories.registrations import make_answers
from tests.outbox.mail_server import mail_server
from tests.processes import start_process

pytestmark = [pytest.mark.parallel, pytest.mark.django_db(transaction=True)]


def _submit_and_die(conference_pk: int, key: uuid.UUID, *, before_commit: bool) -> None:
    conference = ConferencePage.objects.get(pk=conference_pk)
    with transaction.atomic():
        Registration.objects.submit(conference, make_answers(email="lan@example.vn"), key, timezone.now())
        if before_commit:
            os.kill(os.getpid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)


def _killed_before_commit(conference_pk: int, key: uuid.UUID) -> None:
    _submit_and_die(conference_pk, key, before_commit=True)


def _killed_after_commit(conference_pk: int, key: uuid.UUID) -> None:
    _submit_and_die(conference_pk, key, before_commit=False)


def _run_until_killed(process_function, conference, key) -> None:
    process = start_process(process_function, conference.pk, key)
    process.join(60)
    assert process.exitcode == -signal.SIGKILL


def test_killed_before_the_commit_leaves_no_row_no_question_and_no_letter(index):
    conference = make_open_conference(index, timezone.now())

    _run_until_killed(_killed_before_commit, conference, uuid.uuid4())

    for model in (Registration, RegistrationEvent, Question, Message):
        assert not model.objects.exists(), model


def test_killed_after_the_commit_leaves_the_form_and_a_letter_that_leaves_once(index, settings):
    conference = make_open_conference(index, timezone.now())
    key = uuid.uuid4()

    _run_until_killed(_killed_after_commit, conference, key)

    registration = Registration.objects.get(submission_key=key)
    assert registration.questions.count() == 1
    with mail_server(settings) as mailbox:
        Postman().deliver(timezone.now())
        Postman().deliver(timezone.now())
    assert len(mailbox.letters) == 1
    assert registration.code in mailbox.letters[0].get_content()
