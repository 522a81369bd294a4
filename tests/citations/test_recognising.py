"""Document numbers in running text."""

from datetime import date
from time import process_time

import pytest

from plans.citations.offices import is_same_office
from plans.citations.recognising import find_citations, with_known_days


def numbers(text: str) -> list[str]:
    return [each.number for each in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Luật số 72/2025/QH15", "72/2025/QH15"),
        ("19/2018/QĐ-UBND", "19/2018/QĐ-UBND"),
        ("Quy định số 12-QĐ/TU", "12-QĐ/TU"),
        ("theo 1891/KH-SKHCN,", "1891/KH-SKHCN"),
        ("Nghị định 30/2020/NĐ-CP", "30/2020/NĐ-CP"),
        ("Kết luận số 54-KL/TW", "54-KL/TW"),
        ("Chỉ thị số 05-CT/TW.", "05-CT/TW"),
        ("Công văn số 4639/UBND-NC", "4639/UBND-NC"),
        ("Thông tư liên tịch số 01/2022/TTLT-BNV-BTC", "01/2022/TTLT-BNV-BTC"),
        ("Quyết định số 8a/QĐ-TTg", "8a/QĐ-TTg"),
        ("Kế hoạch số 1891 / KH – SKHCN", "1891/KH-SKHCN"),
        ("Kế hoạch số 12/KH-\nUBND", "12/KH-UBND"),
        ("Kế hoạch số: 12/KH‑UBND", "12/KH-UBND"),
        ("Kế hoạch số\u00a012/KH-UBND", "12/KH-UBND"),
        ("Văn bản số 15/UBND", "15/UBND"),
        ("Quy định số 03-QĐi/TU", "03-QĐi/TU"),
        ("Hướng dẫn số 01-HD/BTCTW", "01-HD/BTCTW"),
    ],
)
def test_numbers_in_all_their_forms_are_read(text, number):
    assert numbers(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Điện thoại 0255-3822-345, 0255/3822/345, 1900 1234",
        "ngày 30/12/2021, 1/2, 24/7, quý III/2022, 02 lần/năm, 100 km/h, 50 m3/ngày, 3/4",
        "số 15/A2 Trường Chinh, số 202A, số 12/BT khu đô thị, ngõ 12/34",
        "ISO 9001:2015, QCVN 01:2019/BKHCN, mẫu 01/TTHC, phòng 305/B",
        "Số: /KH-SKHCN, …/QĐ-UBND, số    /TB-VP",
        "tỷ số 2-1/TW, 10-12/TU, Kế hoạch số 1, báo cáo số liệu, https://a.vn/12/KH-UBND/tai-ve",
    ],
)
def test_what_only_looks_like_a_number_is_left_alone(text):
    assert numbers(text) == []


def test_kind_day_and_issuer_are_taken_along():
    text = "Theo Kế hoạch số 30/KH-UBND ngày 08 tháng 01 năm 2026 của UBND tỉnh Quảng Ngãi về cải cách, các sở"
    (found,) = find_citations(text)
    assert text[found.start : found.end] == "Kế hoạch số 30/KH-UBND"
    assert (found.kind, found.day, found.issuer) == ("Kế hoạch", date(2026, 1, 8), "UBND tỉnh Quảng Ngãi")
    assert find_citations("Kế hoạch số 30/KH-UBND ngày 31/02/2026")[0].day is None
    assert find_citations("Quyết định số 5/QĐ-SNV, ngày 8/1/2026")[0].day == date(2026, 1, 8)
    assert find_citations("72/2025/QH15")[0].kind == "Luật"


def test_a_number_without_day_takes_the_day_the_page_gives_it_elsewhere():
    text = "Kế hoạch số 5/KH-SNV ngày 02/3/2026; theo Kế hoạch số 5/KH-SNV thì"
    assert [each.day for each in with_known_days(find_citations(text))] == [date(2026, 3, 2)] * 2
    torn = "5/KH-SNV ngày 02/3/2026; 5/KH-SNV ngày 02/3/2025; 5/KH-SNV"
    assert with_known_days(find_citations(torn))[2].day is None


@pytest.mark.parametrize(
    ("words", "name", "superior", "answer"),
    [
        ("Sở Khoa học và Công nghệ", "Sở Khoa học và Công nghệ", "UBND tỉnh Sơn La", True),
        ("Sở Khoa học và Công nghệ tỉnh Sơn La", "Sở Khoa học và Công nghệ", "UBND tỉnh Sơn La", True),
        ("Sở Khoa học và Công nghệ tỉnh Sơn La", "Sở Khoa học và Công nghệ", "UBND tỉnh Quảng Ngãi", False),
        ("Chủ tịch UBND xã Nghĩa Dũng", "Ủy ban nhân dân xã Nghĩa Dũng", "", True),
        ("UBND xã", "Ủy ban nhân dân xã Nghĩa Dũng", "UBND thành phố Quảng Ngãi", None),
        ("UBND tỉnh Quảng Ngãi", "Ủy ban nhân dân xã Nghĩa Dũng", "UBND thành phố Quảng Ngãi", False),
        ("", "Sở Nội vụ", "", None),
        ("Sở Nội vụ", "", "", None),
    ],
)
def test_an_office_is_told_by_the_words_behind_the_number(words, name, superior, answer):
    assert is_same_office(words, name, superior) is answer


@pytest.mark.parametrize("piece", ["1", "số ", "12/KH-", "1 ", "12/KH\n", "12-QĐ/", "Kế hoạch ", "của A ", "ngày "])
def test_hostile_text_costs_no_time_worth_naming(piece):
    started = process_time()
    find_citations(piece * (60_000 // len(piece)))
    find_citations("12/KH-UBND " + piece * (60_000 // len(piece)))
    assert process_time() - started < 1
