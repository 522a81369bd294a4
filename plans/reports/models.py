"""Everything this app stores."""

from .letterhead import Letterhead
from .minutes import Minutes

__all__ = ["Letterhead", "Minutes"]
