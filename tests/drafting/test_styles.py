"""Documents in the styles of many offices, with what a person sees in them written down beforehand."""

from collections import Counter

import pytest

from plans.drafting.document import without_space
from plans.drafting.recognising import recognise

from .styles_reading import Written, found_in, written_documents

DOCUMENTS = written_documents()
BY_NAME = pytest.mark.parametrize("written", DOCUMENTS, ids=[written.name for written in DOCUMENTS])


def test_there_are_at_least_twenty_documents_of_many_kinds():
    assert len(DOCUMENTS) >= 20
    assert len({written.expected["type"] for written in DOCUMENTS}) >= 12


def test_nineteen_of_twenty_headings_are_found_and_are_headings():
    found, expected = Counter(), Counter()
    for written in DOCUMENTS:
        found.update((written.name, *row) for row in found_in(recognise(written.source))["heading"])
        expected.update((written.name, *row) for row in written.expected["heading"])
    right = (found & expected).total()
    assert right / found.total() >= 0.95, found - expected
    assert right / expected.total() >= 0.95, expected - found


@BY_NAME
def test_every_part_of_a_document_is_found(written: Written):
    found = found_in(recognise(written.source))
    assert {name: found[name] for name in written.expected} == written.expected


@BY_NAME
def test_every_character_of_a_document_is_kept(written: Written):
    assert recognise(written.source).source_text() == without_space(written.source.text)
