"""The lines every document has, and the bases and recipients of a plan in them."""

from datetime import date

import pytest

from plans.models import LegalBasis, Recipient
from plans.typesetting.lines import in_vietnamese, office_line, place_line, recipient_lines
from plans.typesetting.plan_sheet import official_document_of
from tests.factories.documents import make_minutes
from tests.factories.plans import make_plan, make_register
from tests.factories.site import make_office


def test_recipients_get_their_marks_once_whatever_was_typed():
    lines = recipient_lines(make_minutes(recipients=("UBND tỉnh;", "Các phòng", "Lưu: VT.")))

    assert lines == ["- UBND tỉnh;", "- Các phòng;", "- Lưu: VT."]


def test_an_office_breaks_before_its_place_if_it_must():
    assert office_line("ỦY BAN NHÂN DÂN TỈNH QUẢNG NGÃI") == "ỦY BAN NHÂN DÂN TỈNH\u00a0QUẢNG\u00a0NGÃI"
    assert office_line("SỞ KHOA HỌC VÀ CÔNG NGHỆ") == "SỞ KHOA HỌC VÀ CÔNG NGHỆ"


def test_a_document_without_a_place_keeps_its_day():
    with in_vietnamese():
        assert place_line(make_minutes(issued_on=date(2026, 6, 5))) == "ngày 05 tháng 6 năm 2026"
        assert place_line(make_minutes()) == ""


@pytest.mark.django_db
def test_a_plan_without_an_office_of_its_own_stands_under_the_office_of_the_site(home):
    make_office()
    plan = make_plan(make_register(home), number="/KH-SKHCN", title="Kế hoạch đối thoại")
    document = official_document_of(plan)

    assert "SỞ KHOA HỌC VÀ CÔNG NGHỆ" in document.office
    assert (document.number, document.symbol) == ("", "KH-SKHCN")
    assert (document.kind, document.subject) == ("KẾ HOẠCH", "Đối thoại")
    assert document.qr_address.endswith("/ke-hoach/ke-hoach-doi-thoai/")


@pytest.mark.django_db
def test_a_basis_that_continues_the_sentence_before_stands_in_its_line(home):
    plan = make_plan(make_register(home))
    texts = ["Căn cứ Luật A;", "Thực hiện Quyết định B;", "Quyết định C và Kế hoạch D,"]
    plan.legal_bases = [LegalBasis(text=text, locale=plan.locale) for text in texts]
    plan.recipients = [Recipient(text="Lưu: VT", locale=plan.locale)]
    plan.save()

    assert official_document_of(plan).bases == (texts[0], f"{texts[1]} {texts[2]}")


@pytest.mark.django_db
def test_an_official_letter_has_no_name_of_a_kind(home):
    document = official_document_of(
        make_plan(make_register(home), document_type="Công văn", title="trả lời kiến nghị")
    )

    assert document.is_letter
    assert document.subject == "trả lời kiến nghị"
