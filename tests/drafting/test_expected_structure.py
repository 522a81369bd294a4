"""The structure of whole documents, written by hand before the recogniser was made."""

import json
from pathlib import Path

import pytest

from plans.drafting.document import without_space
from plans.drafting.recognising import normalise, recognise
from tests.drafting.structure import structure_of

HERE = Path(__file__).parent
SEEDS = HERE.parents[2] / "shared" / "seeds"
BEGINNINGS = ("legal_bases", "opening", "recipients")
"""Of these the expectations give the first words only."""
SAMPLES = sorted((HERE / "expected").glob("*.json"))


def _path_of(expected: dict) -> Path:
    folder = HERE / "samples"
    return folder / expected["source"] if (folder / expected["source"]).exists() else SEEDS / expected["source"]


CASES = [
    pytest.param(expected, _path_of(expected), id=path.stem)
    for path in SAMPLES
    for expected in [json.loads(path.read_text(encoding="utf-8"))]
    # The real documents are no part of the repository; where they lie beside it, they are read too.
    if _path_of(expected).exists()
]


def test_every_sample_has_its_expectation():
    assert {path.stem for path in (HERE / "samples").glob("*.txt")} <= {path.stem for path in SAMPLES}
    assert len(CASES) >= 8


@pytest.mark.parametrize(("expected", "path"), CASES)
def test_a_document_has_the_expected_structure(expected, path):
    document = recognise(path.read_bytes().decode("utf-8-sig"))
    found = structure_of(document)
    title = document.title.text
    assert title.startswith(expected["title_starts"])
    assert title.endswith(expected["title_ends"])
    assert bool(title) == bool(expected["title_starts"])
    for name in BEGINNINGS:
        if expected[name] is not None:
            beginnings = [text[: len(start)] for text, start in zip(found[name], expected[name], strict=False)]
            assert beginnings == expected[name], name
    assert len(found["legal_bases"]) == len(expected["legal_bases"])
    assert len(found["recipients"]) == len(expected["recipients"])
    plain = [name for name in found if name not in BEGINNINGS]
    assert {name: found[name] for name in plain} == {name: expected[name] for name in plain}


@pytest.mark.parametrize(("expected", "path"), CASES)
def test_a_document_keeps_every_character(expected, path):
    text = path.read_bytes().decode("utf-8-sig")
    assert recognise(text).source_text() == without_space(normalise(text))
