"""Spans of time in documents: read, stored, printed in both languages."""

import random
from datetime import date, timedelta

import pytest
from django.utils.translation import override

from plans.hints import hints_for
from plans.models import PlanPage
from plans.period_reading import find_periods, read_period
from plans.periods import Period, Piece, Precision
from tests.factories.plans import make_plan, make_register
from tests.plans.test_admin import add, editor  # noqa: F401 - a fixture

P = Precision


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("Quý III/2022", "2022-07-01", "2022-09-30", P.QUARTER),
        ("quy 3 nam 2022", "2022-07-01", "2022-09-30", P.QUARTER),
        ("quý tư/2022", "2022-10-01", "2022-12-31", P.QUARTER),
        ("III/2022", "2022-07-01", "2022-09-30", P.QUARTER),
        ("tháng 6/2022", "2022-06-01", "2022-06-30", P.MONTH),
        ("Dự kiến trong tháng 02 năm 2024.", "2024-02-01", "2024-02-29", P.MONTH),
        ("từ quý II đến quý IV năm 2024", "2024-04-01", "2024-12-31", P.QUARTER),
        ("Quý I, II/2024", "2024-01-01", "2024-06-30", P.QUARTER),
        ("từ tháng 11/2023 đến tháng 02/2024", "2023-11-01", "2024-02-29", P.MONTH),
        ("6 tháng đầu năm 2023", "2023-01-01", "2023-06-30", P.HALF),
        ("9 tháng đầu năm 2023", "2023-01-01", "2023-09-30", P.QUARTER),
        ("3 tháng cuối năm 2023", "2023-10-01", "2023-12-31", P.QUARTER),
        ("năm 2024", "2024-01-01", "2024-12-31", P.YEAR),
        ("giai đoạn 2021 - 2025", "2021-01-01", "2025-12-31", P.YEAR),
        ("trước ngày 15/6/2022", None, "2022-06-14", P.DAY),
        ("chậm nhất là ngày 30 tháng 9 năm 2024", None, "2024-09-30", P.DAY),
        ("đến hết năm 2025", None, "2025-12-31", P.YEAR),
        ("từ ngày 01/3/2024 trở đi", "2024-03-01", None, P.DAY),
        ("sau ngày 01/7/2025", "2025-07-02", None, P.DAY),
        ("từ ngày 01/3 đến ngày 15/3/2024", "2024-03-01", "2024-03-15", P.DAY),
        ("tuần 2 tháng 3/2024", "2024-03-08", "2024-03-14", P.WEEK),
        ("tuần 5 tháng 3/2024", "2024-03-29", "2024-03-31", P.WEEK),
        ("cuối tháng 02/2024", "2024-02-21", "2024-02-29", P.THIRD),
    ],
)
def test_what_documents_write_is_read_as_days(text, start, end, precision):
    period = read_period(text)
    assert (period.start and period.start.isoformat(), period.end and period.end.isoformat()) == (start, end)
    assert period.precision == precision


@pytest.mark.parametrize(
    "text",
    ["", "quý III", "quý 5/2022", "tháng 13/2022", "31/02/2022", "nhiều năm", "quý I, III/2024", "x" * 10_000,
     "tuần 5 tháng 02/2023", "từ quý IV đến quý II năm 2024", "năm 0000", "\x00", "đến"],
)  # fmt: skip
def test_what_names_no_days_is_not_guessed(text):
    assert read_period(text) is None


def test_spans_are_found_inside_sentences_with_their_places():
    text = "Văn phòng Sở chủ trì, xong trước ngày 15/6/2022; báo cáo trong Quý III/2022 (Công văn số 12/2022/QĐ-UBND)."
    found = find_periods(text)
    assert [text[each.start : each.end] for each in found] == ["trước ngày 15/6/2022", "Quý III/2022"]


def test_long_and_hostile_texts_are_read_in_time_that_grows_with_their_length():
    for text in ("từ ngày 1/1 đến " * 3000, "ngày " * 5000, "quý I, " * 3000, "1/1/" * 9000):
        find_periods(text)


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Quý III/2022", "quarter III of 2022"),
        ("tháng 6/2022", "June 2022"),
        ("từ quý II đến quý IV năm 2024", "from quarter II to quarter IV of 2024"),
        ("từ tháng 3 đến tháng 5/2024", "from March to May 2024"),
        ("6 tháng đầu năm 2023", "the first half of 2023"),
        ("trước ngày 15/6/2022", "until 14 June 2022"),
        ("đến hết tháng 6/2022", "until the end of June 2022"),
        ("tuần 2 tháng 3/2024", "week 2 of March 2024"),
        ("giữa tháng 3/2024", "mid-March 2024"),
        ("từ năm 2024 trở đi", "from 2024 on"),
        ("giai đoạn 2021-2025", "from 2021 to 2025"),
    ],
)
def test_a_span_is_printed_in_english(text, english):
    with override("en"):
        assert read_period(text).in_words() == english


def test_what_is_printed_in_vietnamese_is_read_as_the_same_span():
    """Needs the Vietnamese catalogue."""
    chance = random.Random(8)
    for _turn in range(300):
        precision = chance.choice(list(P))
        numbers = {P.YEAR: 0, P.HALF: 2, P.QUARTER: 4, P.MONTH: 12, P.WEEK: 4, P.THIRD: 3, P.DAY: 28}
        piece = Piece(precision, chance.randint(1990, 2090), chance.randint(1, numbers[precision] or 1),
                      chance.randint(1, 12))  # fmt: skip
        start, end = piece.days()
        if precision in (P.YEAR, P.QUARTER, P.MONTH, P.DAY):
            start, end = chance.choice([(start, end), (start, None), (None, end)])
        period = Period(start, end, precision)
        with override("vi"):
            assert read_period(str(period)) == period


def test_a_period_that_is_no_span_cannot_be_made():
    for start, end in ((None, None), (date(2024, 2, 1), date(2024, 1, 1))):
        with pytest.raises(ValueError):
            Period(start, end)


def test_a_span_is_over_the_day_after_its_last_and_never_when_open():
    period = read_period("Quý III/2022")
    assert not period.is_over(period.end)
    assert period.is_over(period.end + timedelta(days=1))
    assert not read_period("từ năm 2022 trở đi").is_over(date(2100, 1, 1))


class TestStored:
    def test_a_plan_keeps_how_finely_its_words_say_the_stored_days(self, home):
        period = read_period("6 tháng đầu năm 2023")
        plan = make_plan(
            make_register(home), period_text="6 tháng đầu năm 2023", period_start=period.start, period_end=period.end
        )
        plan = PlanPage.objects.get(pk=plan.pk)
        assert plan.period == period
        with override("en"):
            assert plan.period_in_words == "the first half of 2023"
        plan.period_text = "the first half of 2023"
        plan.save()
        assert plan.period_precision == P.HALF
        plan.period_end = date(2023, 6, 15)
        plan.save()
        assert plan.period_precision == ""

    def test_days_without_words_are_said_as_coarsely_as_they_can_be(self):
        plan = PlanPage(period_start=date(2024, 4, 1), period_end=date(2024, 6, 30))
        with override("en"):
            assert plan.period_in_words == "quarter II of 2024"
        assert PlanPage().period_in_words == ""

    def test_days_are_filled_in_from_the_words_only_when_asked_and_only_when_empty(self, home, editor):  # noqa: F811
        register = make_register(home)
        words = {"period_text": "Quý III/2026"}
        add(editor, register, slug="a", **words)
        add(editor, register, slug="b", **words, take_period="on")
        add(editor, register, slug="c", **words, take_period="on", period_start="05/07/2026")
        days = {plan.slug: (plan.period_start, plan.period_end) for plan in PlanPage.objects.all()}
        assert days == {
            "a": (None, None),
            "b": (date(2026, 7, 1), date(2026, 9, 30)),
            "c": (date(2026, 7, 5), None),
        }

    def test_words_that_name_no_days_are_said_so_at_their_field(self, home, editor):  # noqa: F811
        response = add(editor, make_register(home), period_text="cả năm tới", take_period="on")
        assert "period_text" in response.context["form"].errors
        assert not PlanPage.objects.exists()

    def test_words_and_days_that_disagree_are_pointed_out(self, home):
        register, today = make_register(home), date(2026, 6, 1)
        fields = {"issued_on": today, "period_text": "Quý III/2026"}
        empty = make_plan(register, slug="a", **fields)
        other = make_plan(register, slug="b", number="2", **fields, period_end=date(2026, 10, 1))
        agreed = make_plan(
            register, slug="c", number="3", **fields, period_start=date(2026, 7, 1), period_end=date(2026, 9, 30)
        )
        assert ["01/07/2026 – 30/09/2026" in hint for hint in hints_for(empty, today)] == [True]
        assert ["… – 01/10/2026" in hint for hint in hints_for(other, today)] == [True]
        assert hints_for(agreed, today) == []
