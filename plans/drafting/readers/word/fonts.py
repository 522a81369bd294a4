"""Text set in fonts of before Unicode: Word names the font, so each stretch is converted by its own table."""

from collections.abc import Callable

from plans.drafting.encodings import holds_unicode_letters, way_from_old_font

_MOST_WATCHED = 20_000


def _is_old(font: str) -> bool:
    return font.lower().startswith((".vn", "vni-", "vni "))


class OldFonts:
    """Watches a first reading for text in old fonts; then converts it in a second."""

    def __init__(self):
        self._seen: list[str] = []
        self._length = 0
        self._way: Callable[[str], str] | None = None

    def watch(self, text: str, font: str) -> str:
        """`text` itself, remembered where its font is an old one."""
        if _is_old(font) and self._length < _MOST_WATCHED:
            self._seen.append(text)
            self._length += len(text)
        return text

    def way(self) -> Callable[[str], str] | None:
        """How text in old fonts becomes Unicode; None where no text is in need of it."""
        if self._seen:
            self._way = way_from_old_font("".join(self._seen))
        return self._way

    def convert(self, text: str, font: str) -> str:
        """`text` in Unicode. The fonts whose name ends with H show capitals for small letters."""
        if not _is_old(font) or self._way is None or holds_unicode_letters(text):
            return text
        converted = self._way(text)
        return converted.upper() if font.lower().startswith(".vn") and font.endswith("H") else converted
