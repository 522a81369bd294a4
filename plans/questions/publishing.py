"""What everybody may read of a question: without the asker, after somebody has looked for personal data in it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from cms.history import MoveNotAllowedError, compare_and_set
from cms.text import clean, fold

from .personal_data import Concern, find_personal_data, masked
from .states import QuestionState
from .telling import tell_askers

_PUBLISHABLE = (QuestionState.APPROVED, QuestionState.ANSWERED_AT_CONFERENCE, QuestionState.SENT_IN_WRITING)


class PersonalDataFoundError(Exception):
    """The text for everybody seems to name somebody: `concerns`, which nobody has confirmed yet."""

    def __init__(self, concerns: list[Concern]):
        super().__init__(len(concerns))
        self.concerns = concerns


class Publishing:
    """Verbs of a question: publish, take off the public page."""

    @property
    def can_be_published(self) -> bool:
        """Whether the asker allowed it and there is an approved answer."""
        if self.registration and self.registration.restricted_at:
            return False
        return self.may_publish and not self.is_restricted and self.state in _PUBLISHABLE and bool(self.answer)

    def proposal_for_public(self) -> tuple[str, str]:
        """Question and answer for everybody as published, or as first proposed.

        What looks personal in the question is masked; the answer is the office's own text and only looked at.
        """
        asker = self._data_of_asker()
        return (
            self.public_text or masked(self.text, **asker),
            self.public_answer or self.answer,
        )

    @property
    def answer_for_others(self) -> str:
        """The answer for those whose question was merged into this one: as published, else with the asker masked."""
        return self.public_answer if self.published_at else masked(self.answer, **self._data_of_asker())

    def concerns_in(self, public_text: str, public_answer: str) -> list[Concern]:
        """What in these texts may tell who asked."""
        return find_personal_data(f"{public_text}\n\n{public_answer}", **self._data_of_asker())

    def _data_of_asker(self) -> dict:
        form = self.registration
        if form is None:
            return {}
        contacts = [form.phone, form.phone_as_typed, form.email, form.tax_code, form.postal_address]
        return {"names": [form.full_name, form.organisation_name], "contacts": contacts}

    def publish(
        self,
        *,
        public_text: str,
        public_answer: str,
        actor,
        now: datetime,
        confirmed=frozenset(),
        seen: int | None = None,
    ):
        """Show question and answer to everybody, or show them anew with other words.

        `confirmed` holds the excerpts a person has looked at and lets pass; anything else that looks personal raises
        PersonalDataFoundError. Raises MoveNotAllowedError where the asker has not allowed it or nothing is approved.
        """
        public_text, public_answer = clean(public_text), clean(public_answer)
        if not public_text or not public_answer:
            raise MoveNotAllowedError(_("Write both the question and the answer as everybody will read them."))
        concerns = [each for each in self.concerns_in(public_text, public_answer) if each.excerpt not in confirmed]
        with transaction.atomic():
            self.refuse_if_changed_since(seen)
            self._refuse_to_publish()
            if concerns:
                raise PersonalDataFoundError(concerns)
            texts = {
                "public_text": public_text,
                "public_answer": public_answer,
                "public_folded": fold(f"{public_text} {public_answer}"),
                "published_at": self.published_at or now,
            }
            compare_and_set(self, "state", expected=self.state, to=self.state, **texts)
            let_pass = _("Let pass: %(excerpts)s") % {"excerpts": "; ".join(sorted(confirmed))} if confirmed else ""
            step = self.add_step(self.state, actor=actor, now=now, reason=f"{_('Published.')} {let_pass}"[:1000])
            tell_askers(self, now)
            return step

    def unpublish(self, *, reason: str, actor, now: datetime):
        """Take it off the public page."""
        if not clean(reason):
            raise MoveNotAllowedError(_("Give the reason for this step."))
        with transaction.atomic():
            self.refuse_if_changed_since(None)
            if self.published_at is None:
                raise MoveNotAllowedError(_("The question is not published."))
            compare_and_set(self, "state", expected=self.state, to=self.state, published_at=None)
            return self.add_step(
                self.state, actor=actor, now=now, reason=_("No longer published") + ": " + clean(reason)
            )

    def _refuse_to_publish(self) -> None:
        if self.is_restricted:
            raise MoveNotAllowedError(_("Few may read this question; it is not published."))
        if self.registration and self.registration.restricted_at:
            raise MoveNotAllowedError(_("The asker had the use of the data restricted; nothing of it is published."))
        if not self.may_publish:
            raise MoveNotAllowedError(_("The asker has not allowed publication."))
        if self.state not in _PUBLISHABLE or not self.answer:
            raise MoveNotAllowedError(_("There is no approved answer to publish."))
