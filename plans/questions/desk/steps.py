"""Which steps a person may take with a question now, and what each form asks the question to do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cms.history import MoveNotAllowedError

from ..models import Letter, Question, QuestionState
from ..rights import Rights
from ..states import BEING_PREPARED
from . import step_forms as forms

S = QuestionState
_NEW = (S.RECEIVED, S.CLASSIFIED, S.REOPENED)


@dataclass(frozen=True)
class Step:
    """One form beside the question.

    `is_next` tells whether it is what usually comes now; other steps are folded away. `take(question, values, actor,
    now)` does it and may raise what the verbs of a question raise.
    """

    name: str
    heading: str
    button: str
    form: type
    is_offered: Callable[[Question, Rights], bool]
    take: Callable[[Question, dict, object, datetime], object]
    is_next: Callable[[Question, Rights], bool] = lambda question, rights: False
    is_grave: bool = False


def _classify(question, values, actor, now):
    with transaction.atomic():
        event = question.classify(
            subject_field=values["subject_field"],
            topic_kind=values["topic_kind"],
            urgency=values["urgency"],
            expected=values["expected"],
            seen=values["seen"],
            actor=actor,
            now=now,
        )
        if values["unit"]:
            event = question.assign(values["unit"], values["due_on"], expected=question.state, actor=actor, now=now)
    return event


def _assign(question, values, actor, now):
    return question.assign(
        values["unit"],
        values["due_on"],
        expected=values["expected"],
        seen=values["seen"],
        reason=values["reason"],
        actor=actor,
        now=now,
    )


def _plain(verb: str, *names: str):
    """The step calls `verb` with `names` of the form's values; with "seen", only if nobody took a step since."""

    def take(question, values, actor, now):
        wanted = {name: values[name] for name in names}
        if "seen" in wanted:
            question.refuse_if_changed_since(wanted.pop("seen"))
        if getattr(question, verb)(**wanted, actor=actor, now=now) is False:
            raise MoveNotAllowedError

    return take


def _prepare_letter(question, values, actor, now):
    return Letter.objects.prepare(
        [question, *(values.get("others") or ())],
        way=values["way"],
        sent_to=values["sent_to"],
        actor=actor,
        now=now,
    )


def _goes_to(state: str, *, out_of=tuple(S)):
    return lambda question, rights: rights.routes and question.state in out_of and state in question.next_states


_owes = _goes_to(S.OWED, out_of=BEING_PREPARED)


def _may_decide(question, rights) -> bool:
    return question.state == S.EXCLUSION_PROPOSED and question.may_decide_exclusion(rights.user)


def _can_be_sent_back(question, rights) -> bool:
    is_approved = question.state == S.APPROVED or (question.state in (S.OWED, S.SUPERIOR_REPLIED) and question.answer)
    return rights.approves and bool(question.submitted_version or (is_approved and not question.has_unsent_letter))


STEPS = [
    Step(
        "approve",
        _("Approve the answer"),
        _("Approve"),
        forms.ApproveForm,
        lambda question, rights: rights.approves and bool(question.submitted_version),
        lambda question, values, actor, now: question.approve_answer(values["version"], actor=actor, now=now),
        is_next=lambda question, rights: True,
    ),
    Step(
        "send_back",
        _("Send the answer back"),
        _("Send back"),
        forms.ReasonForm,
        _can_be_sent_back,
        _plain("send_back", "reason"),
        is_next=lambda question, rights: bool(question.submitted_version),
    ),
    Step(
        "confirm_exclusion",
        _("It is no matter for the dialogue"),
        _("Confirm the exclusion"),
        forms.ConfirmExclusionForm,
        _may_decide,
        _plain("confirm_exclusion", "guidance"),
        is_next=lambda question, rights: True,
    ),
    Step(
        "refuse_exclusion",
        _("It is a question for the dialogue"),
        _("Refuse the exclusion"),
        forms.ReasonForm,
        _may_decide,
        _plain("refuse_exclusion", "reason"),
        is_next=lambda question, rights: True,
    ),
    Step(
        "classify",
        _("Classify and assign"),
        _("Save"),
        forms.ClassifyForm,
        lambda question, rights: rights.routes and question.state in _NEW,
        _classify,
        is_next=lambda question, rights: True,
    ),
    Step(
        "letter",
        _("Answer in writing"),
        _("Prepare the letter"),
        forms.LetterForm,
        lambda question, rights: rights.routes and question.is_ready_for_letter,
        _prepare_letter,
        is_next=lambda question, rights: question.state in (S.OWED, S.SUPERIOR_REPLIED),
    ),
    Step(
        "confirm_hall",
        _("Confirm what was answered in the hall"),
        _("Confirm"),
        forms.StepForm,
        lambda question, rights: (
            rights.approves
            and question.state == S.ANSWERED_AT_CONFERENCE
            and question.confirmed_at is None
            and bool(question.answer)
        ),
        _plain("confirm_hall_answer"),
        is_next=lambda question, rights: True,
    ),
    Step(
        "mend_hall",
        _("Wording of the answer given in the hall"),
        _("Save"),
        forms.HallAnswerForm,
        lambda question, rights: (
            rights.routes and question.state == S.ANSWERED_AT_CONFERENCE and question.confirmed_at is None
        ),
        _plain("mend_hall_answer", "text"),
        is_next=lambda question, rights: not question.answer,
    ),
    Step(
        "assign",
        _("Assign to a unit"),
        _("Assign"),
        forms.AssignForm,
        lambda question, rights: (
            rights.routes and question.state in (S.ASSIGNED, S.DRAFTED, S.OWED, S.SUPERIOR_REPLIED)
        ),
        _assign,
        is_next=lambda question, rights: question.unit_id is None,
    ),
    Step(
        "hall",
        _("Answered at the conference"),
        _("Save"),
        forms.HallAnswerForm,
        lambda question, rights: _goes_to(S.ANSWERED_AT_CONFERENCE)(question, rights) and question.has_met,
        _plain("answer_in_hall", "text", "expected"),
    ),
    Step("owe", _("A written answer is owed"), _("Save"), forms.ReasonForm, _owes, _plain("owe", "reason", "seen")),
    Step(
        "merge",
        _("Asks the same as another question"),
        _("Merge"),
        forms.MergeForm,
        _goes_to(S.MERGED),
        _plain("merge_into", "lead", "reason", "expected"),
    ),
    Step(
        "unmerge",
        _("Answer it for itself again"),
        _("Take out"),
        forms.ReasonForm,
        lambda question, rights: rights.routes and question.state == S.MERGED,
        _plain("unmerge", "reason"),
    ),
    Step(
        "other_office",
        _("Belongs to another office"),
        _("Save"),
        forms.OtherOfficeForm,
        _goes_to(S.OTHER_OFFICE),
        _plain("pass_to_other_office", "office", "address", "phone", "reason", "expected"),
    ),
    Step(
        "beyond",
        _("Beyond authority"),
        _("Save"),
        forms.ReasonForm,
        _goes_to(S.BEYOND_AUTHORITY),
        _plain("declare_beyond_authority", "reason", "expected"),
    ),
    Step(
        "take_back",
        _("Within authority after all"),
        _("Save"),
        forms.ReasonForm,
        lambda question, rights: rights.routes and question.state == S.BEYOND_AUTHORITY,
        _plain("take_back_from_escalation", "reason"),
    ),
    Step(
        "exclude",
        _("Complaint or denunciation"),
        _("Propose the exclusion"),
        forms.ExcludeForm,
        _goes_to(S.EXCLUSION_PROPOSED),
        _plain("propose_exclusion", "ground", "reason", "expected"),
        is_grave=True,
    ),
    Step(
        "withdraw",
        _("Withdrawn by the asker"),
        _("Withdraw"),
        forms.ReasonForm,
        _goes_to(S.WITHDRAWN),
        _plain("withdraw", "reason", "seen"),
        is_grave=True,
    ),
    Step(
        "reopen",
        _("Reopen"),
        _("Reopen"),
        forms.ReasonForm,
        lambda question, rights: (
            (rights.routes or rights.approves)
            and question.state in (S.ANSWERED_AT_CONFERENCE, S.SENT_IN_WRITING, S.OTHER_OFFICE)
        ),
        _plain("reopen", "reason"),
    ),
    Step(
        "unpublish",
        _("Take off the public page"),
        _("Take off"),
        forms.ReasonForm,
        lambda question, rights: rights.approves and question.published_at is not None,
        _plain("unpublish", "reason"),
        is_grave=True,
    ),
    Step(
        "note",
        _("Add a remark"),
        _("Save"),
        forms.NoteForm,
        lambda question, rights: rights.routes or rights.approves or rights.prepares(question),
        lambda question, values, actor, now: question.add_note(values["note"], actor=actor, now=now),
    ),
]
BY_NAME = {step.name: step for step in STEPS}


def steps_for(question: Question, rights: Rights) -> list[Step]:
    """The steps this person may take now, the usual ones first."""
    offered = [step for step in STEPS if step.is_offered(question, rights)]
    return sorted(offered, key=lambda step: not step.is_next(question, rights))
