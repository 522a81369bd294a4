"""Taking one person out of texts that are about many: minutes, replies, the office's own words, searches."""

import re
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.functional import cached_property

from cms.text import clean, fold
from plans.conferences.dossier import DossierEvent
from plans.questions.models import Escalation
from plans.questions.personal_data import MASK
from plans.registrations.export_file import Export
from plans.registrations.models import ExportLog, Registration
from plans.reports.minutes import Minutes

_BETWEEN_DIGITS = r"[\s.\-()]*"


@dataclass(frozen=True)
class Person:
    """What tells who sent `registration`, ready to be looked for in a text."""

    registration: Registration

    @cached_property
    def _pattern(self) -> re.Pattern | None:
        form = self.registration
        # One word alone ("An") is a word of the language as well; it is no name for a search.
        names = [name for name in (form.full_name, form.organisation_name) if len(name.split()) > 1]
        lines = [*names, form.email, form.tax_code, *form.postal_address.splitlines()]
        ways = [r"\s+".join(map(re.escape, line.split())) for line in lines if len(line.strip()) > 3]
        digits = "".join(sign for sign in form.phone if sign.isdigit()).removeprefix("84")
        if len(digits) > 5:
            ways.append(rf"(?:\+?84|0)?{_BETWEEN_DIGITS}{_BETWEEN_DIGITS.join(digits)}")
        return re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE) if ways else None

    def masked_in(self, text: str) -> str:
        """`text` with a mark wherever the person is named."""
        return self._pattern.sub(MASK, text) if text and self._pattern else text

    def is_looked_for_by(self, words: str) -> bool:
        """Whether the desk's search for `words` means this person and not a code."""
        wanted = [word for word in fold(clean(words)).split() if word]
        known = self.registration.folded.replace(fold(self.registration.code), "")
        return bool(wanted) and all(word in known for word in wanted)


def mask_everywhere(person: Person, questions: dict[str, str]) -> None:
    """Take the person out of what was written about the whole conference, and out of searches on record.

    `questions` are the person's own words with what remains of them: minutes repeat them.
    """
    conference = person.registration.conference
    _replace_in_minutes(conference, questions)
    _mask(Minutes.objects.filter(conference=conference), person, ("text",))
    _mask(Escalation.objects.filter(conference=conference), person, ("reply",))
    _mask(DossierEvent.objects.filter(dossier__conference=conference), person, ("reason", "public_note"))
    for model in (ExportLog, Export):
        for row in model.objects.filter(filters__contains="q=").only("pk", "filters"):
            query = QueryDict(row.filters, mutable=True)
            if person.is_looked_for_by(query.get("q", "")):
                query["q"] = MASK
                model.objects.filter(pk=row.pk).update(filters=query.urlencode()[:500])


def _replace_in_minutes(conference, questions: dict[str, str]) -> None:
    for minutes in Minutes.objects.filter(conference=conference).only("pk", "text"):
        text = minutes.text
        for words, remains in questions.items():
            parts = [re.escape(part) for part in words.split()]
            if parts:
                text = re.sub(r"\s+".join(parts), lambda _match, remains=remains: remains, text)
        if text != minutes.text:
            Minutes.objects.filter(pk=minutes.pk).update(text=text)


def _mask(rows, person: Person, columns: tuple[str, ...]) -> None:
    for row in rows.order_by().only("pk", *columns):
        masked = {column: person.masked_in(getattr(row, column)) for column in columns}
        if any(masked[column] != getattr(row, column) for column in columns):
            rows.model.objects.filter(pk=row.pk).update(**masked)
