"""The models of this app, each in a module of its own."""

from .cited_document import CitedDocument

__all__ = ["CitedDocument"]
