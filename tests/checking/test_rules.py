"""What each rule of the format checker finds, and what it leaves alone."""

import unicodedata
from datetime import date
from time import process_time

import pytest

from plans.checking.check import MOST_OF_A_RULE, check
from plans.checking.finding import Weight
from plans.checking.sheet import Kind
from tests.factories.checking import TODAY, numbered, official, running

LONG = "Các đơn vị bố trí cán bộ trực tại nhà văn hóa thôn"


def found(sheet) -> list[tuple[str, str]]:
    """(rule, the faulty words) of everything wrong with `sheet`."""
    words = {text.place: text.text for text in sheet.texts}
    return [(each.rule, words.get(each.place, "")[each.start : each.end]) for each in check(sheet, TODAY)]


def mended(sheet) -> list[str]:
    """The texts of `sheet` after every one-click fix."""
    fixes = [finding.fix for finding in check(sheet, TODAY) if finding.fix]
    texts = {text.place: text.text for text in sheet.texts}
    for fix in sorted(fixes, key=lambda each: each.start, reverse=True):
        texts[fix.place] = fix.apply(texts[fix.place])
    return list(texts.values())


@pytest.mark.parametrize(
    ("labels", "wrong"),
    [
        (("I.", "II.", "IV."), ["IV."]),
        (("1.", "2.", "2.", "3."), ["2."]),
        (("I.", (2, "1."), (2, "3."), "II."), ["3."]),
        (("I.", (2, "2."), "II."), ["2."]),
        (((4, "a)"), (4, "b)"), (4, "d)")), ["d)"]),
        (((3, "1.1."), (3, "1.2."), (3, "1.4.")), ["1.4."]),
        (("Điều 1.", "Điều 3."), ["Điều 3."]),
        (("1/", "3/", "4/"), ["3/"]),
        (("Phần I", "Phần III"), ["Phần III"]),
        (("I-", "III-", "II-"), ["III-", "II-"]),
    ],
)
def test_a_skipped_or_doubled_number_is_found(labels, wrong):
    assert found(numbered(*labels)) == [("numbering", label) for label in wrong]


@pytest.mark.parametrize(
    "labels",
    [
        ("I.", (2, "1."), (2, "2."), "II.", (2, "1."), (2, "2.")),
        ("I.", "", "III."),
        ("", "", "", ""),
        tuple((4, f"{letter})") for letter in "abcdđe"),
        tuple((4, f"{letter})") for letter in "abcde"),
        tuple((4, f"{letter}.") for letter in "abcdefg"),
        ("A.", "B.", "C.", "D."),
        ("I.", "II.", "III.", "IV.", "V.", "VI."),
        ("1.", "2.", "3.", "1.", "2."),
        ("Chương I", (2, "Điều 1."), (2, "Điều 2."), "Chương II", (2, "Điều 3.")),
        ("1.", (2, "1.1."), (2, "1.2."), "2.", (2, "2.1.")),
        ((5, "-"), (5, "-"), (6, "+"), (5, "-")),
        ("Một là,", "Hai là,"),
        ("Phụ lục III",),
    ],
)
def test_numbers_in_order_and_automatic_ones_are_right(labels):
    assert found(numbered(*labels)) == []


def test_the_last_number_of_a_list_can_be_mended_at_one_click():
    assert mended(numbered("I.", "II.", "IV."))[::2] == ["I.", "II.", "III."]
    assert mended(numbered("Điều 1.", "Điều 3."))[::2] == ["Điều 1.", "Điều 2."]
    assert mended(numbered("PHẦN I", "PHẦN III"))[::2] == ["PHẦN I", "PHẦN II"]


def test_a_number_that_the_text_refers_to_or_that_others_follow_is_left_to_the_editor():
    referred = numbered("I.", "II.", "IV.", words="Như mục IV nêu.")
    followed = numbered("I.", "II.", "IV.", "V.")
    assert not [each for each in check(referred, TODAY) + check(followed, TODAY) if each.fix]


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ("Họp ngày 31/02/2026 tại trụ sở.", "31/02/2026"),
        ("Thực hiện Kế hoạch số 30/KH-UBND ngày 23/02/3022 của UBND tỉnh.", "23/02/3022"),
        ("Xong trước 15/13/2026.", "15/13/2026"),
        ("Ngày 30 tháng 02 năm 2026 khai mạc.", "30 tháng 02 năm 2026"),
        ("Chậm nhất ngày 31/6 phải nộp.", "ngày 31/6"),
        ("Hoàn thành trong tháng 13/2026.", "tháng 13/2026"),
        ("Tổ chức trong Quý V/2026.", "Quý V"),
        ("Dự toán năm 20226 được duyệt.", "năm 20226"),
        ("Họp vào thứ Hai, ngày 24/11/2026.", "thứ Hai, ngày 24/11/2026"),
        ("Làm từ ngày 20/6/2026 đến ngày 10/6/2026.", "10/6/2026"),
        ("Theo Công văn số 12/UBND-NC ngày 01/12/2029.", "01/12/2029"),
    ],
)
def test_an_impossible_date_is_found(words, wrong):
    assert found(running(words)) == [("impossible_date", wrong)]


@pytest.mark.parametrize(
    "words",
    [
        "Ngày 29/02/2024, thứ Ba, ngày 24/11/2026 và 1/1/2026.",
        "Tầm nhìn đến năm 2050, từ năm 1010 đến nay; năm 2026.",
        "Gọi 0255.3822.345, thửa 31/02, tờ 13; đạt 31/32 xã; quý III/2026.",
        "Hỗ trợ mỗi năm 50000 đồng, mỗi năm 12000 lượt khách.",
        "Từ ngày 10/6/2026 đến ngày 20/6/2026; ngày 29/2.",
        "Phiên bản 1.2.2026.5, IP 10.1.2.2000.",
    ],
)
def test_dates_that_can_be_are_left_alone(words):
    assert found(running(words)) == []


def test_a_document_cited_from_after_the_day_of_issue_is_found():
    sheet = official(basis="Căn cứ Quyết định số 15/QĐ-UBND ngày 08/4/2026 của UBND tỉnh;")
    assert found(sheet) == [("impossible_date", "08/4/2026")]


@pytest.mark.parametrize(
    ("parts", "rule", "weight"),
    [
        ({"number": "/KH-SXD"}, "number", Weight.ERROR),
        ({"number": ""}, "number", Weight.ERROR),
        ({"number": "21/QĐ-SXD"}, "number", Weight.ERROR),
        ({"number": "21 KH SXD"}, "number", Weight.ERROR),
        ({"issued_on": None, "date": "ngày    tháng 3 năm 2026"}, "date_of_issue", Weight.ERROR),
        ({"issued_on": None, "date": ""}, "date_of_issue", Weight.ERROR),
        ({"issued_on": date(2036, 3, 5), "date": ""}, "date_of_issue", Weight.ERROR),
        ({"date": "ngày 5 tháng 3 năm 2026"}, "date_of_issue", Weight.WARNING),
        ({"agency": ""}, "missing_part", Weight.WARNING),
        ({"place": ""}, "missing_part", Weight.WARNING),
        ({"basis": ""}, "missing_part", Weight.WARNING),
        ({"recipient": ""}, "missing_part", Weight.WARNING),
        ({"national_title": ""}, "missing_part", Weight.WARNING),
        ({"signer_name": ""}, "missing_part", Weight.ERROR),
        ({"title": ""}, "missing_part", Weight.ERROR),
        ({"title": "KẾ HOẠCH"}, "missing_part", Weight.ERROR),
        ({"paragraph": "Các phòng tổ chức thực hiện."}, "final_sign", Weight.WARNING),
        ({"caption": "Noi nhận:"}, "unmarked_caption", Weight.ERROR),
    ],
)
def test_a_missing_or_wrong_part_of_the_layout_is_found(parts, rule, weight):
    assert [(each.rule, each.weight) for each in check(official(**parts), TODAY)] == [(rule, weight)]


def test_a_faultless_document_raises_no_finding():
    assert check(official(), TODAY) == []


@pytest.mark.parametrize("number", ["21/KH-SXD", "21-KH/ĐU", "Số: 21/KH-SXD", "021/2026/KH-SXD", "21a/KH-UBND-VP"])
def test_numbers_of_state_and_party_offices_are_right(number):
    assert check(official(number=number), TODAY) == []


def test_a_draft_without_number_and_date_is_only_warned_about():
    sheet = official(number="", date="", issued_on=None)
    sheet.is_issued = False
    assert {each.weight for each in check(sheet, TODAY)} == {Weight.WARNING}


def test_an_opening_that_names_what_is_carried_out_counts_as_basis():
    opening = "Thực hiện Chỉ thị số 05/CT-UBND ngày 02/01/2026 của UBND tỉnh, Sở tổ chức rà soát./."
    assert check(official(basis="", paragraph=opening), TODAY) == []


def test_an_invitation_needs_neither_subject_nor_basis():
    parts = {"number": "21/GM-SXD", "type": "GIẤY MỜI", "title": "", "basis": ""}
    assert check(official("GIẤY MỜI", **parts), TODAY) == []


def test_parts_in_the_wrong_order_are_found():
    sheet = official()
    number = next(text for text in sheet.texts if text.kind is Kind.NUMBER)
    others = [text for text in sheet.texts if text.kind not in (Kind.BASIS, Kind.NUMBER)]
    basis = next(text for text in sheet.texts if text.kind is Kind.BASIS)
    sheet.texts = [*others, basis, number]
    assert [each.rule for each in check(sheet, TODAY)] == ["order"]


@pytest.mark.parametrize(
    ("words", "rule", "right"),
    [
        ("Qua bưu điện vàdịch vụ công.", "glued_words", "Qua bưu điện và dịch vụ công."),
        ("Công tác cảicách hành chính.", "glued_words", "Công tác cải cách hành chính."),
        ("Phản ánh về phảnánh của dân.", "glued_words", "Phản ánh về phản ánh của dân."),
        ("ĐỐITHOẠI với dân.", "glued_words", "ĐỐI THOẠI với dân."),
        ("Họp trongcông sở; trong giờ công.", "glued_words", "Họp trong công sở; trong giờ công."),
        ("Côngtác tốt; công việc, hợp tác.", "glued_words", "Công tác tốt; công việc, hợp tác."),
        ("Ban hành  kế hoạch.", "spacing", "Ban hành kế hoạch."),
        ("Sở , ngành.", "spacing", "Sở, ngành."),
        ("Sở,ngành.", "spacing", "Sở, ngành."),
        ("Đã xong.Sau đó họp.", "spacing", "Đã xong. Sau đó họp."),
        ("Quán triệt ( nếu có ) ngay.", "spacing", "Quán triệt (nếu có) ngay."),
        ("“đường dây nóng”về thủ tục", "spacing", "“đường dây nóng” về thủ tục"),
        ('Phương châm “dân biết" là gốc.', "pairs", "Phương châm “dân biết” là gốc."),
        ("Ban hành ke hoạch mới.", "unmarked_words", "Ban hành kế hoạch mới."),
        ("To chuc họp dân.", "unmarked_words", "Tổ chức họp dân."),
        ("Theo Nghị định số 30/2020/NĐCP.", "citation", "Theo Nghị định số 30/2020/NĐ-CP."),
        ("Theo Kế hoạch số 12 /KH - UBND.", "citation", "Theo Kế hoạch số 12/KH-UBND."),
        (f"{LONG}\nvà khu phố để hướng dẫn.", "broken_sentence", f"{LONG} và khu phố để hướng dẫn."),
    ],
)
def test_a_slip_is_found_and_mended_at_one_click(words, rule, right):
    sheet = running(words)
    assert {each.rule for each in check(sheet, TODAY)} == {rule}
    assert mended(sheet) == [right]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Làm viêc tại môt cửa.", "missing_tone"),
        ("Họp (lần hai tại trụ sở.", "pairs"),
        ("Nói rằng “dân biết.", "pairs"),
        ('Nói rằng "dân biết.', "pairs"),
        ("Giao ABQX triển khai.", "abbreviation"),
        ("Theo Quyết định số /QĐ-UBND của tỉnh.", "citation"),
        ("Theo Kế hoạch số 12/QĐ-UBND của tỉnh.", "citation"),
        ("Theo Quyết định số 19/2018/QĐ-UBND ngày 10/8/2019.", "citation"),
    ],
)
def test_what_only_a_person_can_mend_is_found_without_a_fix(words, rule):
    findings = check(running(words), TODAY)
    assert {each.rule for each in findings} == {rule}
    assert not [each for each in findings if each.fix]


@pytest.mark.parametrize(
    "words",
    [
        "Đồng bào Xơđăng, Êđê, Cơtu ở Đắk Lắk, Krông Nô, Pleiku, Plông; ông Y Blul Niê.",
        "Gửi về hòm thư so.khcn@tinh.gov.vn, trang https://dichvucong.gov.vn,chuyen-muc hoặc www.tinh.gov.vn.",
        "Cuộc họp lúc 07:30, ngày 05/3/2026; đạt 1.250,5 tỷ đồng; điện thoại 0255.3822.345.",
        "Internet, website, e-mail, logo, video clip, wifi, marketing, công nghệ blockchain.",
        "Quýt, quốc, khuỷu, ngoằn ngoèo, giếng, giữa, gì, nghiêng, xoong, thuở, khuya, huỳnh, quỵt, tuýp, oái oăm.",
        "Thủy điện, hoà bình, hòa giải, uỷ ban, ủy ban, kỷ luật, kỹ thuật, Lý Sơn, Mỹ Khê, quy chế, qui định.",
        "a) Nhóm một; b) nhóm hai; 1) việc đầu (rất gấp); nêu tại điểm c).",
        "Chỉ số cải cách hành chính (PAR Index), chỉ số PAPI (Chỉ số Hiệu quả quản trị và hành chính công).",
        "Ủy ban Mặt trận Tổ quốc (sau đây gọi là MTX) và MTX huyện; UBND, HĐND, TTHC, KH&CN, BHXH.",
        "Tiêm vắcxin, đo axít, khí cácbon, ôxít, granít, in ápphích, áo sơmi, bêtông, ximăng, rađiô, xêmina.",
        "TP. Hồ Chí Minh, ThS. Nguyễn An, QL.1A, xe 16 chỗ; A.Lưới; Lê V. B.",
        'Trích “Dân là gốc”, ‘việc nhỏ’ và "việc lớn".',
        "MỤC TIÊU ĐẾN NĂM 2030 VÀ TẦM NHÌN QLDA",
        "Theo Luật số 72/2025/QH15, Quy định số 12-QĐ/TU, Chương trình số 5, Kế hoạch số hóa, báo cáo số liệu.",
        "Tổ chức thi hành./.",
        "Có quan hệ tốt; đơn giản; kể chuyện; tố cáo; to tiếng; thu hoạch; cá nhân ái; quyết đoán.",
    ],
)
def test_right_words_are_left_alone(words):
    assert found(running(words)) == []


def test_a_sentence_broken_across_two_paragraphs_is_found_at_the_second():
    assert [each.place for each in check(running(LONG, "và khu phố để hướng dẫn."), TODAY)] == ["1"]
    assert check(running(f"{LONG}.", "Và khu phố."), TODAY) == []


def test_letters_in_two_pieces_are_found_and_composed():
    words = unicodedata.normalize("NFD", "Sở Nội vụ")
    assert mended(running(words)) == ["Sở Nội vụ"]


def test_a_basis_without_day_is_found_but_not_a_law():
    assert found(official(basis="Căn cứ Quyết định số 15/QĐ-UBND của UBND tỉnh;"))[0][0] == "citation"
    assert check(official(basis="Căn cứ Luật số 72/2025/QH15;"), TODAY) == []


def test_one_fault_all_over_a_text_is_cut_off():
    findings = check(running("Sở , ngành . " * 500), TODAY)
    assert len(findings) == MOST_OF_A_RULE


def test_findings_stand_in_the_order_of_the_paper_and_say_why_and_how_to_mend():
    findings = check(official(number="/KH-SXD", caption="Noi nhận:", place=""), TODAY)
    assert [each.place for each in findings] == ["place", "number", "caption"]
    assert all(each.why.endswith(".") and each.mend.endswith(".") for each in findings)
    assert len({each.key for each in findings}) == 3


HOSTILE = ("(", "“", "a", "đ", "1.", " , ", "số ", "ngày 1/", "a@", "NĐ", "12/KH-")


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_costs_no_time_worth_naming(piece):
    started = process_time()
    check(running(piece * (60_000 // len(piece))), TODAY)
    assert process_time() - started < 2
