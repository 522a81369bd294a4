"""ZIP files from outside: nothing is written to disk, and nothing is unpacked further than its limit."""

import io
import zipfile
import zlib

from django.utils.translation import gettext as _

from plans.drafting.reading import UnreadableError

from .markup import damaged

LARGEST_PART = 24 * 1024 * 1024
LARGEST_UNPACKED = 64 * 1024 * 1024
_MOST_PARTS = 3_000
_LARGEST_DIRECTORY = 1024 * 1024
# Text with much repetition packs to a fiftieth; only what was made to burst packs to less than a two-hundredth.
_HIGHEST_RATIO, _RATIO_COUNTS_FROM = 200, 4 * 1024 * 1024


class Archive:
    """The parts of a ZIP file by name."""

    def __init__(self, data: bytes):
        end = data.rfind(b"PK\x05\x06")
        if end < 0 or int.from_bytes(data[end + 12 : end + 16], "little") > _LARGEST_DIRECTORY:
            raise damaged()
        try:
            self._file = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, OSError, NotImplementedError) as error:
            raise damaged() from error
        self._members = {member.filename.lstrip("/"): member for member in self._file.infolist()}
        if len(self._members) > _MOST_PARTS:
            raise bursting()
        self._left = LARGEST_UNPACKED

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._members)

    def read(self, name: str, largest: int = LARGEST_PART) -> bytes | None:
        """The content of the part `name`; None when there is none."""
        member = self._members.get(name)
        if member is None:
            return None
        if member.flag_bits & 1:
            raise locked()
        limit = min(largest, self._left)
        bursts = member.file_size > max(_RATIO_COUNTS_FROM, _HIGHEST_RATIO * member.compress_size)
        if member.file_size > limit or bursts:
            raise bursting()
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged()
        try:
            with self._file.open(member) as part:
                content = part.read(limit + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise damaged() from error
        # The directory may lie about the size.
        if len(content) > limit:
            raise bursting()
        self._left -= len(content)
        return content


def bursting() -> UnreadableError:
    """The refusal of a file that unpacks to more than any document holds."""
    return UnreadableError(
        _(
            "The file unpacks to more than a document holds (at most %(size)s MB). Take large pictures and embedded "
            "files out of it, or save it as PDF and choose that one."
        )
        % {"size": LARGEST_UNPACKED // 1024 // 1024}
    )


def locked() -> UnreadableError:
    """The refusal of a file that asks for a password."""
    return UnreadableError(
        _("The file is protected by a password. Open it, save it without the password and choose that file.")
    )
