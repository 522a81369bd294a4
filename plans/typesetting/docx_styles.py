"""The styles of an official document: Times New Roman, black, sizes as annex I of Decree 30/2020 gives them."""

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .docx_layout import line

FONT = "Times New Roman"
BLACK = RGBColor(0, 0, 0)
# What the setter calls them → what the style list of the word processor shows.
STYLES = {
    "superior": "CV Superior office",
    "office": "CV Office",
    "national_name": "CV National name",
    "motto": "CV Motto",
    "rule": "CV Rule",
    "number": "CV Number",
    "letter_subject": "CV Subject of letter",
    "place": "CV Place and day",
    "kind": "CV Kind of document",
    "subject": "CV Subject",
    "addressee": "CV Addressee",
    "basis": "CV Legal basis",
    "text": "CV Text",
    "quote": "CV Quotation",
    "item": "CV List item",
    "caption": "CV Table caption",
    "table_head": "CV Table head",
    "table_text": "CV Table text",
    "table_number": "CV Table number",
    "table_row_head": "CV Table row head",
    "centred": "CV Centred text",
    "note": "CV Note",
    "picture": "CV Picture",
    "picture_caption": "CV Picture caption",
    "annex": "CV Annex",
    "annex_subject": "CV Subject of annex",
    "recipients_label": "CV Recipients",
    "recipient": "CV Recipient",
    "signer_title": "CV Signer title",
    "signer_name": "CV Signer name",
    "qr": "CV Code note",
    "page_number": "CV Page number",
}
_CENTRE = {"align": ALIGN.CENTER}
_RUNNING = {"align": ALIGN.JUSTIFY, "first_line": 10, "after": 6}
_LOOKS = {
    "superior": {"size": 12, **_CENTRE},
    "office": {"size": 12, "bold": True, **_CENTRE},
    "national_name": {"size": 12, "bold": True, **_CENTRE},
    "motto": {"size": 13, "bold": True, **_CENTRE},
    "rule": {"size": 3, "exact": 4, "before": 3, **_CENTRE},
    "number": {"size": 13, **_CENTRE},
    "letter_subject": {"size": 12, **_CENTRE},
    "place": {"size": 13, "italic": True, **_CENTRE},
    "kind": {"size": 14, "bold": True, "before": 18, "keep": True, **_CENTRE},
    "subject": {"size": 14, "bold": True, "after": 2, "keep": True, **_CENTRE},
    "addressee": {"size": 14, "before": 14, "after": 12, **_CENTRE},
    "basis": {"size": 14, "italic": True, **_RUNNING},
    "text": {"size": 14, **_RUNNING},
    "quote": {"size": 14, "italic": True, "align": ALIGN.JUSTIFY, "left": 10, "after": 6},
    "item": {"size": 14, **_RUNNING},
    "caption": {"size": 13, "bold": True, "before": 6, "after": 3, "keep": True, **_CENTRE},
    "table_head": {"size": 12, "bold": True, **_CENTRE},
    "table_text": {"size": 12, "align": ALIGN.LEFT},
    "table_number": {"size": 12, "align": ALIGN.RIGHT},
    "table_row_head": {"size": 12, "bold": True, "align": ALIGN.LEFT},
    "centred": {"size": 14, "after": 6, **_CENTRE},
    "note": {"size": 14, "align": ALIGN.JUSTIFY, "left": 3, "right": 3, "before": 4, "after": 6, "boxed": True},
    "picture": {"size": 14, "before": 6, "after": 3, "keep": True, **_CENTRE},
    "picture_caption": {"size": 13, "italic": True, "after": 8, **_CENTRE},
    "annex": {"size": 14, "bold": True, "keep": True, "new_page": True, **_CENTRE},
    "annex_subject": {"size": 14, "bold": True, "after": 6, "keep": True, **_CENTRE},
    "recipients_label": {"size": 12, "bold": True, "italic": True, "align": ALIGN.LEFT},
    "recipient": {"size": 11, "align": ALIGN.LEFT},
    "signer_title": {"size": 13, "bold": True, "keep": True, **_CENTRE},
    # The room for the signature and the stamp.
    "signer_name": {"size": 14, "bold": True, "before": 68, **_CENTRE},
    "qr": {"size": 9, "align": ALIGN.LEFT},
    "page_number": {"size": 13, **_CENTRE},
}
_LOOKS["signer_title"]["before"] = 0


def define_styles(file) -> None:
    """Write all styles into `file`; headings are the word processor's own, so its outline works."""
    normal = file.styles["Normal"]
    _write(normal, {"size": 14})
    _set_language(normal.element.rPr)
    _set_language(file.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}"))
    for key, name in STYLES.items():
        style = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = normal
        style.quick_style = True
        _write(style, _LOOKS[key])
    for level in range(1, 5):
        style = file.styles[f"Heading {level}"]
        _write(style, {"size": 14, "bold": level < 4, "italic": level == 3, **_RUNNING, "before": 6, "keep": True})


def _write(style, look: dict) -> None:
    font, spacing = style.font, style.paragraph_format
    font.name, font.size, font.color.rgb = FONT, Pt(look["size"]), BLACK
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    font.bold, font.italic = look.get("bold", False), look.get("italic", False)
    spacing.alignment = look.get("align")
    spacing.space_before, spacing.space_after = Pt(look.get("before", 0)), Pt(look.get("after", 0))
    spacing.first_line_indent, spacing.left_indent = Mm(look.get("first_line", 0)), Mm(look.get("left", 0))
    spacing.line_spacing = Pt(look["exact"]) if "exact" in look else 1.15 if look.get("after") == 6 else 1.0
    spacing.right_indent = Mm(look.get("right", 0))
    spacing.keep_with_next = look.get("keep", False)
    spacing.page_break_before = look.get("new_page", False)
    if look.get("boxed"):
        _box(style)


def _set_language(looks) -> None:
    """Have spelling checked, and words read out, as Vietnamese."""
    for known in looks.findall(qn("w:lang")):
        looks.remove(known)
    looks.append(looks.makeelement(qn("w:lang"), {qn("w:val"): "vi-VN", qn("w:eastAsia"): "vi-VN"}))


def _box(style) -> None:
    """A thin line around paragraphs of this style; those that follow each other share it."""
    borders = OxmlElement("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        edge = line(side)
        edge.set(qn("w:space"), "4")
        borders.append(edge)
    style.element.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
    )
