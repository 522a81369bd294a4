"""What stands on the projector: readable from the last row, and nothing that says who asked."""

from dataclasses import dataclass

from plans.questions.personal_data import masked

from .floor import Floor, HallTally, tally_of


@dataclass(frozen=True)
class Projected:
    """The agenda item, the question and its field ("" where there is none), and the numbers."""

    title: str
    agenda_item: str
    question: str
    field: str
    tally: HallTally


def projected(conference) -> Projected:
    """What the hall sees of the canonical `conference`."""
    floor = Floor.objects.of(conference)
    question = floor.shown_question
    return Projected(
        title=conference.title,
        agenda_item=floor.agenda_item,
        question=_without_asker(question) if question else "",
        field=str(question.subject_field or "") if question else "",
        tally=tally_of(conference),
    )


def _without_asker(question) -> str:
    """The published wording if there is one; else the asker's with a mark over all that looks personal."""
    if question.public_text:
        return question.public_text
    form = question.registration
    names = [form.full_name, form.organisation_name] if form else []
    contacts = [form.phone, form.phone_as_typed, form.email, form.tax_code, form.postal_address] if form else []
    return masked(question.text, names=names, contacts=contacts)
