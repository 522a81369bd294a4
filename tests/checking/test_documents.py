"""The format checker over whole documents: the faults of real ones, and none in clean ones."""

from datetime import date
from pathlib import Path
from time import process_time

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
# What the real documents have wrong: seed, rule, words of the excerpt, what the fix writes.
FAULTS = (
    ("001", "number", "/KH-SKHCN", None),
    ("001", "date_of_issue", "tháng 01 năm 2022", None),
    ("002", "impossible_date", "23/02/3022", None),
    ("003", "glued_words", "vàdịch vụ", "và dịch"),
    ("003", "glued_words", "phảnánh", "phản ánh"),
    ("003", "glued_words", "dịchvụ", "dịch vụ"),
    ("004", "numbering", "IV.", "III."),
    ("004", "unmarked_caption", "Noi nhận", "Nơi nhận"),
)


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


@pytest.mark.skipif(not SEEDS.exists(), reason="the real documents are no part of the repository")
@pytest.mark.parametrize(("seed", "rule", "words", "mended"), FAULTS)
def test_the_faults_of_real_documents_are_found(seed, rule, words, mended):
    path = next(SEEDS.glob(f"{seed}_*.txt"))
    found = [each for each in findings_in(path) if each.rule == rule and words in each.excerpt]
    assert found
    assert (found[0].fix.replacement if found[0].fix else None) == mended


def test_a_plan_of_sixty_pages_is_checked_within_half_a_second():
    sheet = sheet_of_file(CLEAN[0])
    body = [text for path in CLEAN for text in sheet_of_file(path).texts]
    while sum(len(text.text) for text in sheet.texts) < 60 * 2_500:
        sheet.texts += body
    started = process_time()
    check(sheet, date(2026, 11, 22))
    assert process_time() - started < 0.5
