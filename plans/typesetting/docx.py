"""Official documents as DOCX: real styles, so that a clerk can go on writing in a word processor."""

import io

import segno
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.shared import Mm

from .characters import plain
from .document import Heading, Items, OfficialDocument, Paragraph, Table
from .docx_layout import (
    add_text,
    bare_table,
    number_pages_from_the_second,
    paint_grid,
    prepare_page,
    rule_below,
    set_widths,
)
from .docx_styles import STYLES, define_styles
from .lines import (
    addressee_lines,
    in_vietnamese,
    motto,
    national_name,
    number_line,
    place_line,
    recipient_lines,
    recipients_label,
    salutation,
    subject_line,
)

TEXT_WIDTH = 160  # mm
OFFICE_WIDTH = 66


def to_docx(document: OfficialDocument) -> bytes:
    """The document as a file for word processors; always in Vietnamese."""
    with in_vietnamese():
        return _Setter(document).set()


class _Setter:
    def __init__(self, document: OfficialDocument):
        self.document = document
        self.file = Document()

    def set(self) -> bytes:
        prepare_page(self.file)
        define_styles(self.file)
        number_pages_from_the_second(self.file, STYLES["page_number"])
        self._describe()
        self._set_letterhead()
        self._set_title()
        for basis in self.document.bases:
            self._paragraph(basis, "basis")
        for part in self.document.body_with_closing():
            self._set_part(part)
        self._set_signatures()
        self._set_qr()
        file = io.BytesIO()
        self.file.save(file)
        return file.getvalue()

    def _describe(self) -> None:
        properties = self.file.core_properties
        title = " ".join(part for part in (self.document.kind, self.document.subject) if part)
        properties.title, properties.author = plain(title)[:255], plain(self.document.office)[:255]
        properties.language, properties.comments = "vi-VN", ""
        for element in list(properties._element):
            if element.tag.endswith(("}created", "}modified")):  # the library's own template brings 2013
                properties._element.remove(element)

    def _paragraph(self, text: str, style: str, place=None):
        paragraph = (place or self.file).add_paragraph(style=STYLES[style])
        add_text(paragraph, plain(text))
        return paragraph

    def _cell(self, cell, *lines: tuple[str, str]):
        """Fill `cell` with (text, style) lines; the paragraph a cell is born with is the first."""
        for text, style in lines:
            fresh = len(cell.paragraphs) == 1 and not cell.paragraphs[0].text
            paragraph = cell.paragraphs[0] if fresh else cell.add_paragraph()
            paragraph.style = STYLES[style]
            add_text(paragraph, plain(text))

    def _set_letterhead(self) -> None:
        one = self.document
        table = bare_table(self.file, rows=2, widths=[OFFICE_WIDTH, TEXT_WIDTH - OFFICE_WIDTH])
        left, right = table.rows[0].cells
        self._cell(left, *([(one.superior, "superior")] if one.superior else []), (one.office, "office"))
        rule_below(left, STYLES["rule"], side_mm=OFFICE_WIDTH / 3)
        self._cell(right, (national_name(), "national_name"), (motto(), "motto"))
        rule_below(right, STYLES["rule"], side_mm=17)
        left, right = table.rows[1].cells
        under = [(number_line(one), "number")]
        if one.is_letter:
            under.append((subject_line(one), "letter_subject"))
        self._cell(left, *under)
        self._cell(right, (place_line(one), "place"))

    def _set_title(self) -> None:
        one = self.document
        if one.is_letter:
            lines = addressee_lines(one)
            if len(lines) == 1:
                self._paragraph(f"{salutation()} {lines[0]}", "addressee")
            elif lines:
                for line in (salutation(), *lines):
                    self._paragraph(line, "addressee")
            return
        self._paragraph(one.kind, "kind")
        self._paragraph(one.subject, "subject")
        rule_below(self.file, STYLES["rule"], side_mm=TEXT_WIDTH * 0.33)

    def _set_part(self, part) -> None:
        match part:
            case Heading():
                self.file.add_paragraph(plain(part.line), style=f"Heading {min(part.level, 4)}")
            case Items():
                for item in part.items:
                    self._paragraph(f"{part.mark} {item}", "item")
            case Table():
                self._set_table(part)
            case Paragraph():
                paragraph = self._paragraph(part.text, "quote" if part.is_quote else "text")
                for run in paragraph.runs:
                    run.bold, run.italic = part.is_bold or None, part.is_italic or None
                if part.is_bold:
                    paragraph.paragraph_format.keep_with_next = True

    def _set_table(self, part: Table) -> None:
        if part.caption:
            self._paragraph(part.caption, "caption")
        table = self.file.add_table(rows=0, cols=len(part.header))
        for cell, label in zip(table.add_row().cells, part.header, strict=True):
            self._cell(cell, (label, "table_head"))
        for row in part.rows:
            cells = table.add_row().cells
            for column, (cell, text) in enumerate(zip(cells, row, strict=True)):
                self._cell(cell, (text, "table_number" if column in part.numeric else "table_text"))
        paint_grid(table)
        set_widths(table, [share * TEXT_WIDTH for share in part.shares()])
        self._paragraph("", "rule")

    def _set_signatures(self) -> None:
        one = self.document
        table = bare_table(self.file, rows=1, widths=[TEXT_WIDTH / 2, TEXT_WIDTH / 2], keep_together=True)
        left, right = table.rows[0].cells
        if len(one.signers) == 2:
            for cell, signer in zip((left, right), one.signers, strict=True):
                self._sign(cell, signer)
            self._recipients(self.file)
            return
        self._recipients(left)
        for signer in one.signers:
            self._sign(right, signer)

    def _sign(self, cell, signer) -> None:
        titles = [(text, "signer_title") for text in (signer.authority, signer.title) if text]
        self._cell(cell, *titles, ("\n\n\n", "signer_title"), (signer.name, "signer_name"))

    def _recipients(self, place) -> None:
        if not self.document.recipients:
            return
        lines = [(recipients_label(), "recipients_label")]
        lines += [(line, "recipient") for line in recipient_lines(self.document)]
        if place is self.file:
            for text, style in lines:
                self._paragraph(text, style)
        else:
            self._cell(place, *lines)

    def _set_qr(self) -> None:
        one = self.document
        if not one.qr_address:
            return
        picture = io.BytesIO()
        segno.make(one.qr_address, error="m", micro=False).save(picture, kind="png", scale=6, border=4)
        picture.seek(0)
        paragraph = self._paragraph("", "qr")
        paragraph.alignment = ALIGN.LEFT
        paragraph.add_run().add_picture(picture, width=Mm(24))
        self._paragraph(f"{one.qr_note}\n{one.qr_address}".strip(), "qr")
