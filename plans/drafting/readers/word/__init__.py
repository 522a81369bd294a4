"""Word documents (.docx): what stands in them as a reader of the printed document sees it, numbering included."""

from .reading import read_docx

__all__ = ["read_docx"]
