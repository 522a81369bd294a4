"""Pages, lines and tables of a DOCX: what python-docx has no words for, in the format's own."""

from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm


def prepare_page(file) -> None:
    """A4 upright; margins as annex I asks: top and bottom 20, left 30, right 20 mm."""
    section = file.sections[0]
    section.orientation = WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = section.right_margin = Mm(20)
    section.left_margin = Mm(30)
    section.header_distance = section.footer_distance = Mm(10)


def number_pages_from_the_second(file, style) -> None:
    """The page's number in the middle of the top margin, none on the first page."""
    section = file.sections[0]
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.style = style
    run = paragraph.add_run()
    for kind, text in (("begin", None), (None, "PAGE"), ("separate", None), ("end", None)):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {text} "
        run._r.append(element)


def bare_table(file, *, rows: int, widths: list[float], keep_together: bool = False):
    """A table without lines and without padding; `widths` in mm."""
    table = file.add_table(rows=rows, cols=len(widths))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    set_widths(table, widths)
    pad_cells(table, left=0, right=0)
    if keep_together:
        for row in table.rows:
            mark_row(row._tr, "w:cantSplit")
    return table


def pad_cells(table, **sides: float) -> None:
    """Room within all cells in mm; `sides` in the format's order: top, left, bottom, right."""
    padding = OxmlElement("w:tblCellMar")
    for side, room in sides.items():
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(Mm(room).twips))
        edge.set(qn("w:type"), "dxa")
        padding.append(edge)
    table._tbl.tblPr.insert_element_before(padding, "w:tblLook")


def set_widths(table, widths: list[float]) -> None:
    """Fixed widths in mm, on the grid and on every cell, as different word processors read one or the other."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def rule_below(place, style, *, side_mm: float):
    """A thin line in the middle, `side_mm` in from both sides; `place` is the file or a cell."""
    paragraph = place.add_paragraph(style=style)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(side_mm)
    borders = OxmlElement("w:pBdr")
    borders.append(line("top"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
    return paragraph


def line(side: str):
    """A thin black border on one side, as an element."""
    element = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        element.set(qn(f"w:{name}"), value)
    return element


def mark_row(row, tag: str) -> None:
    """Mark a w:tr element: "w:cantSplit", "w:tblHeader"."""
    row.get_or_add_trPr().append(OxmlElement(tag))
