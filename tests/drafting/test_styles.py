"""Documents in the styles of many offices, with what a person sees in them written down beforehand."""

import re
import textwrap
from collections import Counter
from dataclasses import replace

import pytest

from plans.drafting.document import without_space
from plans.drafting.recognising import recognise
from plans.drafting.source import Source

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


def _without_hints(source: Source) -> Source:
    return Source(source.text)


def _without_columns(source: Source) -> Source:
    bare = {number: replace(hint, layout=None, column=None) for number, hint in source.hints.items()}
    return replace(source, hints=bare)


def _without_empty_lines(source: Source) -> Source:
    return Source(re.sub(r"\n\s*\n+", "\n", source.text))


def _wrapped(source: Source) -> Source:
    """As plain text whose lines were broken at 78 characters; lines of two columns stay."""
    lines = []
    for line in source.text.split("\n"):
        is_columns = "\t" in line or "   " in line
        lines += [line] if is_columns or not line else textwrap.wrap(line, 78, break_on_hyphens=False)
    return Source("\n".join(lines))


POORER = (_without_hints, _without_columns, _without_empty_lines, _wrapped)


@pytest.mark.parametrize("poorer", POORER)
def test_poorer_copies_are_understood_nearly_as_well(poorer):
    found, expected = Counter(), Counter()
    for written in DOCUMENTS:
        read = found_in(recognise(poorer(written.source)))
        for name in ("heading", "basis", "recipient", "signer"):
            found.update((written.name, name, row) for row in read[name])
            expected.update((written.name, name, row) for row in written.expected[name])
    right = (found & expected).total()
    assert right / found.total() >= 0.95, found - expected
    assert right / expected.total() >= 0.95, expected - found


def test_what_is_said_to_be_sure_is_right():
    """Of the headings found with a confidence, in good copies and poor ones, at least such a share is right."""
    right, found = Counter(), Counter()
    for written in DOCUMENTS:
        expected = set(written.expected["heading"])
        for source in (written.source, *(poorer(written.source) for poorer in POORER)):
            for item in recognise(source).headings:
                step = int(item.confidence * 10)
                found[step] += 1
                right[step] += (str(item.level), item.label.text, item.heading.text) in expected
    assert found[9] > 200
    for step, count in found.items():
        assert right[step] / count >= step / 10, (step, right[step], count)


@BY_NAME
def test_every_part_of_a_document_is_found(written: Written):
    found = found_in(recognise(written.source))
    assert {name: found[name] for name in written.expected} == written.expected


@BY_NAME
def test_every_character_of_a_document_is_kept(written: Written):
    assert recognise(written.source).source_text() == without_space(written.source.text)
