"""PDF files set by a process of their own: one that takes too long or too much memory harms nobody else."""

import json
import subprocess
import sys
from pathlib import Path

from .document import OfficialDocument
from .pdf import PangoMissingError, html_of, pango_missing
from .press import NO_PANGO

SECONDS = 300
ROOT = Path(__file__).resolve().parent.parent.parent


class TooBigError(Exception):
    """The document cannot be set within the limits."""


def to_pdf_apart(document: OfficialDocument) -> bytes:
    """`document` as PDF. PangoMissingError where Pango is missing, TooBigError beyond the limits (see `press`)."""
    command = [sys.executable, "-m", "plans.typesetting.press"]
    order = json.dumps({"documents": [html_of(document)]}).encode()
    try:
        run = subprocess.run(command, input=order, capture_output=True, cwd=ROOT, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as late:
        raise TooBigError from late
    if run.returncode == NO_PANGO:
        raise pango_missing()
    if run.returncode or not run.stdout.startswith(b"%PDF"):
        raise TooBigError(f"{run.returncode}: {run.stderr[-500:].decode('utf-8', 'replace')}")
    return run.stdout


def can_set() -> bool:
    """Whether Pango is there now: asked in a fresh process, as a library once missed stays missing in the old one."""
    command = [sys.executable, "-c", "import weasyprint"]
    return subprocess.run(command, capture_output=True, cwd=ROOT, timeout=SECONDS, check=False).returncode == 0


__all__ = ["PangoMissingError", "TooBigError", "can_set", "to_pdf_apart"]
