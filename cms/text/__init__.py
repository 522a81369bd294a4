"""Vietnamese text at the boundary: made clean once, compared and searched one way everywhere.

`clean` and `clean_line` are for what comes in, `fold` is for comparing, `slugify` for addresses
and keys, `search_text` for the search index and its queries. No models, no Django settings.
"""

from .cleaning import clean, clean_line
from .folding import fold, search_text, slugify

__all__ = ["clean", "clean_line", "fold", "search_text", "slugify"]
