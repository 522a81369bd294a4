"""The parts a document must have, what they say, and their order."""

import re
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.text import fold
from plans.checking.finding import Weight
from plans.checking.registry import Fault, rules
from plans.checking.sheet import Kind, Sheet
from plans.citations.recognising import KINDS, clean_cited_number, find_citations
from plans.models.vocabulary import DocumentType

_HAS_DIGIT = re.compile(r"^\s*(?:số\s*:?\s*)?[0-9]", re.IGNORECASE)
_BASED = re.compile(
    r"(?:[-–+*]\s*)?(?:Căn cứ|Theo|Thực hiện|Triển khai|Xét|Trên cơ sở|Tiếp tục|Để (?:thực hiện|triển khai)|Nhằm)\s",
    re.IGNORECASE,
)
_LETTER = re.compile(r"(?:V/v|Kính gửi)\b", re.IGNORECASE)
# Kinds whose templates in Decree 30/2020, annex III begin with their bases.
_WITH_BASES = {DocumentType.PLAN, DocumentType.PROGRAMME, DocumentType.DECISION, DocumentType.RESOLUTION}
# Letters of introduction, leave and invitation, slips: their templates have no subject.
_WITHOUT_SUBJECT = ("giay", "phieu")
_WITHOUT_RECIPIENTS = {DocumentType.MINUTES}
_ORDER = (
    {Kind.AGENCY, Kind.NATIONAL_TITLE, Kind.NUMBER, Kind.DATE, Kind.PLACE},
    {Kind.TYPE},
    {Kind.TITLE},
    {Kind.BASIS},
    {Kind.LABEL, Kind.HEADING},
    {Kind.RECIPIENT, Kind.AUTHORITY, Kind.SIGNER_TITLE, Kind.SIGNER_NAME},
)


@rules.register("number", gettext_lazy("Number and symbol"), Weight.ERROR)
def find_wrong_number(sheet: Sheet, today: date):
    """A document has a number and a symbol, and the symbol names its kind (Decree 30/2020, annex I, II.3).

    A letter (công văn) carries the office and its unit instead of a kind. A draft may still be without number.
    """
    if not sheet.is_official:
        return
    text = sheet.first(Kind.NUMBER)
    weight = Weight.ERROR if sheet.is_issued or text else Weight.WARNING
    if text is None:
        yield Fault(
            None,
            0,
            0,
            _("There is no number and symbol."),
            _("Write the number when the document is registered, for example 15/KH-SKHCN."),
            place=sheet.place_of(Kind.NUMBER),
            weight=weight,
        )
        return
    number = text.text
    whole = (text, 0, len(number))
    if not _HAS_DIGIT.match(number):
        yield Fault(
            *whole,
            _("There is a symbol but no number in front of it."),
            _("Write the number when the document is registered."),
            weight=weight,
        )
        return
    symbol = _symbol_of(number)
    if not symbol:
        yield Fault(
            *whole,
            _("%(number)s is no number and symbol of a document.") % {"number": number.strip()},
            _("Write number, stroke, kind, hyphen and office, for example 15/KH-SKHCN or 12-QĐ/TU."),
        )
        return
    kind = KINDS.get(symbol)
    allowed = {kind} | ({"Quy định", "Quy chế"} if kind == "Quyết định" else set())
    document_type = _kind_of(sheet)
    if kind and document_type in DocumentType.values and document_type not in allowed:
        yield Fault(
            *whole,
            _("The symbol %(symbol)s stands for “%(kind)s”, but this document is a “%(type)s”.")
            % {"symbol": symbol, "kind": kind, "type": document_type},
            _("Correct the symbol or the kind of document."),
        )


def _kind_of(sheet: Sheet) -> str:
    """The kind of document, its official name: as said, as the title begins ("Kế hoạch tổ chức …"), or a letter.

    A letter bears no kind and is told by "V/v" or "Kính gửi".
    """
    if sheet.document_type:
        return DocumentType.recognise(sheet.document_type)
    title = sheet.first(Kind.TITLE)
    named = fold(title.text.strip()) if title else ""
    in_title = next((kind.value for kind in DocumentType if named.startswith(f"{fold(kind.value)} ")), "")
    if in_title:
        return in_title
    words = [text.text.lstrip() for text in (*sheet.of(Kind.TITLE), *list(sheet.of(Kind.PARAGRAPH))[:2])]
    return DocumentType.LETTER.value if any(_LETTER.match(each) for each in words) else ""


def _symbol_of(number: str) -> str:
    """The first part of the symbol of a whole number; empty when it is none."""
    cleaned = clean_cited_number(re.sub(r"^\s*số\s*:?\s*", "", number, flags=re.IGNORECASE))
    cited = find_citations(f"số {cleaned}") or find_citations(f"Văn bản số {cleaned}")
    if len(cited) != 1 or cited[0].number != cleaned:
        return ""
    found = re.match(r"[0-9]+[a-zđ]?(?:/[0-9]{4})?[/-]([^\W\d_]+)", cleaned)
    return found[1] if found else ""


@rules.register("missing_part", gettext_lazy("Missing parts"), Weight.WARNING)
def find_missing_parts(sheet: Sheet, today: date):
    """Office, place, kind, subject, bases, recipients and signer are there (Decree 30/2020, article 8 and annex I).

    Bases are asked of plans, programmes, decisions and resolutions; an opening such as “Thực hiện Kế hoạch số …” is
    one. Minutes need no recipients, slips and invitations no subject.
    """
    if not sheet.is_official:
        return
    document_type = _kind_of(sheet)
    missing = [
        (Kind.AGENCY, _("The issuing office is missing."), _("Name the office that issues the document.")),
        (
            Kind.PLACE,
            _("The place in front of the date is missing."),
            _("Write the place of the office, for example Quảng Ngãi."),
        ),
        (
            Kind.RECIPIENT,
            _("There are no recipients."),
            _("List who receives the document, and “Lưu: VT” at the end."),
        ),
    ]
    if not sheet.is_laid_out:
        missing.append(
            (
                Kind.NATIONAL_TITLE,
                _("The national title is missing."),
                _("Put the national title and motto on top; the printed sheet made here carries them by itself."),
            )
        )
    for kind, why, mend in missing:
        if kind is Kind.RECIPIENT and document_type in _WITHOUT_RECIPIENTS:
            continue
        if sheet.first(kind) is None:
            yield Fault(None, 0, 0, why, mend, place=sheet.place_of(kind))
    if not document_type and sheet.first(Kind.TYPE) is None:
        yield Fault(
            None, 0, 0, _("The kind of document is missing."), _("Choose the kind."), place=sheet.place_of(Kind.TYPE)
        )
    elif not _has_subject(sheet):
        yield Fault(
            sheet.first(Kind.TITLE),
            0,
            0,
            _("The kind of document stands alone, without a subject."),
            _("Say in one line what the document is about."),
            place=sheet.place_of(Kind.TITLE),
            weight=Weight.ERROR,
        )
    if not sheet.first(Kind.SIGNER_NAME) or not sheet.first(Kind.SIGNER_TITLE, Kind.AUTHORITY):
        is_nameless = sheet.first(Kind.SIGNER_TITLE, Kind.AUTHORITY) is not None
        yield Fault(
            None,
            0,
            0,
            _("The signer's name is missing.") if is_nameless else _("The post or the name of the signer is missing."),
            _("Write the post and the full name of who signs."),
            place=sheet.place_of(Kind.SIGNER_NAME),
            weight=Weight.ERROR if sheet.is_issued else Weight.WARNING,
        )
    if document_type in _WITH_BASES and not _has_basis(sheet):
        yield Fault(
            None,
            0,
            0,
            _("There is no legal basis."),
            _("Name the documents this one rests on, each with number, date, issuer and subject."),
            place=sheet.place_of(Kind.BASIS),
        )


def _has_subject(sheet: Sheet) -> bool:
    if fold(sheet.document_type).startswith(_WITHOUT_SUBJECT):
        return True
    title = sheet.first(Kind.TITLE)
    if title is None:
        return False
    folded = fold(title.text).strip(" .:–-")
    return folded not in {fold(kind) for kind in DocumentType.values}


def _has_basis(sheet: Sheet) -> bool:
    if sheet.first(Kind.BASIS):
        return True
    opening = list(sheet.of(Kind.PARAGRAPH, Kind.ITEM))[:3]
    return any(_BASED.match(text.text.lstrip()) for text in opening)


@rules.register("order", gettext_lazy("Order of the parts"), Weight.WARNING)
def find_wrong_order(sheet: Sheet, today: date):
    """Letterhead, kind, subject, bases, text, recipients and signature follow in this order (Decree 30/2020, annex I).

    Only the first of each is looked at, for annexes behind the signature have headings of their own.
    """
    if not sheet.is_official or sheet.is_laid_out or _kind_of(sheet) == DocumentType.LETTER:
        return
    highest = -1
    seen: set[int] = set()
    for text in sheet.texts:
        rank = next((rank for rank, kinds in enumerate(_ORDER) if text.kind in kinds), None)
        if rank is None or rank in seen or not text.text.strip():
            continue
        seen.add(rank)
        if rank < highest:
            yield Fault(
                text,
                0,
                len(text.text),
                _("This part stands too low: another part that belongs below it comes first."),
                _("Put the parts in the order of the official layout."),
            )
        highest = max(highest, rank)
