"""Phone numbers, tax codes, e-mail addresses and names as people type them."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from cms.intake.email_address import EmailAddressField
from cms.intake.fields import CountedTextField, PersonNameField
from cms.intake.phone import read_phone
from cms.intake.tax_code import is_plausible, normalise


@pytest.mark.parametrize(
    "typed",
    ["0912 345 678", "+84 912.345.678", "０９１２３４５６７８", "84912345678", "0084912345678", "+84 (0) 912 345 678",
     "0912-345-678", " 0912345678\u200b"],
)  # fmt: skip
def test_one_mobile_number_in_every_spelling_is_one_number(typed):
    assert read_phone(typed).number == "+84912345678"


def test_landlines_and_extensions_are_kept():
    assert read_phone("(024) 3825 3344").number == "+842438253344"
    assert read_phone("0255 3822 345 x5").extension == "5"
    assert read_phone("0255 3822 345 máy lẻ 12").extension == "12"


def test_what_was_typed_is_kept_for_showing():
    assert read_phone(" 0912.345  678 ").typed == "0912.345 678"


def test_a_well_shaped_number_of_an_unknown_range_is_read_but_not_certain():
    phone = read_phone("0551234567")

    assert (phone.number, phone.is_certain) == ("+84551234567", False)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0168 123 4567", "old"),
        ("+84168 123 4567", "old"),
        ("0912345678 / 0987654321", "several"),
        ("0912345678 - 0987654321", "several"),
        ("0912 345 678 hoặc 0987 654 321", "several"),
        ("0912345678;0987654321", "several"),
        ("113", "service"),
        ("1900 1234", "service"),
        ("1900 123456", "service"),
        ("1800 1234", "service"),
        ("09123", "invalid"),
        ("abc", "invalid"),
        ("8" * 400, "invalid"),
        ("+", "invalid"),
    ],
)
def test_every_number_nobody_can_call_back_is_refused_for_its_own_reason(typed, code):
    with pytest.raises(ValidationError) as refusal:
        read_phone(typed)

    assert refusal.value.code == code


def test_the_refusal_of_an_old_number_names_the_new_one():
    with pytest.raises(ValidationError) as refusal:
        read_phone("0168 123 4567")

    assert "038 123 4567" in refusal.value.messages[0]


@given(st.text(max_size=60))
def test_no_text_whatever_breaks_the_reading_of_phone_numbers(text):
    with suppress(ValidationError):
        assert read_phone(text).number.startswith("+")


@pytest.mark.parametrize(
    "typed",
    ["0100047516", "0100112437", "0100233488", "0301442989", "0314409058-002", "0314409058002", "0100 112 437",
     "0100\u00a0112437", "０１００１１２４３７", "079123456789"],
)  # fmt: skip
def test_issued_tax_codes_are_plausible_in_every_spelling(typed):
    assert is_plausible(normalise(typed))


@pytest.mark.parametrize(
    "typed", ["0100233480", "0000000000", "0314409058-000", "010011243", "01001124370", "٠١٠٠١١٢٤٣٧", "", "abc"]
)
def test_codes_that_cannot_have_been_issued_are_not(typed):
    assert not is_plausible(normalise(typed))


def test_every_wrong_digit_and_every_swap_of_neighbours_is_noticed():
    right = "0100112437"
    wrong = {right[:at] + digit + right[at + 1 :] for at in range(10) for digit in "0123456789"} - {right}
    swapped = {right[:at] + right[at + 1] + right[at] + right[at + 2 :] for at in range(9)} - {right}

    assert not [code for code in wrong | swapped if is_plausible(code)]


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("lan@example.vn", "lan@example.vn"),
        ("  Lan@EXAMPLE.VN ", "Lan@example.vn"),
        ("lan@ví-dụ.vn", "lan@ví-dụ.vn"),
        ("lan\u200b@example.vn", "lan@example.vn"),
    ],
)
def test_addresses_are_trimmed_and_their_domain_made_small(typed, stored):
    assert EmailAddressField().clean(typed) == stored


@pytest.mark.parametrize(
    "typed",
    ["a@b", "a@b..vn", "nguyễn@ví-dụ.vn", '"a b"@c.vn', "a" * 300 + "@b.vn", "a@b.vn\nBcc:x@y.vn",
     "a@b.vn\r\nBcc: x@y",
     "a@b.vn, c@d.vn", "a@b.vn;c@d.vn", "Lan <lan@b.vn>", "a@b.vn\u2028Bcc:x", "a\x00@b.vn", "@", "a@"],
)  # fmt: skip
def test_what_is_no_single_plain_address_is_refused(typed):
    with pytest.raises(ValidationError):
        EmailAddressField().clean(typed)


@given(st.text(max_size=80))
def test_no_text_whatever_breaks_the_reading_of_addresses(text):
    with suppress(ValidationError):
        assert "\n" not in EmailAddressField(required=False).clean(text)


@pytest.mark.parametrize("name", ["Y", "1234", "An 2", "www.a.vn", "an@b.vn", "<b>An</b>", "😀😀", "--"])
def test_what_is_no_name_is_refused(name):
    with pytest.raises(ValidationError):
        PersonNameField().clean(name)


def test_length_is_counted_in_composed_letters_with_line_ends_as_one():
    field = CountedTextField(min_length=2, max_length=4)

    assert field.clean("e\u0302\u0301\r\nb\r\n") == "ế\nb"
    assert field.clean("😀😀😀😀") == "😀😀😀😀"
    with pytest.raises(ValidationError):
        field.clean("😀😀😀😀😀")
    with pytest.raises(ValidationError):
        field.clean("  a \n")
