"""Word files made of raw markup, so that a test can hold exactly what one program writes and another does not."""

import io
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NAMES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def run(text: str, properties: str = "") -> str:
    """A run; `properties` is the inside of its `w:rPr`."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str = "", properties: str = "") -> str:
    """A paragraph of runs, or of plain text; `properties` is the inside of its `w:pPr`."""
    inside = content if content.startswith("<") else run(content) if content else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def numbered(text: str, number_list: int = 1, level: int = 0) -> str:
    """A paragraph of an automatic list."""
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_list}"/></w:numPr>')


def cell(*paragraphs: str, properties: str = "") -> str:
    """A cell of a table."""
    inside = "".join(each if each.startswith("<") else paragraph(each) for each in paragraphs) or paragraph()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def table(*rows: list[str], rules: bool = True, row_properties: str = "") -> str:
    """A table of rows of cells; `row_properties` belong to the first row."""
    kind = "single" if rules else "nil"
    borders = "".join(f'<w:{side} w:val="{kind}"/>' for side in ("top", "left", "right", "insideH", "insideV"))
    inside = "".join(
        f"<w:tr><w:trPr>{'' if number else row_properties}</w:trPr>{''.join(row)}</w:tr>"
        for number, row in enumerate(rows)
    )
    return f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr>{inside}</w:tbl>"


def level(depth: int, form: str, text: str, *more: str) -> str:
    """A level of a list: `form` is "decimal", "upperRoman" …; `text` as "%1."; `more` stands inside it as it is."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{"".join(more)}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*kinds: list[str], lists: str = "") -> str:
    """numbering.xml: each kind of list (its levels) gets the number of its place, from 1; `lists` adds `w:num`s."""
    written = "".join(
        f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'
        for number, levels in enumerate(kinds, 1)
    )
    written += "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number in range(1, len(kinds) + 1)
    )
    return f"<w:numbering {_NAMES}>{written}{lists}</w:numbering>"


def styles(*definitions: str) -> str:
    """styles.xml."""
    return f"<w:styles {_NAMES}>{''.join(definitions)}</w:styles>"


def notes(kind: str, *paragraphs_of_notes: str) -> str:
    """footnotes.xml or endnotes.xml (`kind` "footnote" or "endnote"); identifiers count from 1."""
    inside = "".join(
        f'<w:{kind} w:id="{number}">{each}</w:{kind}>' for number, each in enumerate(paragraphs_of_notes, 1)
    )
    return f"<w:{kind}s {_NAMES}>{inside}</w:{kind}s>"


def package(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP file of these parts."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def parts_of(*blocks: str, before: str = "", **parts: str | bytes) -> dict[str, str | bytes]:
    """The parts of a Word file with these blocks; further parts by the kind of their relation ("numbering" …).

    A part whose kind ends with a number ("image1", "header1") is linked as "rId" and that kind.
    """
    links = "".join(
        f'<Relationship Id="rId{kind}" Type="{_RELATIONS}/{kind.rstrip("0123456789")}" Target="{_target(kind)}"/>'
        for kind in parts
    )
    files = {f"word/{_target(kind)}": content for kind, content in parts.items()}
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{_TYPE}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{namespace}"><Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" '
            'Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{namespace}">{links}</Relationships>',
        "word/document.xml": f"{before}<w:document {_NAMES}><w:body>{''.join(blocks)}</w:body></w:document>",
        **files,
    }


def word_file(*blocks: str, **parts: str | bytes) -> bytes:
    """A .docx file with these blocks and parts (see `parts_of`)."""
    return package(parts_of(*blocks, **parts))


def story(kind: str, *blocks: str) -> str:
    """A part with blocks of its own: "hdr" or "ftr"."""
    return f"<w:{kind} {_NAMES}>{''.join(blocks)}</w:{kind}>"


def _target(kind: str) -> str:
    return f"media/{kind}.png" if kind.startswith("image") else f"{kind}.xml"
