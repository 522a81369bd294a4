"""The clerk's files, opened again as a spreadsheet would."""

import csv
import io
import tracemalloc

import pytest
from django.contrib.auth.models import Permission, User
from openpyxl import load_workbook

from plans.registrations.exports import Shape, Table, readable_phone
from plans.registrations.models import ExportLog, Registration, Seat
from plans.typesetting import spreadsheets
from tests.factories.conferences import make_conference, make_conference_index, moment
from tests.factories.registrations import make_registration

IN_TIME = moment(2026, 6, 1, 10)
ATTACKS = [
    '=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", " =1", "\n=1", "'=1",
]  # fmt: skip


def make_clerk(*codenames: str) -> User:
    clerk = User.objects.create_user("can-bo", password="mat-khau-dai")
    clerk.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return clerk


@pytest.fixture
def conference(home):
    return make_conference(make_conference_index(home))


@pytest.fixture
def desk(client, db):
    client.force_login(make_clerk("view_registration", "export_registration", "view_question"))
    return client


def download(desk, kind: str, query: str = "") -> bytes:
    response = desk.get(f"/admin/registrations/export/{kind}/{query}")
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    return b"".join(response.streaming_content)


def read_csv(content: bytes, delimiter: str = ",") -> list[dict]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def read_xlsx(content: bytes) -> list[dict]:
    sheet = load_workbook(io.BytesIO(content)).active
    header, *rows = sheet.iter_rows()
    return [{label.value: cell for label, cell in zip(header, row, strict=True)} for row in rows]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_csv_cell_begins_like_a_formula_and_the_guard_comes_off_again(attack):
    [_bom, _header, line] = spreadsheets.csv_lines(["x"], [[attack]])

    cell = next(csv.reader(io.StringIO(line, newline="")))[0]
    assert cell.startswith("'")
    assert spreadsheets.without_guard(cell) == attack.replace("\r", "\n")


@pytest.mark.parametrize("text", ["0912345678", "0314409058002", "0100112437"])
def test_digits_that_a_spreadsheet_would_convert_are_marked_as_text(text):
    assert spreadsheets.guarded(text) == "'" + text


@pytest.mark.parametrize("text", ["Nguyễn Văn A", "12", "2026", "0912 345 678", "a=b", "", "5 - 3"])
def test_ordinary_text_is_left_alone(text):
    assert spreadsheets.guarded(text) == text


@pytest.mark.parametrize("attack", ATTACKS)
def test_in_xlsx_every_text_is_a_text(attack):
    file = spreadsheets.write_xlsx(["x"], [[attack], ["#N/A"], ["0912345678"]], "Bảng")

    cells = [row[0] for row in load_workbook(file).active.iter_rows(min_row=2)]
    assert all(cell.data_type == "s" for cell in cells)
    # XML itself turns a lone carriage return into a line feed.
    assert cells[0].value.replace("\r", "\n") == attack.replace("\r", "\n").replace("_x000D_", "\n")
    assert cells[2].value == "0912345678"


def test_a_cell_longer_than_a_spreadsheet_holds_is_cut_with_a_mark():
    file = spreadsheets.write_xlsx(["x"], [["đ" * 40_000]], "Bảng")

    value = load_workbook(file).active["A2"].value
    assert len(value) == 32_767
    assert value.endswith("[…]")


def test_the_whole_list_can_be_opened_again_in_both_formats(desk, conference):
    registration = make_registration(
        conference,
        IN_TIME,
        full_name="=cmd|' /C calc'!A0",
        tax_code="0314409058002",
        phone="+84912345678",
        question='Dòng một; có dấu chấm phẩy\nDòng hai, có dấu phẩy và "ngoặc kép"',
    )

    for row in (read_csv(download(desk, "csv"))[0], read_csv(download(desk, "csv-semicolon"), ";")[0]):
        assert row["Mã phiếu"] if "Mã phiếu" in row else row["Code"] == registration.code
        values = list(row.values())
        assert "'=cmd|' /C calc'!A0" in values
        assert "0912 345 678" in values
        assert "'0314409058002" in values
        assert registration.questions.get().text in values
    cells = {cell.value: cell for cell in read_xlsx(download(desk, "xlsx"))[0].values()}
    assert cells["=cmd|' /C calc'!A0"].data_type == "s"
    assert cells["0912 345 678"].data_type == "s"
    assert cells["0314409058002"].data_type == "s"
    assert registration.questions.get().text in cells


def test_moments_are_those_of_the_clock_in_vietnam(desk, home):
    conference = make_conference(
        make_conference_index(home),
        closes_at=moment(2026, 7, 5),
        sessions=[(moment(2026, 7, 20, 8), moment(2026, 7, 20, 11), "")],
    )
    make_registration(conference, moment(2026, 7, 1, 0, 30))

    assert "01/07/2026 00:30:00" in read_csv(download(desk, "csv"))[0].values()
    cells = [cell.value for cell in read_xlsx(download(desk, "xlsx"))[0].values()]
    assert moment(2026, 7, 1, 0, 30).replace(tzinfo=None) in cells


def test_an_old_row_with_control_characters_does_not_break_the_file(desk, conference):
    registration = make_registration(conference, IN_TIME)
    Registration.objects.filter(pk=registration.pk).update(full_name="\x08x")
    registration.questions.update(text="a\x0bb\x1fc\ufffed")

    assert "abcd" in read_csv(download(desk, "csv"))[0].values()
    assert "abcd" in [cell.value for cell in read_xlsx(download(desk, "xlsx"))[0].values()]


def test_an_export_holds_what_the_filters_leave_and_is_written_down(desk, conference):
    make_registration(conference, IN_TIME, full_name="Trần Văn Bình")
    late = make_registration(conference, moment(2026, 6, 6), full_name="Đỗ Thị Lụa")

    rows = read_csv(download(desk, "csv", "?form_state=late&q=do thi lua"))

    assert [late.code in row.values() for row in rows] == [True]
    log = ExportLog.objects.get()
    assert log.actor.username == "can-bo"
    assert log.row_count == 1
    assert "form_state=late" in log.filters


@pytest.mark.parametrize("query", ["?conference=abc", "?conference=999999", "?received_at_from=31/31/31", "?seat=x"])
def test_a_filter_that_makes_no_sense_exports_nothing(desk, conference, query):
    make_registration(conference, IN_TIME)

    assert read_csv(download(desk, "csv", query)) == []


def test_rows_are_written_as_they_come_and_never_all_held_in_memory():
    row = ["Nguyễn Văn A"] * 29
    tracemalloc.start()
    spreadsheets.write_xlsx(["x"] * 29, (row for _number in range(800)), "Bảng").close()
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 1_000_000, "the cells of 800 rows alone take more than twice as much"


@pytest.mark.parametrize(
    ("number", "shown"),
    [("+84912345678", "0912 345 678"), ("+842553822345", "0255 3822 345"), ("+12024561111", "+1 202-456-1111"),
     ("", ""), ("hỏng", "hỏng")],
)  # fmt: skip
def test_phone_numbers_are_written_as_people_dial_them(number, shown):
    assert readable_phone(number) == shown


@pytest.mark.django_db
def test_a_form_that_has_ended_is_exported_without_a_seat(conference):
    registration = make_registration(conference, IN_TIME)
    table = Table([registration.pk], Shape.FORM, make_clerk())
    assert str(Seat.HELD.label) in next(table.rows())

    Registration.objects.filter(pk=registration.pk).update(form_state="merged")

    row = next(table.rows())
    assert str(Seat.HELD.label) not in row
    assert str(Seat.RELEASED.label) in row
