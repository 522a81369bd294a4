"""The parts of a .docx file and how they belong together."""

import posixpath
from urllib.parse import unquote

from django.utils.translation import gettext as _

from plans.drafting.readers.archive import Archive
from plans.drafting.readers.markup import damaged, parse
from plans.drafting.readers.pictures import is_picture
from plans.drafting.reading import UnreadableError

from .names import RELATION

_LINK = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_LARGEST_LIST = 512 * 1024
_MOST_PICTURES = 300


class WordPackage:
    """A .docx file, opened. Files with macros are refused: nobody would see them in the file attached to the page."""

    def __init__(self, archive: Archive):
        self._archive = archive
        types = (archive.read("[Content_Types].xml", _LARGEST_LIST) or b"").lower()
        if b"macroenabled" in types or any(name.lower().endswith("vbaproject.bin") for name in archive.names):
            raise UnreadableError(
                _(
                    "The file holds macros (programs). Open it in Word, save it as Word document (.docx) without "
                    "macros and choose that file."
                )
            )
        self._main = self._main_name()
        content = archive.read(self._main)
        if content is None:
            raise damaged()
        self.document = parse(content)
        self._links = self._links_of(self._main)
        self._pictures: dict[str, tuple[bytes, str] | None] = {}

    def part(self, kind: str):
        """The root of the part that the document names for `kind` ("styles", "numbering" …); None without one."""
        target = next((target for found, target in self._links.values() if found == kind), None)
        content = self._archive.read(target) if target else None
        return parse(content) if content else None

    def linked(self, link: str):
        """The root of the part that the document refers to as `link`; None without one."""
        _kind, target = self._links.get(link, ("", ""))
        content = self._archive.read(target) if target else None
        return parse(content) if content else None

    def picture(self, link: str) -> tuple[bytes, str] | None:
        """Content and name of the picture `link` of the document; None for what is no picture a page can show."""
        _kind, target = self._links.get(link, ("", ""))
        if target not in self._pictures:
            content = None
            if target and len(self._pictures) < _MOST_PICTURES:
                content = self._archive.read(target)
            name = posixpath.basename(target)
            self._pictures[target] = (content, name) if content and is_picture(content) else None
        return self._pictures[target]

    def _main_name(self) -> str:
        links = self._links_of("")
        return next((target for kind, target in links.values() if kind == "officeDocument"), "word/document.xml")

    def _links_of(self, part: str) -> dict[str, tuple[str, str]]:
        """The links of a part: identifier to kind and name of the part meant; never to anything outside the file."""
        folder, name = posixpath.split(part)
        content = self._archive.read(posixpath.join(folder, "_rels", f"{name}.rels"), _LARGEST_LIST)
        links = {}
        for link in parse(content).iter(_LINK) if content else ():
            target = link.get("Target") or ""
            if link.get("TargetMode") == "External" or not target:
                continue
            path = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            links[link.get("Id", "")] = ((link.get("Type") or "").rsplit("/", 1)[-1], path)
        return links


def link_of(element) -> str:
    """The identifier of the part that a picture element embeds."""
    return element.get(f"{RELATION}embed") or element.get(f"{RELATION}id") or ""
