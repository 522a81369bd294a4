"""The public archive of answered questions: what is asked for in the address, one page of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils import timezone

from cms.pages.models import SubjectField
from cms.text import clean_line, fold

from .models import Question

PAGE_SIZE = 20
LONGEST_QUERY = 200
_PAGE = re.compile(r"[1-9]\d{0,3}", re.ASCII)
_YEAR = re.compile(r"20\d\d", re.ASCII)


@dataclass(frozen=True)
class Archive:
    """One page of the archive. `more` tells whether older ones follow; there is no count of everything to wait for."""

    questions: list[Question]
    query: str
    field: SubjectField | None
    year: int | None
    fields: list[SubjectField]
    years: list[int]
    page: int
    more: bool

    @property
    def is_filtered(self) -> bool:
        """Whether the reader asked for something special."""
        return bool(self.query or self.field or self.year)

    @property
    def previous(self) -> str:
        """The address of the page before; "" on the first."""
        return self._address(self.page - 1) if self.page > 1 else ""

    @property
    def following(self) -> str:
        """The address of the page after; "" on the last."""
        return self._address(self.page + 1) if self.more else ""

    def _address(self, page: int) -> str:
        parts = {
            "q": self.query,
            "linh-vuc": self.field.slug if self.field else "",
            "nam": self.year or "",
            "trang": page if page > 1 else "",
        }
        return "?" + urlencode({name: value for name, value in parts.items() if value})


def browse(asked: Mapping[str, str]) -> Archive:
    """The published questions that `asked` (q, linh-vuc, nam, trang) wants; what means nothing is left out."""
    query = clean_line(str(asked.get("q", ""))[:LONGEST_QUERY])
    page_text, year_text = str(asked.get("trang", "")), str(asked.get("nam", ""))
    page = int(page_text) if _PAGE.fullmatch(page_text) else 1
    year = int(year_text) if _YEAR.fullmatch(year_text) else None
    fields = list(SubjectField.objects.all())
    wanted = clean_line(str(asked.get("linh-vuc", ""))[:80])
    field = next((each for each in fields if each.slug == wanted), None)
    questions = Question.objects.published().select_related("subject_field", "conference")
    if field:
        questions = questions.filter(subject_field=field)
    if year:
        questions = questions.filter(published_at__year=year)
    for word in fold(query).split():
        questions = questions.filter(public_folded__contains=word)
    start = (page - 1) * PAGE_SIZE
    shown = list(questions[start : start + PAGE_SIZE + 1])
    return Archive(
        questions=shown[:PAGE_SIZE],
        query=query,
        field=field,
        year=year,
        fields=fields,
        years=_years(),
        page=page,
        more=len(shown) > PAGE_SIZE,
    )


def _years() -> list[int]:
    """The years from the first published question to the latest."""
    moments = [
        Question.objects.published().order_by(order).values_list("published_at", flat=True).first()
        for order in ("published_at", "-published_at")
    ]
    if None in moments:
        return []
    first, last = (timezone.localtime(moment).year for moment in moments)
    return list(range(last, first - 1, -1))
