"""Tables of a DOCX, written in the format's own terms: a table of ten thousand cells takes a second, not minutes."""

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from .document import Table, Text, cell_of
from .docx_layout import line, mark_row, pad_cells
from .docx_text import write_text


class TableWriter:
    """Writes tables with the styles of `style_ids` (head, text, number, row head); `width` of the line in mm."""

    def __init__(self, file, style_ids: dict[str, str], width: float):
        self._file = file
        self._styles = style_ids
        self._width = width

    def add(self, table: Table) -> None:
        """The table behind what has been written so far; the header comes again on every page."""
        columns = [Mm(share * self._width).twips for share in table.shares()]
        made = self._file.add_table(rows=0, cols=len(columns))
        made.alignment = WD_TABLE_ALIGNMENT.CENTER
        made.autofit = False
        for column, width in zip(made.columns, columns, strict=True):
            column._gridCol.set(qn("w:w"), str(width))
        borders = OxmlElement("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(line(side))
        made._tbl.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
        pad_cells(made, top=0.8, left=1.5, bottom=0.8, right=1.5)
        rows = [*([table.header] if table.header else []), *table.rows]
        covered: dict[int, tuple[int, int]] = {}  # column → rows still covered from above, columns of that cell
        for place, contents in enumerate(rows):
            row = OxmlElement("w:tr")
            self._fill(row, contents, table, columns, covered, is_header=bool(table.header) and place == 0)
            mark_row(row, "w:cantSplit")
            if table.header and place == 0:
                mark_row(row, "w:tblHeader")
            made._tbl.append(row)

    def _fill(self, row, contents, table: Table, columns: list[int], covered, *, is_header: bool) -> None:
        waiting = list(contents)
        column = 0
        while column < len(columns):
            if column in covered:
                rows_left, wide = covered.pop(column)
                row.append(self._cell("", "text", columns[column : column + wide], wide, merge="continue"))
                if rows_left > 1:
                    covered[column] = (rows_left - 1, wide)
                column += wide
                continue
            cell = cell_of(waiting.pop(0)) if waiting else cell_of("")
            wide = max(1, min(cell.columns, len(columns) - column))
            look = self._look(table, column, is_header=is_header)
            merge = "restart" if cell.rows > 1 else ""
            row.append(self._cell(cell.text, look, columns[column : column + wide], wide, merge=merge))
            if cell.rows > 1:
                covered[column] = (cell.rows - 1, wide)
            column += wide

    @staticmethod
    def _look(table: Table, column: int, *, is_header: bool) -> str:
        if is_header:
            return "head"
        if column == 0 and table.has_header_column:
            return "row_head"
        return "number" if column in table.numeric else "text"

    def _cell(self, text: Text, look: str, widths: list[int], wide: int, *, merge: str):
        cell, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
        width = OxmlElement("w:tcW")
        width.set(qn("w:w"), str(sum(widths)))
        width.set(qn("w:type"), "dxa")
        properties.append(width)
        if wide > 1:
            span = OxmlElement("w:gridSpan")
            span.set(qn("w:val"), str(wide))
            properties.append(span)
        if merge:
            merged = OxmlElement("w:vMerge")
            if merge == "restart":
                merged.set(qn("w:val"), "restart")
            properties.append(merged)
        cell.append(properties)
        paragraph = OxmlElement("w:p")
        paragraph.get_or_add_pPr().style = self._styles[look]
        write_text(paragraph, self._file.part, text)
        cell.append(paragraph)
        return cell
