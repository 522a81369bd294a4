"""What stands on the projector: readable from the last row, and nothing that says who asked."""

import re
from dataclasses import dataclass

from cms.text import clean_line

from .floor import Floor, HallTally, tally_of

_CONTACT = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+|(?<![0-9])(?:\+?[0-9][ .\-]?){8,14}[0-9](?![0-9])")
_HIDDEN = "…"


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
    """The published wording if there is one; else the asker's, without name, phone, e-mail and other long numbers."""
    if question.public_text:
        return question.public_text
    text = _CONTACT.sub(_HIDDEN, question.text)
    form = question.registration
    for name in (form.full_name, form.organisation_name) if form else ():
        if len(clean_line(name)) > 1:
            text = re.sub(re.escape(clean_line(name)).replace(r"\ ", r"\s+"), _HIDDEN, text, flags=re.IGNORECASE)
    return text
