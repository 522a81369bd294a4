"""How questions are read and how they come in."""

import re
from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.search.substrings import SubstringIndex
from cms.statements import insert
from cms.text import clean_line, fold
from plans.conferences.dossier import Dossier
from plans.conferences.rules import DialogueRules
from plans.workdays.counting import working_day_after

from .event import QuestionEvent
from .officers import UnitOfficer
from .states import OPEN_STATES, TERMINAL, QuestionState, Source

# A form's code with or without the number of the question in it, and the number of a question without form.
_CODE = re.compile(r"(?:dt-?)?([0-9a-z]{4})-([0-9a-z]{4})(?:/(\d{1,4}))?")
PARTS_OF_WORDS = SubstringIndex("questions_question", "folded")
_OWN_NUMBER = re.compile(r"ch-?(\d{1,12})")


def _written(code: re.Match) -> str:
    return f"DT-{code[1]}-{code[2]}".upper()


class QuestionQuerySet(models.QuerySet):
    """Questions; what the public may see starts with `published()`."""

    def published(self):
        """Those everybody may read, the latest first."""
        return self.filter(published_at__isnull=False, is_restricted=False).order_by("-published_at", "-pk")

    def with_outcome(self):
        """Adds `outcome`: the state that counts, a merged question's being that of its lead."""
        outcome = models.Case(
            models.When(state=QuestionState.MERGED, then=models.F("lead__state")), default=models.F("state")
        )
        return self.annotate(outcome=Coalesce(outcome, "state"))

    def unsettled(self):
        """Those for which something is still to be done."""
        return self.with_outcome().exclude(outcome__in=TERMINAL)

    def overdue(self, today):
        """Unsettled, and the day of the present step lies behind."""
        return self.unsettled().filter(due_on__lt=today)

    def readable_by(self, user):
        """What `user` of the office may read: all, or the own units'; restricted ones only with that permission."""
        if not user.is_active:
            return self.none()
        sees_all = user.has_perm("questions.view_question") or user.has_perm("questions.change_question")
        readable = self if sees_all else self._of_units_of(user)
        return readable if user.has_perm("questions.handle_complaint") else readable.filter(is_restricted=False)

    def _of_units_of(self, user):
        if not (user.has_perm("questions.prepare_answer") or user.has_perm("questions.approve_answer")):
            return self.none()
        return self.of_units_of(user)

    def of_units_of(self, user):
        """Those given to a unit `user` works for.

        The units are looked up first: for a subquery SQLite knows no number and reads the whole table.
        """
        return self.filter(unit__in=list(UnitOfficer.objects.filter(user=user).values_list("unit", flat=True)))

    def open_here(self):
        """Those with a step of this office to be done: `unsettled` without those that follow their lead."""
        return self.filter(state__in=OPEN_STATES)

    def late(self, today):
        """Steps that should have been done before `today`; quicker than `overdue`, which also asks leads."""
        return self.open_here().filter(due_on__lt=today)

    def to_approve(self):
        """Those with a draft that waits for the leader, the most pressing first."""
        return self.filter(submitted_version__isnull=False).order_by("-urgency", "due_on", "pk")

    def matching(self, query: str):
        """Those whose text holds every word of `query` without accents, or that are called so (DT-…/1, CH-12)."""
        query = clean_line(query)
        if named := self.named(query):
            return self.filter(pk=named.pk)
        code = _CODE.fullmatch(fold(query).replace(" ", ""))
        if code:
            found = self.filter(registration__code=_written(code))
            return found.filter(number=int(code[3])) if code[3] else found
        return PARTS_OF_WORDS.matching(self, fold(query).split())

    def named(self, reference: str):
        """The question people call `reference`; None if there is none."""
        compact = fold(clean_line(reference)).replace(" ", "")
        if own := _OWN_NUMBER.fullmatch(compact):
            return self.filter(pk=int(own[1])).first()
        code = _CODE.fullmatch(compact)
        if code is None:
            return None
        found = self.filter(registration__code=_written(code))
        return found.filter(number=int(code[3])).first() if code[3] else None

    def receive(
        self, conference, texts, now: datetime, *, registration=None, source=Source.FORM, may_publish=False, first=None
    ):
        """Take in questions of one asker: rows and first events, in the caller's transaction.

        `texts` are dicts with `text` and optionally `subject_field_id`, `topic_kind`, `procedure`, `file_number`;
        the `first` gets that number in its form, by default the next. Returns the questions in order.
        """
        today, days = timezone.localdate(now), DialogueRules.of(conference).classify_days
        due = conference.kept(("due", today, days), lambda: working_day_after(today, days).day)
        # Nothing of it is caught inside, so an error always ends the caller's transaction as a whole.
        with transaction.atomic(savepoint=False):
            if first is None:
                first = 1 + (registration.questions.count() if registration else 0)
            questions = [
                self.model(
                    conference=conference,
                    registration=registration,
                    number=number,
                    source=source,
                    received_at=now,
                    due_on=due,
                    may_publish=may_publish,
                    **fields,
                )
                for number, fields in enumerate(texts, first)
            ]
            for question in questions:
                question.fold_texts()
            if source != Source.FORM:
                # What the office enters may be late beyond all measure; the web form is shut by then.
                Dossier.objects.open_again(conference, actor=None, reason=_("A question was entered."), now=now)
            insert(questions)
            insert([QuestionEvent(question=question, at=now, to_state=question.state) for question in questions])
        return questions

    def reopenable(self, now: datetime):
        """Those whose asker may still say that the answer missed the question; the office's days are not in it."""
        return self.filter(reopened_count=0, answered_at__gt=now - timedelta(days=366))
