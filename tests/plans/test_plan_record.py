"""The record of a document: number, day, period, kind."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import override

from plans.dating import is_impossible, is_unusual, official_date, years_from
from plans.models import DocumentType, LegalBasis, PlanPage, Recipient, Signer
from plans.numbers import clean_number, number_key, symbol_of
from tests.factories.plans import make_plan, make_register

TODAY = date(2026, 3, 1)


class TestDays:
    @pytest.mark.parametrize("day", [date(3022, 1, 20), date(1944, 12, 31), date(1022, 1, 20), date(2027, 3, 2)])
    def test_nobody_issues_a_document_in_3022_or_before_1945_or_a_year_ahead(self, day):
        assert is_impossible(day, TODAY)

    @pytest.mark.parametrize("day", [date(1945, 1, 1), date(2026, 3, 1), date(2027, 3, 1)])
    def test_days_up_to_a_year_ahead_are_possible(self, day):
        assert not is_impossible(day, TODAY)

    def test_old_and_coming_days_deserve_a_second_look(self):
        assert is_unusual(date(2024, 2, 28), TODAY)
        assert is_unusual(date(2026, 3, 2), TODAY)
        assert not is_unusual(date(2024, 3, 1), TODAY)
        assert not is_unusual(TODAY, TODAY)

    def test_a_year_from_29_february_is_28_february(self):
        assert years_from(date(2024, 2, 29), 1) == date(2025, 2, 28)

    def test_days_are_written_as_on_documents(self):
        with override("en"):
            assert official_date(date(2024, 1, 8)) == "8 January 2024"

    def test_a_plan_issued_in_3022_is_refused_at_its_field(self, home):
        with pytest.raises(ValidationError) as refused:
            make_plan(make_register(home), issued_on=date(3022, 1, 20))
        assert list(refused.value.message_dict) == ["issued_on"]
        assert "20/01/3022" in str(refused.value)

    def test_tomorrow_next_year_is_refused_and_today_next_year_is_not(self, home):
        register, limit = make_register(home), years_from(timezone.localdate(), 1)
        make_plan(register, issued_on=limit)
        with pytest.raises(ValidationError):
            make_plan(register, issued_on=limit + timedelta(days=1), slug="khac")

    def test_the_database_refuses_what_went_round_the_form(self, home):
        plan = make_plan(make_register(home))
        for broken in (
            {"issued_on": date(1022, 1, 20)},
            {"period_start": date(2022, 2, 1), "period_end": date(2022, 1, 1)},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                PlanPage.objects.filter(pk=plan.pk).update(**broken)

    def test_a_draft_may_have_holes(self, home):
        plan = make_register(home).add_child(instance=PlanPage(title="Chưa xong", live=False))
        assert plan.issued_on is None
        assert plan.place_and_date == ""


class TestNumbers:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("1891/KH-SKHCN", "1891/KH-SKHCN"),
            (" Số: 1891 / KH - SKHCN ", "1891/KH-SKHCN"),
            ("số /KH-SKHCN", "/KH-SKHCN"),
            ("48-QĐ/ĐU", "48-QĐ/ĐU"),
            ("1891/KH\u200b-SKHCN\x00", "1891/KH-SKHCN"),
            ("", ""),
        ],
    )
    def test_numbers_are_kept_as_on_the_document(self, typed, kept):
        assert clean_number(typed) == kept

    def test_numbers_are_compared_without_accents_case_and_signs(self):
        assert number_key("19/2018/QĐ-UBND") == number_key("19 2018 qd ubnd") == "192018qdubnd"

    def test_the_symbol_stands_behind_the_number(self):
        assert symbol_of("1891/KH-SKHCN") == "KH-SKHCN"
        assert symbol_of("1891") == ""

    def test_a_number_too_long_is_refused_not_cut(self, home):
        with pytest.raises(ValidationError) as refused:
            make_plan(make_register(home), number="1" * 100_000)
        assert "number" in refused.value.message_dict


class TestKindAndTitle:
    @pytest.mark.parametrize("typed", ["KẾ HOẠCH", "ke hoach", " Kế  hoạch "])
    def test_a_kind_is_recognised_however_it_is_written(self, typed):
        assert DocumentType.recognise(typed) == "Kế hoạch"

    def test_a_kind_outside_the_list_stays(self, home):
        assert make_plan(make_register(home), document_type="Lời kêu gọi").type_name == "Lời kêu gọi"

    def test_the_kind_is_not_shown_twice(self, home):
        register = make_register(home)
        assert make_plan(register, title="Kế hoạch tổ chức Hội nghị").subject == "Tổ chức Hội nghị"
        assert make_plan(register, title="Tổ chức đối thoại").subject == "Tổ chức đối thoại"
        assert make_plan(register, title="Kế hoạch", slug="x").subject == "Kế hoạch"

    def test_an_english_title_that_names_the_kind_stands_alone(self):
        with override("en"):
            assert PlanPage(title="Plan for dialogue").is_type_in_title
            assert not PlanPage(title="Dialogue in 2022").is_type_in_title


class TestRows:
    def test_rows_take_the_language_of_their_plan_and_are_stored_clean(self, home):
        plan = make_plan(make_register(home))
        plan.legal_bases = [LegalBasis(text="Căn cứ\u200b Luật \r\n")]
        plan.recipients = [Recipient(text="  Lưu:\nVT ")]
        plan.signers = [Signer(title="GIÁM ĐỐC", name="Nguyễn  Văn A")]
        plan.save_revision().publish()
        plan = PlanPage.objects.get(pk=plan.pk)
        assert [basis.text for basis in plan.legal_bases.all()] == ["Căn cứ Luật"]
        assert [recipient.text for recipient in plan.recipients.all()] == ["Lưu: VT"]
        assert plan.signers.get().name == "Nguyễn Văn A"
        assert plan.signers.get().locale_id == plan.locale_id

    def test_a_basis_links_only_to_what_anybody_may_read(self, home):
        register = make_register(home)
        open_plan, hidden = make_plan(register, title="A"), make_plan(register, title="B")
        hidden.unpublish()
        plan = make_plan(register, title="C")
        plan.legal_bases = [LegalBasis(text="A", linked_page=open_plan), LegalBasis(text="B", linked_page=hidden)]
        plan.save_revision().publish()
        assert [page and page.title for _, page in plan.bases_for_readers()] == ["A", None]
