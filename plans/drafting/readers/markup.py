"""XML from outside, parsed without what makes XML dangerous: no DTD, no entities, no files, no network."""

import re

from django.utils.translation import gettext as _
from lxml import etree

from plans.drafting.reading import UnreadableError

# Word's "strict" files use other names for the same things.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)
_STRICT_DRAWING = re.compile(rb"http://purl\.oclc\.org/ooxml/drawingml/(\w+)")
_DOCUMENT_TYPE = re.compile(b"<!DOCTYPE|<\x00!\x00D\x00O\x00C|\x00<\x00!\x00D\x00O\x00C")


def damaged() -> UnreadableError:
    """The refusal of a file whose inside is not what its outside promises."""
    return UnreadableError(
        _("The file is damaged or was not loaded whole. Open it in Word, save it again as .docx and choose that file.")
    )


def parse(data: bytes) -> etree._Element:
    """The root of the XML document `data`; `UnreadableError` where it is broken, too deep or declares entities."""
    if _DOCUMENT_TYPE.search(data):
        raise UnreadableError(
            _("The file declares entities, which no Word program writes. Open it in Word and save it again as .docx.")
        )
    if b"//purl.oclc.org/ooxml/" in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        data = _STRICT_DRAWING.sub(rb"http://schemas.openxmlformats.org/drawingml/2006/\1", data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise damaged() from error
