"""Asks the program that opens PDF files, in a process of its own, where the text of a file stands."""

import json
import logging
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from plans.drafting.readers.archive import locked
from plans.drafting.reading import UnreadableError

from .lines import Line, Page

TIME_LIMIT = 40
logger = logging.getLogger(__name__)
_PROGRAM = Path(__file__).with_name("extraction")


def pages_in(data: bytes) -> list[Page]:
    """The pages of the PDF `data`; `UnreadableError` where it cannot be opened within its limits."""
    try:
        answered = subprocess.run(
            [sys.executable, "-I", str(_PROGRAM)], input=data, capture_output=True, timeout=TIME_LIMIT, check=False
        )
        answer = json.loads(answered.stdout) if answered.returncode == 0 else {"refused": _reason(answered)}
    except subprocess.TimeoutExpired:
        answer = {"refused": "large"}
    except ValueError:
        answer = {"refused": "broken"}
    refused = answer.get("refused")
    if refused == "locked":
        raise locked()
    if refused == "broken":
        raise UnreadableError(
            _("The PDF file is damaged or was not loaded whole. Get it once more, or choose the Word file.")
        )
    if refused:
        raise UnreadableError(
            _("The PDF file takes too much time or memory to read. Import it in parts, or choose the Word file.")
        )
    return [_page(number, page) for number, page in enumerate(answer["pages"], 1)]


def _reason(ended: subprocess.CompletedProcess) -> str:
    """Why the program ended early: a limit of the system stopped it, or it has a fault, which the log should tell."""
    if ended.returncode < 0 or b"MemoryError" in ended.stderr:
        return "large"
    logger.error("A PDF file could not be opened: %s", ended.stderr[-2_000:].decode(errors="replace"))
    return "broken"


def _page(number: int, page: dict) -> Page:
    return Page(
        number,
        page["width"],
        page["height"],
        [Line.of(fragment, number) for fragment in page["fragments"]],
        [tuple(rule) for rule in page["rules"]],
        page["pictures"],
    )
