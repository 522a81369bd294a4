"""PDF with a text layer."""

from django.utils.translation import gettext as _

from plans.drafting.reading import UnreadableError
from plans.drafting.source import Source


def read_pdf(data: bytes) -> Source:
    """What the PDF file says."""
    raise UnreadableError(_("PDF files cannot be read here. Choose the Word file or paste the text."))
