"""Phone numbers as they are typed in Viet Nam: read, judged, and stored so that equal ones are equal."""

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumbers import NumberParseException, PhoneNumberType

from cms.text import clean_line

_CALLABLE = {
    PhoneNumberType.FIXED_LINE,
    PhoneNumberType.MOBILE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE,
    PhoneNumberType.VOIP,
}
# The eleven-digit mobile numbers of before 15/9/2018 and what each prefix became.
_OLD_MOBILE = {
    "0120": "070", "0121": "079", "0122": "077", "0126": "076", "0128": "078",
    "0123": "083", "0124": "084", "0125": "085", "0127": "081", "0129": "082",
    "0162": "032", "0163": "033", "0164": "034", "0165": "035", "0166": "036",
    "0167": "037", "0168": "038", "0169": "039", "0186": "056", "0188": "058", "0199": "059",
}  # fmt: skip
_TWO_NUMBERS = re.compile(r"\d{5,}\D*[/,;]\D*\d{5,}|\d{5,}\s*(?:-|hoặc|hoac|or|và)\s*\(?(?:0|\+)\d{5,}")
_EXTENSION = re.compile(r"\s*(?:máy lẻ|nội bộ|nhánh|ext|số lẻ)[ .:]*(?=\d+$)", re.IGNORECASE)
_SHORT_OR_PREMIUM = re.compile(r"(?:1800|1900)\d{2,6}|\d{3}")


@dataclass(frozen=True)
class Phone:
    """`number` in E.164 ("+84912345678"), `extension` digits or "", `typed` as shown to people.

    `is_certain` is False for well-shaped numbers of a range the tables do not know: to be confirmed, not refused.
    """

    number: str
    extension: str
    typed: str
    is_certain: bool


def read_phone(text: str) -> Phone:
    """The phone number in `text`; ValidationError with the next step where there is none to call back."""
    typed = clean_line(text)
    shape = _EXTENSION.sub(" x", unicodedata.normalize("NFKC", typed))
    digits = re.sub(r"[^0-9]", "", shape)
    if _has_two_numbers(shape):
        raise ValidationError(_("Enter one phone number only."), code="several")
    if _SHORT_OR_PREMIUM.fullmatch(digits):
        raise ValidationError(_("Enter a number we can call back; service numbers cannot be called."), code="service")
    national = "0" + digits[2:] if digits.startswith("84") and len(digits) == 12 else digits
    if len(national) == 11 and national[:4] in _OLD_MOBILE:
        new = _OLD_MOBILE[national[:4]] + national[4:]
        raise ValidationError(
            _("This is an old eleven-digit number. It became %(new)s; check it and enter the new one."),
            code="old",
            params={"new": f"{new[:3]} {new[3:6]} {new[6:]}"},
        )
    # "0084" and a bare "84" before a Vietnamese number are both usual.
    if digits.startswith("0084"):
        shape = "+84" + digits[4:]
    elif digits.startswith("84") and len(digits) in {11, 12} and not shape.lstrip().startswith("+"):
        shape = "+" + digits
    try:
        parsed = phonenumbers.parse(shape, "VN")
    except NumberParseException:
        raise _unreadable() from None
    if not phonenumbers.is_possible_number(parsed):
        raise _unreadable()
    is_valid = phonenumbers.is_valid_number(parsed)
    if is_valid and phonenumbers.number_type(parsed) not in _CALLABLE:
        raise ValidationError(_("Enter a number we can call back; service numbers cannot be called."), code="service")
    if not is_valid and parsed.country_code == 84 and not 9 <= len(str(parsed.national_number)) <= 10:
        raise _unreadable()
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return Phone(number, parsed.extension or "", typed, is_valid)


def _has_two_numbers(shape: str) -> bool:
    return bool(_TWO_NUMBERS.search(re.sub(r"(?<=\d)[ .](?=\d)", "", shape)))


def _unreadable() -> ValidationError:
    return ValidationError(
        _("Enter a phone number with area code or mobile prefix, for example 0912 345 678 or 0255 3822 345."),
        code="invalid",
    )
