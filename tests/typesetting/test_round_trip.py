"""A page set as a Word file and imported again is the same page: nothing is lost between the two."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils.html import strip_tags

from cms.blocks.outline import Outline
from cms.blocks.table import table_rows
from plans.drafting.drafts import import_document
from plans.drafting.readers import read, read_text
from plans.drafting.recognising import recognise
from plans.models import Issuer
from plans.typesetting.docx import to_docx
from plans.typesetting.plan_sheet import official_document_of
from tests.factories.plans import make_issuer, make_plan, make_register, outline_item

LONG = (
    "Văn phòng chủ trì, phối hợp với các phòng chuẩn bị nội dung, địa điểm và giấy mời; các phòng cử người tham dự "
    "đầy đủ, đúng thành phần và chịu trách nhiệm trước lãnh đạo về phần trả lời của mình."
)
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
ROOT = Path(__file__).resolve().parent.parent.parent
# Written in the manner of the plans that offices publish.
TEXTS = [
    *sorted((ROOT / "cms/demo/documents").glob("*.txt")),
    *(ROOT / "tests/drafting/samples" / f"{name}.txt" for name in ("commune", "articles", "two_columns")),
]


@pytest.fixture
def register(home):
    for superior, name in (
        ("UBND tỉnh Quảng Ngãi", "Sở Khoa học và Công nghệ"),
        ("UBND tỉnh Sơn La", "Sở Khoa học và Công nghệ"),
        ("UBND thành phố Quảng Ngãi", "Ủy ban nhân dân xã Nghĩa Dũng"),
        ("", "Hội đồng nhân dân tỉnh Hải Lâm"),
        ("", "Ủy ban nhân dân xã Đồi Chè"),
    ):
        make_issuer(name=name, parent_line=superior)
    return make_register(home)


def bare(text: str) -> str:
    """Words without the marks that lists and endings get in print."""
    return " ".join(strip_tags(text).split()).rstrip(" .;,/:")


def structure_of(page) -> dict:
    """What makes the page the document it is."""
    items = Outline.of(page.body).items
    return {
        "office": (page.issuer.parent_line, page.issuer.name) if page.issuer else None,
        "number": page.number,
        "issued_on": page.issued_on,
        "place": page.place,
        "type": page.document_type,
        "subject": page.subject,
        "bases": [bare(basis.text) for basis in page.legal_bases.all()],
        "recipients": [bare(recipient.text) for recipient in page.recipients.all()],
        "signers": [(row.authority, row.title, row.name) for row in page.signers.all()],
        "outline": [(item.level, item.label, bare(item.heading)) for item in items],
        "tables": [table_rows(block.value) for block in page.body if block.block_type == "table"],
    }


def words_of(page) -> list[str]:
    """The words of the text, in order, without labels and the sign that closes it."""
    parts = []
    for block in page.body:
        value = block.value
        if block.block_type == "outline_item":
            parts += [value["heading"], str(value["text"])]
        elif block.block_type == "table":
            parts += [value.get("table_caption") or "", *(cell for row in table_rows(value) for cell in row)]
        elif block.block_type == "heading":
            parts.append(value["heading"])
        else:
            parts.append(str(value))
    text = " ".join(strip_tags(part.replace("<", " <")) for part in parts)
    return bare(text.replace("./.", ".")).split()


def imported(source, register):
    return import_document(recognise(source), register, now=NOW, source=source)[0]


def again(page, register):
    """The page set as DOCX and imported."""
    return imported(read(to_docx(official_document_of(page)), "again.docx"), register)


@pytest.mark.django_db
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_a_plan_comes_back_from_its_word_file_as_it_was(path, register):
    page = imported(read_text(path.read_text("utf-8")), register)
    page.issuer = page.issuer or Issuer.objects.first()
    page.save()
    second = again(page, register)

    assert structure_of(second) == structure_of(page)
    assert words_of(second) == words_of(page)


@pytest.mark.django_db
def test_numbers_that_jump_tables_run_in_headings_and_annexes_come_back(register):
    table = {"data": [["TT", "Việc", "Hạn"], ["1", "Lập danh sách", "15/6"], ["2", "Gửi giấy mời", "20/6"]]}
    page = make_plan(
        register,
        body=[
            {"type": "paragraph", "value": "<p>Sở ban hành kế hoạch như sau:</p>", "id": ""},
            outline_item(1, "MỤC ĐÍCH"),
            outline_item(2, "Yêu cầu chung", "<p>Công khai, <b>dân chủ</b>.</p>"),
            outline_item(5, "", "<p>Không hình thức.</p>"),
            outline_item(5, "", "<p>Đúng thời gian.</p>"),
            outline_item(1, "NỘI DUNG", label="IV."),
            outline_item(2, "Thời gian:", "<p>từ quý II đến quý IV.</p>"),
            outline_item(2, "Phân công"),
            outline_item(3, "", f"<p>{LONG}</p>"),
            outline_item(4, "", "<p>Ý một;</p>"),
            outline_item(4, "", "<p>Ý hai.</p>"),
            {"type": "table", "value": {**table, "table_header_choice": "row", "table_caption": ""}, "id": ""},
            {"type": "paragraph", "value": "<p>Trên đây là kế hoạch.</p>", "id": ""},
            outline_item(1, "PHIẾU ĐĂNG KÝ THAM GIA", label="PHỤ LỤC I"),
            {"type": "paragraph", "value": f"<p>{LONG}</p>", "id": ""},
        ],
        title="Tổ chức hội nghị đối thoại năm 2022",
        issuer=Issuer.objects.first(),
    )
    second = again(page, register)

    assert structure_of(second)["outline"] == structure_of(page)["outline"]
    assert structure_of(second)["tables"] == structure_of(page)["tables"]
    assert words_of(second) == words_of(page)
