"""HTML into a `Source`."""

import codecs
import re

from django.utils.translation import gettext as _
from lxml import etree

from plans.drafting.encodings import from_bytes, way_from_old_font
from plans.drafting.readers.building import Builder
from plans.drafting.reading import UnreadableError, checked, old_encoding
from plans.drafting.source import Source

from .blocks import WebBlocks

LARGEST_MARKUP = 8 * 1024 * 1024
_BEGINNING = re.compile(
    r"\s*(?:(?:<!--.{0,4000}?-->|<\?xml[^>]{0,200}\?>)\s*){0,5}"
    r"<(?:!doctype\s+html|(?:html|head|body|meta|title|article|section|div|p|table|span|center|font|h[1-6]|ol|ul|b"
    r"|strong|style|o:p)[\s>/])",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SNIFFED = 8_192


def is_html(data: bytes) -> bool:
    """Whether a file begins as HTML does."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "latin-1")
    return _BEGINNING.match(data[:_SNIFFED].decode(encoding, errors="ignore")) is not None


def read_html_file(data: bytes) -> Source:
    """What the HTML file `data` shows."""
    if len(data) > LARGEST_MARKUP:
        raise _too_large()
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        markup = data.decode(encoding)
    except UnicodeDecodeError:
        markup = _decoded(data)
    return read_html(markup)


def read_html(markup: str) -> Source:
    """What `markup`, a document or a part of one, shows; `UnreadableError` where that is nothing."""
    if len(markup) > LARGEST_MARKUP:
        raise _too_large()
    root = _parsed(markup)
    source = _read(root, lambda text: text)
    try:
        checked(source.text)
    except UnreadableError:
        way = way_from_old_font(source.text)
        if way is None:
            raise
        raise old_encoding(_read(root, way)) from None
    return source


def _read(root, convert) -> Source:
    builder = Builder("html")
    blocks = WebBlocks(builder, convert)
    try:
        blocks.write(root)
    except RecursionError as error:
        raise _too_deep() from error
    remarks = [_("Pictures that the text only links to were left out.")] if blocks.has_lost_pictures else []
    return builder.build(remarks)


def _parsed(markup: str):
    """The root element; whatever is wrong with markup, something comes out of it."""
    data = markup.replace("\x00", "").encode("utf-8", errors="ignore")
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    # The parser stops where elements are too deep, and what follows would be lost.
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise _too_deep()
    return root if root is not None else etree.Element("body")


def _decoded(data: bytes) -> str:
    """HTML that is not in UTF-8: in the encoding it names, or in that of Windows."""
    named = _CHARSET.search(data[:_SNIFFED])
    for encoding in (named[1].decode("ascii") if named else "", "cp1252"):
        try:
            text = data.decode(encoding)
        except (LookupError, ValueError):
            continue
        return text
    return from_bytes(data) or data.decode("latin-1")


def _too_large() -> UnreadableError:
    return UnreadableError(
        _("The HTML is larger than %(size)s MB. Take the pictures out of it or import it in parts.")
        % {"size": LARGEST_MARKUP // 1024 // 1024}
    )


def _too_deep() -> UnreadableError:
    return UnreadableError(_("The HTML is nested too deeply. Paste the text without its formatting."))
