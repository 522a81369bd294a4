"""Which page a citation means, and where no page is certain."""

from datetime import date

import pytest

from plans.citations.recognising import find_citations
from plans.citations.resolving import Candidate, Citing, Outcome, resolve

DEPARTMENT = "Sở Khoa học và Công nghệ"
COMMUNE = "Ủy ban nhân dân xã Bình Minh"


def page(
    pk=1, day: date | None = date(2026, 1, 8), issuer=DEPARTMENT, superior="UBND tỉnh An Hải", **facts
) -> Candidate:
    values = {"translation_key": f"k{pk}", "locale_id": 1, "number_key": "", "issuer_id": 1, **facts}
    return Candidate(pk=pk, issued_on=day, issuer=issuer, superior=superior, **values)


def outcome(text: str, *candidates: Candidate, citing: Citing | None = None) -> Outcome:
    return resolve(find_citations(text)[0], list(candidates), citing or Citing()).outcome


@pytest.mark.parametrize(
    ("text", "candidates", "wanted"),
    [
        ("12/KH-UBND ngày 08/01/2026", [page()], Outcome.FOUND),
        ("12/KH-UBND ngày 08/01/2026", [page(), page(2, date(2025, 1, 8))], Outcome.FOUND),
        ("12/KH-UBND ngày 09/01/2026", [page()], Outcome.UNSURE),
        ("12/KH-UBND ngày 08/01/2026", [page(), page(2)], Outcome.UNSURE),
        ("12/KH-UBND ngày 08/01/2026", [], Outcome.UNKNOWN),
        ("12/KH-UBND", [page()], Outcome.UNSURE),
        ("12/2026/QĐ-UBND của UBND xã Bình Minh", [page(issuer=COMMUNE)], Outcome.FOUND),
        ("12/2026/QĐ-UBND của UBND xã Bình An", [page(issuer=COMMUNE)], Outcome.UNSURE),
        ("12/KH-UBND ngày 08/01/2026 của UBND xã Bình An", [page(issuer=COMMUNE)], Outcome.UNSURE),
        ("12/KH-UBND ngày 08/01/2026 của UBND xã", [page(issuer=COMMUNE)], Outcome.FOUND),
        ("12/KH-UBND ngày 08/01/2026 của UBND xã Bình Minh", [page(), page(2, issuer=COMMUNE)], Outcome.FOUND),
        ("12/KH-UBND ngày 08/01/2026", [page(day=None)], Outcome.UNSURE),
    ],
)
def test_only_a_certain_page_is_found(text, candidates, wanted):
    assert outcome(text, *candidates) == wanted


def test_without_day_the_own_office_within_a_year_is_certain():
    text = "Kế hoạch số 12/KH-SKHCN đã giao"
    assert outcome(text, page(), citing=Citing(issuer_id=1, day=date(2026, 11, 2))) == Outcome.FOUND
    assert outcome(text, page(), citing=Citing(issuer_id=1, day=date(2028, 2, 2))) == Outcome.UNSURE
    assert outcome(text, page(), citing=Citing(issuer_id=2, day=date(2026, 11, 2))) == Outcome.UNSURE


def test_a_page_never_cites_itself_and_translations_are_one_document():
    text = "12/KH-SKHCN ngày 08/01/2026"
    assert outcome(text, page(), citing=Citing(translation_key="k1")) == Outcome.UNKNOWN
    found = resolve(find_citations(text)[0], [page(1), page(7, translation_key="k1", locale_id=2)], Citing())
    assert found.outcome == Outcome.FOUND
    assert found.page_for(2).pk == 7
    assert found.page_for(9).pk == 1
