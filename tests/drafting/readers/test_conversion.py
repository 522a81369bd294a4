"""Old Word files go through LibreOffice; a program that stands in for it here does what LibreOffice may do."""

import os
import sys
import tempfile
import time
from pathlib import Path

import pytest

from plans.drafting.readers import read
from plans.drafting.readers.conversion import convert
from plans.drafting.reading import UnreadableError
from tests.factories.word_files import package, paragraph, word_file

RTF = b"{\\rtf1 text}"
DOC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "WordDocument".encode("utf-16-le")
ODT = package({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of its own for temporary files."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path / "temporary"


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Puts a program called soffice into the path, made of lines of Python."""

    def install(*lines: str):
        program = tmp_path / "bin" / "soffice"
        program.parent.mkdir()
        head = (f"#!{sys.executable}", "import os, pathlib, subprocess, sys, time", "arguments = sys.argv[1:]")
        find = "out = pathlib.Path(arguments[arguments.index('--outdir') + 1])"
        program.write_text("\n".join([*head, find, *lines]))
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")

    return install


def has_ended(process: int) -> bool:
    """Whether a process is gone; looks for a moment, for the system takes one to end it."""
    try:
        state = Path("/proc", str(process), "stat").read_text().rsplit(")", 1)[1].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    if state != "Z":
        time.sleep(0.02)
    return state == "Z"


@pytest.mark.parametrize(("data", "kind"), [(RTF, "rtf"), (DOC, "doc"), (ODT, "odt")])
def test_without_libreoffice_the_next_step_is_named(monkeypatch, tmp_path, data, kind):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableError, match="LibreOffice") as refused:
        read(data)
    assert f".{kind}" in str(refused.value)


def test_what_libreoffice_makes_is_read_and_nothing_stays(folder, install, tmp_path):
    (tmp_path / "made.docx").write_bytes(word_file(paragraph("Kế hoạch")))
    install(
        "profile = pathlib.Path(arguments[0].removeprefix('-env:UserInstallation=file://'))",
        "assert 'DisableMacrosExecution' in (profile / 'user' / 'registrymodifications.xcu').read_text()",
        "assert pathlib.Path(arguments[-1]).read_bytes().startswith(b'{')",
        "assert '--headless' in arguments and '--convert-to' in arguments",
        "out.mkdir()",
        f"(out / 'document.docx').write_bytes(pathlib.Path({str(tmp_path / 'made.docx')!r}).read_bytes())",
    )
    source = read(RTF)
    assert (source.text, source.kind) == ("Kế hoạch", "rtf")
    assert not list(folder.iterdir())


@pytest.mark.parametrize("line", ["sys.exit(1)", "pass", "out.mkdir(); (out / 'document.docx').write_bytes(b'')"])
def test_what_libreoffice_cannot_read_is_refused_and_nothing_stays(folder, install, line):
    install(line)
    with pytest.raises(UnreadableError):
        read(DOC)
    assert not list(folder.iterdir())


def test_a_conversion_that_does_not_end_is_ended_with_all_its_children(folder, install, tmp_path):
    install(
        "child = subprocess.Popen(['sleep', '60'])",
        f"pathlib.Path({str(tmp_path / 'child')!r}).write_text(str(child.pid))",
        "time.sleep(60)",
    )
    with pytest.raises(UnreadableError):
        convert(DOC, "doc", time_limit=1)
    assert not list(folder.iterdir())
    child = int((tmp_path / "child").read_text())
    assert any(has_ended(child) for _try in range(200))


def test_what_a_killed_server_left_behind_is_swept_away(folder, install):
    for name, age in (("cong-convert-old", 7200), ("cong-convert-new", 0), ("other", 7200)):
        (folder / name).mkdir()
        moment = (folder / name).stat().st_mtime - age
        os.utime(folder / name, (moment, moment))
    install("pass")
    with pytest.raises(UnreadableError):
        convert(DOC, "doc")
    assert {each.name for each in folder.iterdir()} == {"cong-convert-new", "other"}
