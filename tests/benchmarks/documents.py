"""A plan of 60 pages through the house: read, recognised, checked, made a draft, set as DOCX and PDF.

    python -m tests.benchmarks.documents [--pages 60] [--rounds 5]

On a scratch database (SQLite, or the empty one DATABASE_URL names). Seconds by the clock and of the processor, which
tells more on a machine that has other things to do, both as medians of the rounds; and of the first time, with nothing
kept. The PDF is made as the worker makes it, by a process of its own, start included; its highest memory is named too.
1 where processor time exceeds a limit.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
IMPORT_SECONDS, CHECK_SECONDS, PDF_SECONDS = 3.0, 0.5, 5.0


def main() -> int:
    """Prepare, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="cong-documents-"))
    environment = {
        **os.environ,
        "CONG_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "CONG_DEMO": "0",
    }
    prepare = [sys.executable, "manage.py", "prepare"]
    inside = [sys.executable, "-m", __spec__.name, "--inside", str(options.pages), str(options.rounds)]
    try:
        subprocess.run(prepare, env=environment, cwd=ROOT, check=True, capture_output=True)
        return subprocess.run(inside, env=environment, cwd=ROOT, check=False).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def measure(pages: int, rounds: int) -> int:
    """Everything in this process but the setting of the PDF."""
    import django

    django.setup()
    from django.utils import timezone
    from pypdf import PdfReader

    from plans.checking.check import check
    from plans.checking.page_sheet import sheet_of_page
    from plans.drafting.drafts import import_document
    from plans.drafting.readers import read
    from plans.drafting.recognising import recognise
    from plans.typesetting.apart import to_pdf_apart
    from plans.typesetting.docx import to_docx
    from plans.typesetting.plan_sheet import official_document_of
    from tests.factories.documents import make_long_plan
    from tests.factories.plans import make_register

    data = to_docx(make_long_plan(pages))
    register = make_register(_home(), slug="ban-lam-viec")
    now = timezone.now()
    watch = _Watch(rounds)
    source = watch.time("read the Word file", lambda: read(data, "plan.docx"))
    document = watch.time("recognise its structure", lambda: recognise(source))
    page = watch.time("make the draft page", lambda: import_document(document, register, now=now, source=source)[0])
    watch.time("check its format", lambda: check(sheet_of_page(page), now.date()))
    sheet = watch.time("lay out the page as a document", lambda: official_document_of(page))
    word = watch.time("set it as DOCX", lambda: to_docx(sheet))
    pdf = watch.time("set it as PDF, process started", lambda: to_pdf_apart(sheet))
    parts = ("read the Word file", "recognise its structure", "make the draft page")
    watch.sum("import: read, recognise, draft", parts)
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    folder = Path(os.environ["CONG_DATA"])
    (folder / "plan.pdf").write_bytes(pdf)
    print(
        f"\n{len(PdfReader(folder / 'plan.pdf').pages)} pages, {len(source.text)} characters, {len(page.body)} blocks;"
    )
    print(f"DOCX {len(word) // 1024} KB, PDF {len(pdf) // 1024} KB, set with at most {megabytes:.0f} MB of memory\n")
    return watch.report(
        {
            "import: read, recognise, draft": IMPORT_SECONDS,
            "check its format": CHECK_SECONDS,
            "set it as PDF, process started": PDF_SECONDS,
        }
    )


class _Watch:
    """Runs things several times and keeps the medians, and what the first time took of the processor."""

    def __init__(self, rounds: int):
        self.rounds = rounds
        self.figures: dict[str, tuple[float, float, float]] = {}

    def time(self, name: str, run):
        """Run it once and then `rounds` times; returns what it gave last."""
        processor = _processor_seconds()
        run()
        first = _processor_seconds() - processor
        clocks, processors = [], []
        for _round in range(self.rounds):
            clock, processor = time.perf_counter(), _processor_seconds()
            result = run()
            clocks.append(time.perf_counter() - clock)
            processors.append(_processor_seconds() - processor)
        self.figures[name] = statistics.median(clocks), statistics.median(processors), first
        return result

    def sum(self, name: str, parts) -> None:
        """Several steps as one."""
        self.figures[name] = tuple(sum(self.figures[part][which] for part in parts) for which in (0, 1, 2))

    def report(self, limits: dict[str, float]) -> int:
        """The table; 1 where a limit is missed."""
        wrong = 0
        print(f"{'':34}{'clock':>9}{'processor':>12}{'first time':>13}{'limit':>9}")
        for name, (clock, processor, first) in self.figures.items():
            limit = limits.get(name)
            is_missed = limit is not None and max(processor, first) > limit
            wrong += is_missed
            shown = f"{limit:7.1f} s" if limit else ""
            figures = f"{clock:7.2f} s{processor:10.2f} s{first:11.2f} s{shown:>9}"
            print(f"{name:34}{figures}{'  TOO SLOW' if is_missed else ''}")
        return 1 if wrong else 0


def _processor_seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def _home():
    from wagtail.models import Page, Site

    from cms.home.models import HomePage

    if not HomePage.objects.exists():
        home = Page.get_first_root_node().add_child(instance=HomePage(title="Trang chủ", slug="trang-chu"))
        Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": home})
    return Site.objects.get(is_default_site=True).root_page.specific


if __name__ == "__main__":
    if sys.argv[1:2] == ["--inside"]:
        sys.exit(measure(int(sys.argv[2]), int(sys.argv[3])))
    sys.exit(main())
