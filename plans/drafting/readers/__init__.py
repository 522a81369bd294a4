"""From any file an office keeps a document in to a `Source`; the content of the file decides, not its name.

`read` takes bytes, `read_text` and `read_html` what was pasted. Each refusal is an `UnreadableError`: one sentence
that names the next step; `OldEncodingError` brings the converted source along. Callers need not look at more than
`MAX_BYTES` + 1 bytes of a file. No database.
"""

from plans.drafting.reading import UnreadableError

from .limits import MAX_BYTES
from .opening import bytes_at, read, read_path
from .plain import read_text
from .web import read_html

__all__ = ["ACCEPTED", "MAX_BYTES", "UnreadableError", "bytes_at", "read", "read_html", "read_path", "read_text"]

ACCEPTED = ".docx,.pdf,.txt,.md,.html,.htm,.doc,.rtf,.odt"
