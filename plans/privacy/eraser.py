"""Erasing who a person is from one form and everything that belongs to it. Numbers, kinds and states remain.

Every part may be done twice: files go first, then all rows in one transaction with `erased_at`. Killed anywhere,
it is begun again and ends the same.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from cms.outbox.models import Message
from cms.text import fold
from plans.correspondence.notices import about, forget_notices
from plans.hall.models import Ruling
from plans.questions.models import AnswerVersion, Letter, Question, QuestionEvent
from plans.registrations.export_file import Export
from plans.registrations.models import CodeRequest, EarlierText, Enclosure, Registration
from plans.registrations.seats import ConferenceSeats

from .models import DataRequest, DataRequestEvent
from .shared_texts import Person, mask_everywhere

# What is left of a form's own columns.
_EMPTY_FORM = {
    "full_name": "",
    "position": "",
    "organisation_name": "",
    "tax_code": "",
    "phone": "",
    "phone_extension": "",
    "phone_as_typed": "",
    "email": "",
    "province": None,
    "commune": None,
    "postal_address": "",
    "access_needs": [],
    "extra_answers": {},
    "signs": [],
    # A digest of all answers would let somebody who guesses them prove the guess.
    "fingerprint": "",
    "wants_reminders": False,
}


class StillBusyError(Exception):
    """A letter is being sent or a copy being written this very moment; come back in a minute."""


def erase(registration: Registration, now: datetime) -> bool:
    """Erase the person behind `registration`; returns whether there was anything to erase.

    Raises StillBusyError when something about the person is on its way out just now. Whether the office may erase
    is for the caller to ask (`owing`).
    """
    if registration.erased_at is not None:
        return False
    forget_copies(now)
    letters = _letters_of(registration)
    _delete_files([*registration.enclosures.all(), *letters])
    with transaction.atomic():
        ConferenceSeats.objects.locked(registration.conference)
        form = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
        if form.erased_at is not None:
            return False
        forget_notices(form.conference, form.code, now)
        if Message.objects.filter(about=about(form.conference, form.code), purged_at=None).exists():
            raise StillBusyError
        person = Person(form)
        questions = list(Question.objects.filter(registration=form))
        mask_everywhere(person, {question.text: _what_remains(question) for question in questions})
        _empty_letters(letters)
        _empty_questions(questions, person)
        form.events.update(reason="", public_note="")
        EarlierText.objects.filter(registration=form).delete()
        Enclosure.objects.filter(registration=form).delete()
        if form.email:
            CodeRequest.objects.filter(email__iexact=form.email).delete()
        requests = DataRequest.objects.filter(registration=form)
        requests.update(requester="", words="", reply="")
        DataRequestEvent.objects.filter(request__in=requests).update(reason="", public_note="")
        folded = fold(f"{form.code} {form.code.replace('-', '')}")
        Registration.objects.filter(pk=form.pk).update(**_EMPTY_FORM, folded=folded, erased_at=now)
    registration.refresh_from_db()
    return True


def erase_question_without_form(question: Question) -> None:
    """The words of somebody who asked in the hall, without a form: they may tell who asked."""
    letters = list(Letter.objects.filter(questions=question, registration=None))
    _delete_files(letters)
    with transaction.atomic():
        _empty_letters(letters)
        _empty_questions([question], None)


def words_of_erased() -> str:
    """What stands in place of a text that is gone, in the language of the office's records."""
    with translation.override("vi"):
        return _("(content erased)")


def forget_copies(now: datetime) -> None:
    """Remove every copy of the register that lies ready; one being written is waited for."""
    if Export.objects.filter(state=Export.State.RUNNING).exists():
        raise StillBusyError
    for export in Export.objects.filter(state=Export.State.DONE):
        export.file.delete(save=False)
        Export.objects.filter(pk=export.pk).update(state=Export.State.REMOVED, file="")


def _letters_of(registration: Registration) -> list[Letter]:
    mine = Q(registration=registration) | Q(registration=None, questions__registration=registration)
    return list(Letter.objects.filter(mine).distinct())


def _delete_files(rows) -> None:
    """Files go before their rows say so: a row without its file is found again, a file without its row is not."""
    for row in rows:
        file = row.document if isinstance(row, Letter) else row.file
        if file:
            file.storage.delete(file.name)


def _empty_letters(letters: list[Letter]) -> None:
    """Number, day and way stay in the register of what left; whom it went to does not."""
    for letter in letters:
        sent_to = words_of_erased() if letter.sent_to else ""
        Letter.objects.filter(pk=letter.pk).update(sent_to=sent_to, text="", document="")


def _what_remains(question: Question) -> str:
    """What everybody may read of a question already; else that it is gone."""
    return question.public_text if question.published_at and question.public_text else words_of_erased()


def _empty_questions(questions: list[Question], person: Person | None) -> None:
    """Field, kind, state and days stay; so do the words that were published, without the person's name."""
    for question in questions:
        public_text, public_answer = question.public_text, question.public_answer
        if question.published_at is None:
            public_text = public_answer = ""
        elif person is not None:
            public_text, public_answer = person.masked_in(public_text), person.masked_in(public_answer)
        text = public_text or words_of_erased()
        Question.objects.filter(pk=question.pk).update(
            text=text,
            answer=public_answer,
            public_text=public_text,
            public_answer=public_answer,
            public_folded=fold(f"{public_text} {public_answer}") if public_text else "",
            procedure="",
            file_number="",
            guidance="",
            submitted_version=None,
            folded=fold(text),
        )
    QuestionEvent.objects.filter(question__in=questions).update(reason="", public_note="")
    AnswerVersion.objects.filter(question__in=questions).delete()
    Ruling.objects.filter(question__in=questions).update(note="")
