"""Every word a person sees exists in Vietnamese: nothing is missing from the catalogue, nothing is a guess."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!%)%[sd]|\{\w+\}")
CATALOGUES = sorted((ROOT / "locale").glob("vi/LC_MESSAGES/*.po"))


@pytest.fixture(scope="module")
def found_in_source(tmp_path_factory) -> set[tuple]:
    """(context, text, plural) of every translatable string in Python and templates, by makemessages itself."""
    copy = tmp_path_factory.mktemp("source")
    for name in ["cms", "plans", "polls", "news", "templates"]:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "migrations"))
    (copy / "locale").mkdir()
    script = (
        "import django; from django.conf import settings; settings.configure(USE_I18N=True, "
        "LOCALE_PATHS=['locale']); django.setup(); from django.core.management import call_command; "
        "call_command('makemessages', locale=['vi'], verbosity=0)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=copy, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    catalogue = polib.pofile(str(copy / "locale/vi/LC_MESSAGES/django.po"))
    found = {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in catalogue}
    assert len(found) > 50
    return found


def test_there_is_a_vietnamese_catalogue():
    assert CATALOGUES


def test_every_string_of_the_source_is_translated(found_in_source):
    translated = {
        (entry.msgctxt, entry.msgid, entry.msgid_plural)
        for file in CATALOGUES
        for entry in polib.pofile(str(file)).translated_entries()
    }
    missing = sorted(text for _context, text, _plural in found_in_source - translated)
    assert not missing, f"{len(missing)} strings have no Vietnamese: {missing[:30]}"


def test_the_catalogue_holds_no_guesses_and_no_leftovers():
    for file in CATALOGUES:
        catalogue = polib.pofile(str(file))
        assert not [entry.msgid for entry in catalogue.fuzzy_entries()], file
        assert not [entry.msgid for entry in catalogue.untranslated_entries()], file
        assert not [entry.msgid for entry in catalogue.obsolete_entries()], file


def test_placeholders_survive_translation():
    for file in CATALOGUES:
        for entry in polib.pofile(str(file)):
            wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
            for translation in entry.msgstr_plural.values() or [entry.msgstr]:
                assert set(PLACEHOLDER.findall(translation)) == wanted, entry.msgid
