"""The register to take along and to be read by machines: tables, feed, structured data."""

import json
import re
from datetime import date
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from openpyxl import load_workbook

from cms.media.models import Attachment
from cms.pages.models import SubjectField
from plans.downloads import tables
from plans.models import PlanAttachment, PlanPage
from plans.structured_data import script
from tests.factories.plans import make_issuer, make_plan, make_register
from tests.plans.test_register import titles


@pytest.fixture
def register(home):
    register = make_register(home)
    make_plan(register, title="=HYPERLINK(1)", number="9/KH", issued_on=date(2022, 1, 20), issuer=make_issuer())
    make_plan(register, title="Kế hoạch B", number="10/KH", issued_on=date(2023, 5, 2), document_type="Quyết định")
    make_plan(register, title="Chưa có số", number="/KH", issued_on=None)
    return register


def lines(response) -> list[str]:
    return b"".join(response.streaming_content).decode().split("\r\n")


class TestTables:
    def test_csv_opens_in_excel_with_marks_days_and_harmless_formulas(self, register, client):
        response = client.get(f"/van-ban/{register.pk}/danh-muc.csv-excel")
        text = lines(response)
        assert text[0].startswith("\ufeff")
        assert len(text) == 5
        assert "9/KH;20/01/2022;" in text[2]
        assert ";'=HYPERLINK(1);" in text[2]
        assert response["Content-Disposition"].endswith('.csv"')

    def test_xlsx_holds_real_days_and_texts(self, register, client):
        response = client.get(f"/van-ban/{register.pk}/danh-muc.xlsx")
        sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
        row = next(row for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] == "9/KH")
        assert row[1].date() == date(2022, 1, 20)
        assert row[3] == "=HYPERLINK(1)"
        assert row[-1].startswith("http")

    def test_a_table_holds_what_the_filters_leave_in_their_order(self, register, client):
        text = lines(client.get(f"/van-ban/{register.pk}/danh-muc.csv", {"order": "number", "year": "2023"}))
        assert [line.partition(",")[0] for line in text[1:-1]] == ["10/KH"]

    def test_a_table_is_bounded_and_says_so(self, register, rf, monkeypatch):
        monkeypatch.setattr(tables, "MOST_ROWS", 2)
        found = list(tables.rows(register.select({}).plans, rf.get("/")))
        assert len(found) == 3
        assert "2" in found[-1][0]

    def test_drafts_and_unknown_registers_are_not_handed_out(self, register, client):
        make_plan(register, title="Nháp", live=False)
        assert not any("Nháp" in line for line in lines(client.get(f"/van-ban/{register.pk}/danh-muc.csv")))
        register.unpublish()
        for kind in ("csv", "xlsx", "atom"):
            assert client.get(f"/van-ban/{register.pk}/danh-muc.{kind}").status_code == 404


def test_the_feed_follows_the_filters_of_the_register(register, client):
    address = f"/van-ban/{register.pk}/danh-muc.atom"
    everything = client.get(address)
    assert everything["Content-Type"].startswith("application/atom+xml")
    assert everything.content.decode().count("<entry>") == 3
    filtered = client.get(address, {"year": "2023"}).content.decode()
    assert filtered.count("<entry>") == 1
    assert "10/KH – Kế hoạch B" in filtered
    assert client.get(address, {"year": "\x00", "order": "x"}).status_code == 200
    assert not everything.cookies


def test_a_character_that_no_feed_may_hold_does_not_close_it(register, client):
    PlanPage.objects.filter(number="9/KH").update(summary="Dòng một\x0bdòng hai")
    answer = client.get(f"/van-ban/{register.pk}/danh-muc.atom")
    assert answer.status_code == 200
    assert "Dòng mộtdòng hai" in answer.content.decode()


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("number", ["=HYPERLINK(1)", "Kế hoạch B", "Chưa có số"]),
        ("number-down", ["Kế hoạch B", "=HYPERLINK(1)", "Chưa có số"]),
        ("title-down", ["Kế hoạch B", "Chưa có số", "=HYPERLINK(1)"]),
    ],
)
def test_documents_are_ordered_by_number_and_title_both_ways(register, order, expected):
    assert titles(register, order=order) == expected


def test_documents_are_filtered_and_ordered_by_their_period(home):
    register = make_register(home)
    for title, start, end in (("Cũ", 2000, 2001), ("Nay", 2000, 2090), ("Mai sau", 2090, 2091)):
        make_plan(register, title=title, period_start=date(start, 1, 1), period_end=date(end, 1, 1))
    make_plan(register, title="Không rõ")
    assert titles(register, period="past") == ["Cũ"]
    assert titles(register, period="running") == ["Nay"]
    assert titles(register, period="coming") == ["Mai sau"]
    assert titles(register, order="period") == ["Cũ", "Nay", "Mai sau", "Không rõ"]


def data_of(response) -> dict:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', response.content.decode(), re.S)
    return json.loads(found[1])


class TestStructuredData:
    def test_a_plan_is_a_document_and_a_decision_is_legislation(self, register, client):
        decision = PlanPage.objects.get(number="10/KH")
        data = data_of(client.get(decision.url))
        assert (data["@type"], data["legislationIdentifier"]) == ("Legislation", "10/KH")
        plan = PlanPage.objects.get(number="9/KH")
        plan.subject_fields.add(SubjectField.objects.create(name="Công nghệ"))
        plan.period_start, plan.period_end = date(2022, 1, 1), date(2022, 3, 31)
        plan.save_revision().publish()
        data = data_of(client.get(plan.url))
        assert (data["@type"], data["identifier"], data["about"]) == ("DigitalDocument", "9/KH", ["Công nghệ"])
        assert data["creator"]["name"] == "Sở Khoa học và Công nghệ"
        assert data["temporalCoverage"] == "2022-01-01/2022-03-31"
        assert data["url"].startswith("http")

    def test_attached_files_come_with_address_and_checksum(self, register, client):
        plan = PlanPage.objects.get(number="9/KH")
        file = Attachment.objects.create(title="Bản ký", file=ContentFile(b"%PDF-1.4", name="ban-ky.pdf"))
        plan.attachments = [PlanAttachment(document=file)]
        plan.save_revision().publish()
        encoding = data_of(client.get(plan.url))["encoding"][0]
        assert encoding["sha256"] == file.sha256
        assert encoding["contentUrl"].endswith(file.url)

    def test_the_register_lists_what_it_shows(self, register, client):
        data = data_of(client.get(register.url))
        assert len(data["mainEntity"]["itemListElement"]) == 3

    def test_no_text_can_leave_the_element(self):
        text = str(script({"name": "</script><script>alert(1)</script> & <!-- \u2028"}))
        assert text.count("<") == 2
        assert json.loads(text.split(">", 1)[1].rsplit("<", 1)[0])["name"].startswith("</script>")
