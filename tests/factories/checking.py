"""Sheets for the format checker: running text, a whole document, a list of numbered items."""

from datetime import date

from plans.checking.sheet import Item, Kind, Sheet, Text

TODAY = date(2026, 11, 22)
_PARTS = (
    (Kind.AGENCY, "SỞ XÂY DỰNG"),
    (Kind.NATIONAL_TITLE, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (Kind.NUMBER, "21/KH-SXD"),
    (Kind.PLACE, "Lào Cai"),
    (Kind.DATE, "ngày 05 tháng 3 năm 2026"),
    (Kind.TYPE, "KẾ HOẠCH"),
    (Kind.TITLE, "Rà soát nhà ở xuống cấp"),
    (Kind.BASIS, "Căn cứ Quyết định số 15/QĐ-UBND ngày 08/01/2026 của UBND tỉnh;"),
    (Kind.PARAGRAPH, "Các phòng tổ chức thực hiện./."),
    (Kind.CAPTION, "Nơi nhận:"),
    (Kind.RECIPIENT, "Lưu: VT."),
    (Kind.SIGNER_TITLE, "GIÁM ĐỐC"),
    (Kind.SIGNER_NAME, "Lê Thị Thu"),
)


def running(*paragraphs: str, kind: Kind = Kind.PARAGRAPH) -> Sheet:
    """A page that is no official document, with these paragraphs; places "0", "1", …"""
    return Sheet(
        texts=[Text(str(number), kind, words) for number, words in enumerate(paragraphs)],
        is_official=False,
        is_laid_out=True,
    )


def official(document_type: str = "Kế hoạch", issued_on: date | None = date(2026, 3, 5), **parts: str) -> Sheet:
    """A faultless document; `parts` replaces the text of a kind (`number="…"`), an empty one leaves it out."""
    texts = [Text(kind.value, kind, parts.get(kind.value, words)) for kind, words in _PARTS]
    return Sheet(
        texts=[text for text in texts if text.text],
        document_type=document_type,
        issued_on=issued_on,
        is_issued=True,
    )


def numbered(*labels: tuple[int, str] | str, words: str = "Việc cần làm.") -> Sheet:
    """A list of items: a label on level 1, or (level, label); every item says `words`."""
    sheet = Sheet(is_official=False, is_laid_out=True)
    for number, each in enumerate(labels):
        level, label = each if isinstance(each, tuple) else (1, each)
        sheet.items.append(Item(level, label, f"{number}.label", is_bullet=level >= 5))
        sheet.texts.append(Text(f"{number}.label", Kind.LABEL, label, number))
        sheet.texts.append(Text(f"{number}.text", Kind.ITEM, words, number))
    return sheet
