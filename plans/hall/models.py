"""Everything this app stores."""

from .check_in import CheckIn
from .floor import Floor
from .ruling import Ruling, Verdict

__all__ = ["CheckIn", "Floor", "Ruling", "Verdict"]
