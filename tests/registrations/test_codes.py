"""Codes on receipts."""

import pytest

from plans.registrations.codes import new_code, new_secret, normalise


def test_codes_are_written_alike_and_hold_no_look_alikes():
    codes = [new_code() for _number in range(2000)]

    assert len(set(codes)) == 2000
    for code in codes:
        assert len(code) == 12
        assert code.startswith("DT-")
        assert not set("BILOSUZ") & set(code[3:])


def test_a_hundred_thousand_codes_hardly_ever_meet_and_use_the_whole_alphabet():
    """Of a million about one meets another; the database's own rule and a second draw see to that one.

    A million drawn here would take ten seconds and show the same.
    """
    codes = [new_code() for _number in range(100_000)]

    assert len(set(codes)) >= len(codes) - 2
    for place in range(4, 12):
        signs = {code[place] for code in codes}
        assert signs == {"-"} if place == 7 else len(signs) == 29
    assert len({code[3] for code in codes}) == 28


@pytest.mark.parametrize(
    "typed",
    ["DT-0158-2VAC", "dt-0158-2vac", "DT01582VAC", "0158 2vac", "đt 0158 2vac", " DT–0158–2VAC ", "OISB-ZUAC"],
)
def test_a_code_is_understood_however_it_is_typed(typed):
    expected = "DT-0158-2VAC"

    assert normalise(typed) == expected


@pytest.mark.parametrize("typed", ["", "DT", "DT-0158-2VA", "DT-0158-2VACC", "\x00", "đđđ"])
def test_what_is_no_code_is_none(typed):
    assert normalise(typed) == ""


def test_a_code_that_begins_with_the_letters_of_the_prefix_survives():
    assert normalise("DT-DTDT-DTDT") == "DT-DTDT-DTDT"
    assert normalise("DTDTDTDT") == "DT-DTDT-DTDT"


def test_secrets_are_long():
    assert len(new_secret()) >= 32
