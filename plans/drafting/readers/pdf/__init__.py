"""PDF files with a text layer: lines and paragraphs by where they stand on the page."""

from .reading import read_pdf

__all__ = ["read_pdf"]
