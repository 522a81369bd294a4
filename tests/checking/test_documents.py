"""The format checker over whole documents: the faults of real ones, and none in clean ones."""

from pathlib import Path

import pytest

from cms.demo.plans import DOCUMENTS
from plans.checking.check import check
from plans.checking.finding import Finding
from plans.checking.sheet import Sheet
from plans.drafting.readers import read_path
from plans.drafting.recognising import recognise
from plans.drafting.tree import tree_of
from plans.drafting.tree_sheet import sheet_of_tree
from tests.factories.checking import TODAY

pytestmark = pytest.mark.django_db  # offices are looked up in the list of the site
HERE = Path(__file__).parent
CLEAN = sorted((HERE / "clean").glob("*.txt"))
SEEDS = HERE.parents[2] / "shared" / "seeds"
OWN = HERE / "faulty" / "plan_with_real_faults.txt"
# Faults that offices really published: document, rule, words of the excerpt, what the fix writes.
FAULTS = (
    (OWN.name, "number", "/KH-UBND", None),
    (OWN.name, "date_of_issue", "tháng 3 năm 2026", None),
    (OWN.name, "impossible_date", "23/02/3022", None),
    (OWN.name, "glued_words", "vàdịch", "và dịch"),
    (OWN.name, "glued_words", "phảnánh", "phản ánh"),
    (OWN.name, "numbering", "IV.", "III."),
    (OWN.name, "unmarked_caption", "Noi nhận", "Nơi nhận"),
    ("001_6c1ae42133dc5e25.txt", "number", "/KH-SKHCN", None),
    ("001_6c1ae42133dc5e25.txt", "date_of_issue", "tháng 01 năm 2022", None),
    ("002_8120d1b1d4b79be2.txt", "impossible_date", "23/02/3022", None),
    ("003_88c694f9059fc85b.txt", "glued_words", "vàdịch vụ", "và dịch"),
    ("003_88c694f9059fc85b.txt", "glued_words", "phảnánh", "phản ánh"),
    ("003_88c694f9059fc85b.txt", "glued_words", "dịchvụ", "dịch vụ"),
    ("004_9b41ae30f5e93fb7.txt", "numbering", "IV.", "III."),
    ("004_9b41ae30f5e93fb7.txt", "unmarked_caption", "Noi nhận", "Nơi nhận"),
)
# The real documents are no part of the repository; where they lie beside it, they are checked too.
FOUND_HERE = [
    pytest.param(folder / name, *fault, id=f"{name[:4]}-{fault[0]}-{fault[1]}")
    for name, *fault in FAULTS
    for folder in (OWN.parent, SEEDS)
    if (folder / name).exists()
]


def sheet_of_file(path: Path) -> Sheet:
    """What the checker sees of a text file, on the way every file takes."""
    source = read_path(path)
    return sheet_of_tree(tree_of(recognise(source), source.pictures), {}, TODAY)


def findings_in(path: Path) -> list[Finding]:
    return check(sheet_of_file(path), TODAY)


def test_there_are_clean_documents_in_several_styles():
    assert len(CLEAN) >= 5


@pytest.mark.parametrize("path", CLEAN, ids=lambda path: path.stem)
def test_a_clean_document_raises_no_finding(path):
    assert findings_in(path) == []


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*.txt")), ids=lambda path: path.stem)
def test_the_plans_of_the_demo_lack_only_what_the_printed_sheet_brings(path):
    assert {(each.rule, each.place) for each in findings_in(path)} <= {("missing_part", "national_title")}


@pytest.mark.parametrize(("path", "rule", "words", "mended"), FOUND_HERE)
def test_the_faults_of_real_documents_are_found(path, rule, words, mended):
    found = [each for each in findings_in(path) if each.rule == rule and words in each.excerpt]
    assert found
    assert (found[0].fix.replacement if found[0].fix else None) == mended
