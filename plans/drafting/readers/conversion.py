"""Old Word files, RTF and ODT become .docx by LibreOffice, where the machine has it; nothing stays on the disk."""

import contextlib
import os
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from django.utils.translation import gettext as _

from plans.drafting.reading import UnreadableError

from .limits import MAX_BYTES

TIME_LIMIT = 60
_PROGRAMS = ("soffice", "libreoffice")
_FOLDER = "cong-convert-"
_STALE_AFTER = 60 * 60
_MEMORY = 4 * 1024**3
_LARGEST_WRITTEN = 200 * 1024**2
# No macro of the document runs, and nothing it links to is loaded.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""


def convert(data: bytes, ending: str, time_limit: float = TIME_LIMIT) -> bytes:
    """`data`, a file of the kind `ending` ("doc", "rtf", "odt"), as .docx.

    `UnreadableError` where LibreOffice is missing, takes longer than `time_limit` seconds, or makes nothing of it.
    """
    program = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    if program is None:
        raise UnreadableError(
            _(
                "Files of the kind .%(ending)s can only be read where LibreOffice is installed. Open the file in "
                "Word, save it as .docx and choose that one."
            )
            % {"ending": ending}
        )
    _sweep()
    with tempfile.TemporaryDirectory(prefix=_FOLDER, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        original = folder / f"document.{ending}"
        original.write_bytes(data)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        _run(program, folder, original, time_limit)
        made = folder / "made" / "document.docx"
        if not made.is_file() or not 0 < made.stat().st_size <= 2 * MAX_BYTES:
            raise UnreadableError(
                _(
                    "LibreOffice cannot read this file; it may be damaged or protected by a password. Open it in "
                    "Word, save it as .docx without a password and choose that one."
                )
            )
        return made.read_bytes()


def _run(program: str, folder: Path, original: Path, time_limit: float):
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(folder / "made"),
        str(original),
    ]
    environment = {"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}
    # A group of its own: LibreOffice is a starter with a child, and both must end.
    process = subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _limit(process.pid)
        process.wait(timeout=time_limit)
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(
            _(
                "Converting the file took longer than %(seconds)s seconds. Open it in Word, save it as .docx and "
                "choose that one."
            )
            % {"seconds": round(time_limit)}
        ) from error
    finally:
        _end(process)


def _limit(process: int):
    """Memory and size of files for the converter; where the system knows no such limits, the time limit holds."""
    if hasattr(resource, "prlimit"):
        resource.prlimit(process, resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.prlimit(process, resource.RLIMIT_FSIZE, (_LARGEST_WRITTEN, _LARGEST_WRITTEN))


def _end(process: subprocess.Popen):
    """Nothing of the group stays: a child that goes on writing would fill the folder while it is removed."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _sweep():
    """Remove folders that a killed server left behind."""
    for folder in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        try:
            if time.time() - folder.stat().st_mtime > _STALE_AFTER:
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue
