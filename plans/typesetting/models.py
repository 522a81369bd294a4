"""What the database holds of typesetting."""

from .typeset_file import TypesetFile

__all__ = ["TypesetFile"]
