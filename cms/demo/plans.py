"""The demo's plans: plain-text documents brought in by the importer, then filed as a clerk would."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from cms.pages.models import SubjectField
from plans.drafting.drafts import import_document
from plans.drafting.reading import read_file
from plans.drafting.recognising import recognise
from plans.models import Issuer, PlanPage, PlanRegisterPage, Unit

DOCUMENTS = Path(__file__).parent / "documents"

FIELDS = (
    ("Tiêu chuẩn, đo lường, chất lượng", "Standards, metrology, quality"),
    ("Sở hữu trí tuệ", "Intellectual property"),
    ("Năng lượng nguyên tử, an toàn bức xạ và hạt nhân", "Atomic energy, radiation and nuclear safety"),
    ("Công nghệ", "Technology"),
    ("Hoạt động khoa học và công nghệ", "Science and technology activities"),
)
ISSUERS = (
    (
        "Sở Khoa học và Công nghệ",
        "UBND tỉnh Quảng Ngãi",
        "Department of Science and Technology",
        "People's Committee of Quảng Ngãi Province",
        "SKHCN",
    ),
    (
        "Sở Khoa học và Công nghệ",
        "UBND tỉnh Sơn La",
        "Department of Science and Technology",
        "People's Committee of Sơn La Province",
        "SKHCN",
    ),
    (
        "Ủy ban nhân dân xã Nghĩa Dũng",
        "UBND thành phố Quảng Ngãi",
        "People's Committee of Nghĩa Dũng Commune",
        "People's Committee of Quảng Ngãi City",
        "UBND",
    ),
)
UNITS = (
    ("Văn phòng Sở", "Office of the department"),
    ("Phòng Quản lý chuyên ngành", "Specialised management division"),
    ("Chi cục Tiêu chuẩn Đo lường Chất lượng", "Sub-department of standards, metrology and quality"),
)


@dataclass(frozen=True)
class Filing:
    """What a clerk adds to an imported document."""

    file: str
    slug: str
    summary: str
    period: tuple[date, date]
    period_text: str
    tags: tuple[str, ...]
    has_all_fields: bool = False


FILINGS = (
    Filing(
        "doi-thoai-quang-ngai-2022.txt",
        "doi-thoai-quang-ngai-2022",
        "Hai hội nghị đối thoại trong năm về thủ tục hành chính và thái độ phục vụ: mục đích, thành phần, cách thức, "
        "nội dung, thời gian và địa điểm.",
        (date(2022, 1, 1), date(2022, 12, 31)),
        "Tháng 6/2022 và tháng 12/2022",
        ("đối thoại", "thủ tục hành chính"),
        True,
    ),
    Filing(
        "truyen-thong-quang-ngai-2022.txt",
        "truyen-thong-kiem-soat-tthc-2022",
        "Truyền thông về kiểm soát thủ tục hành chính trong công chức, viên chức và Nhân dân.",
        (date(2022, 1, 1), date(2022, 12, 31)),
        "Năm 2022",
        ("thủ tục hành chính", "tuyên truyền"),
    ),
    Filing(
        "doi-thoai-son-la-2022.txt",
        "doi-thoai-son-la-2022",
        "Đối thoại trực tiếp giữa Bí thư Đảng bộ, Giám đốc Sở với cán bộ, người lao động, tổ chức và nhân dân.",
        (date(2022, 7, 1), date(2022, 9, 30)),
        "Quý III/2022",
        ("đối thoại",),
        True,
    ),
    Filing(
        "doi-thoai-nghia-dung-2024.txt",
        "doi-thoai-nghia-dung-2024",
        "Kế hoạch đối thoại của Chủ tịch UBND xã với tổ chức, cá nhân: chương trình, thành phần, phân công.",
        (date(2024, 4, 1), date(2024, 12, 31)),
        "Từ quý II đến quý IV năm 2024",
        ("đối thoại", "thủ tục hành chính"),
    ),
)


def make_lists() -> list[SubjectField]:
    """Fields, issuing offices and units; returns the fields."""
    for name, parent_line, name_en, parent_line_en, abbreviation in ISSUERS:
        Issuer.objects.get_or_create(
            name=name,
            parent_line=parent_line,
            defaults={"name_en": name_en, "parent_line_en": parent_line_en, "abbreviation": abbreviation},
        )
    office = Issuer.objects.get(name=ISSUERS[0][0], parent_line=ISSUERS[0][1])
    for name, name_en in UNITS:
        Unit.objects.get_or_create(name=name, issuer=office, defaults={"name_en": name_en})
    return [
        SubjectField.objects.get_or_create(name=name, defaults={"name_en": name_en, "sort_order": order})[0]
        for order, (name, name_en) in enumerate(FIELDS)
    ]


def make_plans(register: PlanRegisterPage, now: datetime) -> list[PlanPage]:
    """The four plans, published below `register`; those already there as they are."""
    fields = make_lists()
    return [_make_plan(register, filing, fields, now) for filing in FILINGS]


def _make_plan(register: PlanRegisterPage, filing: Filing, fields: list[SubjectField], now: datetime) -> PlanPage:
    there = register.get_children().filter(slug=filing.slug).first()
    if there:
        return there.specific
    document = recognise(read_file(DOCUMENTS / filing.file))
    plan, _earlier = import_document(document, register, now=now, name=filing.file)
    plan.slug = filing.slug
    plan.summary = filing.summary
    plan.period_start, plan.period_end = filing.period
    plan.period_text = filing.period_text
    plan.tags.add(*filing.tags)
    if filing.has_all_fields:
        plan.subject_fields.set(fields)
    plan.save_revision().publish()
    return plan
