"""The lines that every official document has, as they are printed; shared by DOCX and PDF.

Documents are in Vietnamese whatever language the clerk reads: set them inside `in_vietnamese()`.
"""

from django.utils import translation
from django.utils.translation import gettext as _

from plans.dating import official_date

from .document import OfficialDocument

_COUNCILS = ("ỦY BAN NHÂN DÂN ", "UỶ BAN NHÂN DÂN ", "HỘI ĐỒNG NHÂN DÂN ")
_LONGEST_PLACE = 24


def in_vietnamese():
    """A context in which documents are written."""
    return translation.override("vi")


def national_name() -> str:
    """Quốc hiệu."""
    return _("SOCIALIST REPUBLIC OF VIET NAM")


def motto() -> str:
    """Tiêu ngữ."""
    return _("Independence - Freedom - Happiness")


def office_line(name: str) -> str:
    """An office's name that breaks, if it must, before the place: "ỦY BAN NHÂN DÂN / TỈNH QUẢNG NGÃI"."""
    for council in _COUNCILS:
        place = name.removeprefix(council)
        if place != name and len(place) <= _LONGEST_PLACE:
            return council + place.replace(" ", "\u00a0")
    return name


def number_line(document: OfficialDocument) -> str:
    """ "Số: 12/BB-SKHCN"; with room for the running number while there is none; "" without either."""
    if document.number:
        return _("No.: {number}").format(number=document.number)
    if document.symbol:
        return _("No.: {number}").format(number="\u00a0" * 8 + f"/{document.symbol}")
    return ""


def subject_line(document: OfficialDocument) -> str:
    """What stands below the number of a letter: "V/v …"."""
    return _("Re: {subject}").format(subject=document.subject)


def place_line(document: OfficialDocument) -> str:
    """ "Quảng Ngãi, ngày 05 tháng 6 năm 2026"; with room for day and month while they are open."""
    if not document.place:
        return official_date(document.issued_on) if document.issued_on else ""
    if document.issued_on:
        day = official_date(document.issued_on)
    else:
        gap = "\u00a0" * 6
        day = _("day {day} month {month} year {year}").format(day=gap, month=gap, year=document.year or gap)
    return f"{document.place}, {day}"


def salutation() -> str:
    """What stands before the addressees of a letter."""
    return _("To:")


def recipients_label() -> str:
    """Nơi nhận."""
    return _("Recipients:")


def recipient_lines(document: OfficialDocument) -> list[str]:
    """The recipients as a list with its punctuation, whatever marks somebody typed behind them."""
    return _punctuated(document.recipients)


def addressee_lines(document: OfficialDocument) -> list[str]:
    """One addressee stands behind the salutation, several stand as a list."""
    if len(document.addressees) < 2:
        return list(document.addressees)
    return _punctuated(document.addressees)


def _punctuated(names: tuple[str, ...]) -> list[str]:
    last = len(names) - 1
    return [f"- {name.rstrip(' ;.,')}{'.' if place == last else ';'}" for place, name in enumerate(names)]
