"""Words in a DOCX: runs with their looks, line ends, links. Written in the format's own terms, for speed."""

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from .characters import plain
from .document import Run, Text, runs_of

_SPACE = qn("xml:space")


def write_text(paragraph, part, text: Text) -> None:
    """Put `text` at the end of a w:p element of the package part `part`, which keeps the addresses of its links."""
    for run in runs_of(text):
        element = _run_element(run)
        if run.address:
            link = OxmlElement("w:hyperlink")
            link.set(qn("r:id"), part.relate_to(plain(run.address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
            link.append(element)
            element = link
        paragraph.append(element)


def _run_element(run: Run):
    element = OxmlElement("w:r")
    looks = _looks(run)
    if looks is not None:
        element.append(looks)
    for place, line in enumerate(plain(run.text).split("\n")):
        if place:
            element.append(OxmlElement("w:br"))
        for part, words in enumerate(line.split("\t")):
            if part:
                element.append(OxmlElement("w:tab"))
            if words:
                written = OxmlElement("w:t")
                written.text = words
                written.set(_SPACE, "preserve")
                element.append(written)
    return element


def _looks(run: Run):
    names = [name for name, is_set in (("w:b", run.is_bold), ("w:i", run.is_italic)) if is_set]
    height = "superscript" if run.is_raised else "subscript" if run.is_lowered else ""
    if not (names or height or run.address):
        return None
    looks = OxmlElement("w:rPr")
    for name in names:
        looks.append(OxmlElement(name))
    if run.address:
        looks.append(_with_value("w:u", "single"))
    if height:
        looks.append(_with_value("w:vertAlign", height))
    return looks


def _with_value(name: str, value: str):
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element
