"""SQL that Django works out once and that is then used again and again, where thousands of people press one button.

Making SQL costs Django several times what the database needs to run it. `insert` writes rows, `Prepared` asks one
question with other values each time. Both run in the caller's transaction, send no signals and know no relations:
use them for the few statements everybody waits for, and the ORM for everything else.
"""

from .insert import insert
from .prepared import Prepared

__all__ = ["Prepared", "insert"]
