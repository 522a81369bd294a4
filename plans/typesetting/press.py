"""Sets HTML as PDF. Knows nothing of the site, so that it can run as a process of its own:

    python -m plans.typesetting.press < {"documents": ["<html>…"]}  > one.pdf

with limits of processor time and memory (`apart` starts it so). Setting needs Pango from the system.
"""

import contextlib
import json
import os
import resource
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
CPU_SECONDS = 150
MEMORY_BYTES = 1_500_000_000
# What the process ends with.
NO_PANGO, TOO_BIG = 3, 4


class NoPangoError(OSError):
    """The library is there, what it calls is not."""


def press(documents: list[str]) -> bytes:
    """Documents one behind the other, each counting its own pages: tagged, as PDF/UA-1 asks, fonts inside.

    NoPangoError where Pango is missing.
    """
    try:
        import weasyprint
        import weasyprint.text.fonts
        import weasyprint.urls
    except OSError as missing:
        raise NoPangoError from missing

    fetcher = weasyprint.urls.URLFetcher(allowed_protocols={"file", "data"})
    fonts = weasyprint.text.fonts.FontConfiguration()
    style = weasyprint.CSS(filename=FOLDER / "document.css", font_config=fonts, url_fetcher=fetcher)
    set_ones = [
        weasyprint.HTML(string=one, url_fetcher=fetcher).render(
            stylesheets=[style], font_config=fonts, presentational_hints=True
        )
        for one in documents
    ]
    pages = [page for one in set_ones for page in one.pages]
    return set_ones[0].copy(pages).write_pdf(pdf_variant="pdf/ua-1", optimize_images=True)


def main() -> int:
    """Read, set within the limits, write."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 5))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    os.nice(10)  # readers come first
    try:
        pdf = press(json.load(sys.stdin.buffer)["documents"])
    except NoPangoError:
        return NO_PANGO
    except (MemoryError, OSError):  # the system says ENOMEM where Python says MemoryError
        return TOO_BIG
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
