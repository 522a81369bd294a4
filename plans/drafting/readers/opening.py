"""Which reader a file is for."""

from pathlib import Path

from django.utils.translation import gettext as _

from plans.drafting.reading import UnreadableError
from plans.drafting.source import Source

from .limits import MAX_BYTES
from .plain import read_text_file


def read(data: bytes, name: str = "") -> Source:
    """What the file with the content `data` holds; `name` is only for messages.

    `UnreadableError` for what cannot be read or is larger than `MAX_BYTES`.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableError(
            _("The file is larger than %(size)s MB. Make its pictures smaller or import the document in parts.")
            % {"size": MAX_BYTES // 1024 // 1024}
        )
    return read_text_file(data)


def read_path(path: Path) -> Source:
    """What the file at `path` holds; no more than `MAX_BYTES` + 1 bytes of it are read."""
    if path.is_dir():
        raise UnreadableError(_("%(file)s is a folder. Name a file.") % {"file": path})
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise UnreadableError(_("There is no file %(file)s. Check the path.") % {"file": path}) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UnreadableError(
            _("The file %(file)s cannot be read: %(reason)s.") % {"file": path, "reason": reason}
        ) from error
    return read(data, path.name)
