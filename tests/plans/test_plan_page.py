"""A plan as citizens read it."""

import hashlib
from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from cms.media.models import Attachment
from cms.pages.models import SubjectField
from plans.models import LegalBasis, PlanAttachment, PlanPage, PlanRelation, Recipient, Signer, Unit
from tests.factories.plans import make_issuer, make_plan, make_register, outline_item


def full_plan(home, **fields):
    issuer = make_issuer()
    plan = make_plan(
        make_register(home),
        **{
            "title": "Kế hoạch tổ chức Hội nghị đối thoại năm 2022",
            "issuer": issuer,
            "drafting_unit": Unit.objects.create(name="Văn phòng Sở", issuer=issuer),
            "period_text": "Năm 2022",
            **fields,
        },
    )
    plan.body = [
        ("outline_item", {"level": "1", "heading": "MỤC ĐÍCH, YÊU CẦU"}),
        ("outline_item", {"level": "2", "heading": "Mục đích"}),
        ("outline_item", {"level": "5", "text": "<p>Cung cấp thông tin</p>"}),
        ("outline_item", {"level": "1", "heading": "NỘI DUNG"}),
        ("outline_item", {"level": "2", "label": "3.", "heading": "Hình thức"}),
    ]
    plan.subject_fields.add(SubjectField.objects.create(name="Cải cách hành chính"))
    plan.legal_bases = [LegalBasis(text="Căn cứ Kế hoạch số 1891/KH-SKHCN")]
    plan.recipients = [Recipient(text="Lưu: VT, VP.")]
    plan.signers = [Signer(authority="KT. GIÁM ĐỐC", title="PHÓ GIÁM ĐỐC", name="Nguyễn Văn A")]
    file = Attachment.objects.create(title="Phiếu đăng ký", file=ContentFile(b"%PDF-1.4 test", name="phieu.pdf"))
    plan.attachments = [PlanAttachment(document=file)]
    plan.save_revision().publish()
    return plan


def test_every_part_of_the_document_is_on_its_page(home, client):
    html = client.get(full_plan(home).url).content.decode()
    for part in (
        "UBND tỉnh",
        "Sở Khoa học và Công nghệ",
        "15/KH-SKHCN",
        "Quảng Ngãi",
        "Tổ chức Hội nghị đối thoại năm 2022",
        "Văn phòng Sở",
        "Cải cách hành chính",
        "Năm 2022",
        "Căn cứ Kế hoạch số 1891/KH-SKHCN",
        "MỤC ĐÍCH, YÊU CẦU",
        "Cung cấp thông tin",
        "Lưu: VT, VP.",
        "KT. GIÁM ĐỐC",
        "Nguyễn Văn A",
        "Phiếu đăng ký",
        "PDF",
    ):
        assert part in html


def test_the_contents_list_leads_to_anchors_on_the_page(home, client):
    html = client.get(full_plan(home).url).content.decode()
    assert '<a href="#ii-3">' in html
    assert 'id="ii-3"' in html


def test_attached_files_show_the_checksum_of_the_published_file(home, client):
    plan = full_plan(home)
    checksum = hashlib.sha256(b"%PDF-1.4 test").hexdigest()
    assert checksum in client.get(plan.url).content.decode()


def test_an_empty_plan_is_a_readable_page(home, client):
    plan = make_register(home).add_child(instance=PlanPage(title="Trống"))
    response = client.get(plan.url)
    assert response.status_code == 200
    assert "None" not in response.content.decode()


def test_a_replaced_plan_points_to_its_successor(home, client):
    plan = full_plan(home)
    newer = make_plan(plan.get_parent(), title="Kế hoạch mới")
    plan.status, plan.relations = "replaced", [PlanRelation(kind="replaced_by", target=newer)]
    plan.save_revision().publish()
    html = client.get(plan.url).content.decode()
    assert newer.url in html
    newer.unpublish()
    assert newer.url not in client.get(plan.url).content.decode()


def test_a_successor_closed_to_the_public_is_not_named(home, client):
    plan = full_plan(home)
    newer = make_plan(plan.get_parent(), title="Kế hoạch mới")
    plan.status, plan.relations = "replaced", [PlanRelation(kind="replaced_by", target=newer)]
    plan.save_revision().publish()
    assert "Kế hoạch mới" in client.get(plan.url).content.decode()
    PageViewRestriction.objects.create(page=newer, restriction_type=PageViewRestriction.LOGIN)
    assert "Kế hoạch mới" not in client.get(plan.url).content.decode()


def test_a_plan_page_sets_no_cookie(home, client):
    response = client.get(full_plan(home).url)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


def test_the_number_of_queries_does_not_grow_with_the_text(home, client):
    plan = full_plan(home)

    def queries(size):
        plan.body = [outline_item(1 + n % 6, f"Mục {n}", "<p>Nội dung</p>") for n in range(size)]
        plan.legal_bases = [LegalBasis(text=f"Căn cứ {n}", linked_page=home) for n in range(size)]
        plan.recipients = [Recipient(text=f"Nơi {n}") for n in range(size)]
        plan.save_revision().publish()
        with CaptureQueriesContext(connection) as captured:
            client.get(plan.url)
        return [query["sql"][:120] for query in captured]

    queries(1)
    assert queries(2) == queries(60)


@pytest.mark.parametrize("fields", [{"number": "/KH-SKHCN"}, {"number": "", "place": "", "issued_on": None}])
def test_a_document_without_number_or_day_shows_what_is_known(home, client, fields):
    html = client.get(full_plan(home, **fields).url).content.decode()
    assert "None" not in html
    assert ("/KH-SKHCN" in html.split("</h1>")[0]) is bool(fields["number"])


def test_the_day_orders_the_register_even_when_it_changes(home):
    plan = make_plan(make_register(home))
    assert plan.sorted_on == date(2022, 1, 20)
    plan.issued_on = None
    plan.save_revision().publish()
    assert PlanPage.objects.get(pk=plan.pk).sorted_on < date(1946, 1, 1)
