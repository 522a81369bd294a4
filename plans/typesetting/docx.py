"""Official documents as DOCX: real styles and numbering, so that a clerk can go on writing in a word processor."""

import io

import segno
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.image.exceptions import UnrecognizedImageError
from docx.shared import Mm, Pt

from .characters import plain
from .document import Box, Heading, Items, OfficialDocument, Paragraph, Picture, Run, Table, Text, runs_of
from .docx_layout import bare_table, number_pages_from_the_second, prepare_page, rule_below
from .docx_numbering import BULLETS, Numbering, embolden_number
from .docx_styles import STYLES, define_styles
from .docx_tables import TableWriter
from .docx_text import write_text
from .lines import (
    addressee_lines,
    in_vietnamese,
    motto,
    national_name,
    number_line,
    office_line,
    place_line,
    recipient_lines,
    recipients_label,
    salutation,
    subject_line,
)
from .numbering import Step, forms_of, steps_of

TEXT_WIDTH = 160  # mm
OFFICE_WIDTH = 70
TALLEST_PICTURE = 200
TABLE_STYLES = ("head", "text", "number", "row_head")


def to_docx(document: OfficialDocument) -> bytes:
    """The document as a file for word processors; always in Vietnamese."""
    with in_vietnamese():
        return _Setter(document).set()


class _Setter:
    def __init__(self, document: OfficialDocument):
        self.document = document
        self.file = Document()
        self.body = document.body_with_closing()
        labels = [(part.level, part.label) for part in self._labelled()]
        self.numbering = Numbering(self.file, forms_of(labels))
        self._steps = iter(steps_of(labels))

    def set(self) -> bytes:
        """The whole file."""
        prepare_page(self.file)
        define_styles(self.file)
        number_pages_from_the_second(self.file, STYLES["page_number"])
        self._describe()
        ids = {name: self.file.styles[STYLES[f"table_{name}"]].style_id for name in TABLE_STYLES}
        self.tables = TableWriter(self.file, ids, TEXT_WIDTH)
        self._set_letterhead()
        self._set_title()
        for basis in self.document.bases:
            self._paragraph(basis, "basis")
        for part in self.body:
            self._set_part(part)
        self._set_signatures()
        for annex in self.document.annexes:
            self._set_annex(annex)
        self._set_qr()
        file = io.BytesIO()
        self.file.save(file)
        return file.getvalue()

    def _labelled(self):
        annexes = [annex[isinstance(annex[0], Heading) :] for annex in self.document.annexes if annex]
        for part in (*self.body, *(part for annex in annexes for part in annex)):
            if isinstance(part, Heading | Paragraph) and part.label:
                yield part

    def _describe(self) -> None:
        one, properties = self.document, self.file.core_properties
        properties.title, properties.author = plain(one.title)[:255], plain(one.office)[:255]
        properties.subject, properties.identifier = plain(one.summary)[:255], plain(one.qr_address)[:255]
        properties.language, properties.comments = "vi-VN", ""
        for element in list(properties._element):
            if element.tag.endswith(("}created", "}modified")):  # the library's own template brings 2013
                properties._element.remove(element)

    def _paragraph(self, text: Text, style: str, place=None):
        paragraph = (place or self.file).add_paragraph(style=STYLES[style])
        write_text(paragraph._p, self.file.part, text)
        return paragraph

    def _cell(self, cell, *lines: tuple[str, str]):
        """Fill `cell` with (text, style) lines; the paragraph a cell is born with is the first."""
        for text, style in lines:
            fresh = len(cell.paragraphs) == 1 and not cell.paragraphs[0].text
            paragraph = cell.paragraphs[0] if fresh else cell.add_paragraph()
            paragraph.style = STYLES[style]
            write_text(paragraph._p, self.file.part, text)

    def _set_letterhead(self) -> None:
        one = self.document
        table = bare_table(self.file, rows=2, widths=[OFFICE_WIDTH, TEXT_WIDTH - OFFICE_WIDTH])
        left, right = table.rows[0].cells
        self._cell(
            left,
            *([(office_line(one.superior), "superior")] if one.superior else []),
            (office_line(one.office), "office"),
        )
        rule_below(left, STYLES["rule"], side_mm=OFFICE_WIDTH / 3)
        self._cell(right, (national_name(), "national_name"), (motto(), "motto"))
        rule_below(right, STYLES["rule"], side_mm=15)
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
                self._set_addressees([salutation(), *lines])
            return
        self._paragraph(one.kind, "kind")
        self._paragraph(one.subject, "subject")
        rule = rule_below(self.file, STYLES["rule"], side_mm=TEXT_WIDTH * 0.33)
        rule.paragraph_format.space_after = Pt(12)

    def _set_addressees(self, lines: list[str]) -> None:
        """Several of them stand as a list below the salutation, without room between them."""
        for place, line in enumerate(lines):
            spacing = self._paragraph(line, "addressee").paragraph_format
            spacing.alignment, spacing.left_indent = ALIGN.LEFT, Mm(40)
            if place:
                spacing.space_before = Pt(0)
            if place < len(lines) - 1:
                spacing.space_after = Pt(0)

    def _set_part(self, part, *, text_style: str = "text") -> None:
        match part:
            case Heading():
                self._labelled_paragraph(part, f"Heading {min(part.level, 4)}")
            case Items():
                self._set_items(part)
            case Table():
                if part.caption:
                    self._paragraph(part.caption, "caption")
                self.tables.add(part)
                self._paragraph("", "rule").paragraph_format.space_after = Pt(6)
            case Picture():
                self._set_picture(part)
            case Box():
                for inner in part.parts:
                    self._set_part(inner, text_style="note")
            case Paragraph():
                self._set_paragraph(part, text_style)

    def _set_paragraph(self, part: Paragraph, text_style: str) -> None:
        style = "quote" if part.is_quote else "centred" if part.is_centred else text_style
        paragraph = self._labelled_paragraph(part, STYLES[style])
        for run in paragraph.runs:
            if part.is_bold or part.is_italic:
                run.bold, run.italic = part.is_bold or run.bold, part.is_italic or run.italic
        if part.is_bold:
            paragraph.paragraph_format.keep_with_next = True

    def _labelled_paragraph(self, part: Heading | Paragraph, style: str):
        """A paragraph behind its label: counted by the word processor where that gives the same, else as text."""
        paragraph = self.file.add_paragraph(style=style)
        step = next(self._steps) if part.label else None
        runs = runs_of(part.text)
        is_bold_start = bool(runs) and runs[0].is_bold
        if isinstance(step, Step):
            self.numbering.count(paragraph._p, step)
        elif part.label in BULLETS:
            self.numbering.bullet(paragraph._p, BULLETS.index(part.label))
        elif part.label:
            write_text(paragraph._p, self.file.part, (Run(f"{part.label} ", is_bold=is_bold_start),))
        if is_bold_start and isinstance(part, Paragraph):
            embolden_number(paragraph._p)
        write_text(paragraph._p, self.file.part, runs)
        return paragraph

    def _set_items(self, part: Items) -> None:
        number = self.numbering.new_numbered_list(part.first) if part.is_numbered else 0
        for item in part.items:
            paragraph = self.file.add_paragraph(style=STYLES["item"])._p
            if number:
                self.numbering.item(paragraph, number)
            elif part.mark in BULLETS:
                self.numbering.bullet(paragraph, BULLETS.index(part.mark))
            else:
                write_text(paragraph, self.file.part, f"{part.mark} ")
            write_text(paragraph, self.file.part, item)

    def _set_picture(self, part: Picture) -> None:
        paragraph = self._paragraph("", "picture")
        try:
            shape = paragraph.add_run().add_picture(io.BytesIO(part.data), width=Mm(TEXT_WIDTH * part.share))
        except (UnrecognizedImageError, OSError, ValueError, ZeroDivisionError):
            write_text(paragraph._p, self.file.part, part.description)
        else:
            if shape.height > Mm(TALLEST_PICTURE):
                shape.width = int(shape.width * Mm(TALLEST_PICTURE) / shape.height)
                shape.height = Mm(TALLEST_PICTURE)
            shape._inline.docPr.set("descr", plain(part.description))
        if part.caption:
            self._paragraph(part.caption, "picture_caption")

    def _set_annex(self, annex) -> None:
        for place, part in enumerate(annex):
            if place == 0 and isinstance(part, Heading):
                for line, style in zip(part.lines(), ("annex", "annex_subject"), strict=False):
                    self._paragraph(line, style)
            else:
                self._set_part(part)

    def _set_signatures(self) -> None:
        one = self.document
        table = bare_table(self.file, rows=1, widths=[TEXT_WIDTH / 2, TEXT_WIDTH / 2], keep_together=True)
        left, right = table.rows[0].cells
        if len(one.signers) == 2:
            for cell, signer in zip((left, right), one.signers, strict=True):
                self._sign(cell, signer)
            self._recipients(self.file)
        else:
            self._recipients(left)
            for signer in one.signers:
                self._sign(right, signer)
        for cell in (left, right):  # both begin on one line, apart from the text above
            cell.paragraphs[0].paragraph_format.space_before = Pt(14)

    def _sign(self, cell, signer) -> None:
        titles = [(text, "signer_title") for text in (*signer.authority_lines, signer.title) if text]
        self._cell(cell, *titles, (signer.name, "signer_name"))

    def _recipients(self, place) -> None:
        if not self.document.recipients:
            return
        lines = [(recipients_label(), "recipients_label")]
        lines += [(line, "recipient") for line in recipient_lines(self.document)]
        if place is self.file:
            for text, style in lines:
                self._paragraph(text, style)
            self.file.paragraphs[-len(lines)].paragraph_format.space_before = Pt(14)
        else:
            self._cell(place, *lines)

    def _set_qr(self) -> None:
        """At the foot of the first page, where no reader takes it for a part of the text."""
        one = self.document
        if not one.qr_address:
            return
        picture = io.BytesIO()
        segno.make(one.qr_address, error="m", micro=False).save(picture, kind="png", scale=6, border=2)
        picture.seek(0)
        footer = self.file.sections[0].first_page_footer
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.style, paragraph.alignment = STYLES["qr"], ALIGN.LEFT
        shape = paragraph.add_run().add_picture(picture, width=Mm(17))
        shape._inline.docPr.set("descr", plain(one.qr_address))
        paragraph.add_run(plain(f"  {one.qr_note} {one.qr_address}".rstrip()))
