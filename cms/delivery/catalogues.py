"""Translations: `locale/*.po` are the source; `.mo` files are made from them, without gettext, when they are older."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import polib


def stale_catalogues(locale_folders: Iterable[Path | str]) -> list[Path]:
    """The .po files whose .mo is missing or older."""
    stale = []
    for folder in locale_folders:
        for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
            compiled = source.with_suffix(".mo")
            if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
                stale.append(source)
    return stale


def compile_catalogue(source: Path) -> Path:
    """Make the .mo beside a .po file, in one step: nobody ever reads half a catalogue."""
    compiled = source.with_suffix(".mo")
    handle, temporary = tempfile.mkstemp(dir=source.parent, suffix=".tmp")
    os.close(handle)
    polib.pofile(str(source)).save_as_mofile(temporary)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(compiled)
    return compiled
