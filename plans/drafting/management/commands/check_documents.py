"""`manage.py check_documents`: the format checker over pages of the site and over files."""

import json
from argparse import ArgumentTypeError
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from plans.checking.check import check
from plans.checking.finding import Weight
from plans.checking.listing import ShownFinding, shown
from plans.checking.page_check import latest_of
from plans.checking.page_sheet import can_be_checked, sheet_of_page
from plans.checking.sheet import Sheet
from plans.drafting.readers import read_path
from plans.drafting.reading import UnreadableError
from plans.drafting.recognising import recognise
from plans.drafting.tree import tree_of
from plans.drafting.tree_sheet import sheet_of_tree
from plans.models import PlanPage


def _page_number(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise ArgumentTypeError(f"{text!r} is not the number of a page.")
    return int(text)


class Command(BaseCommand):
    """Writes what is wrong and where; ends with 1 when something is an error, with 2 when something cannot be read."""

    help = "Check the format of documents. Nothing is changed. Exit code: 0 right, 1 errors found, 2 unreadable."

    def add_arguments(self, parser):
        parser.add_argument("--page", type=_page_number, action="append", default=[], metavar="PK", help="a page")
        parser.add_argument("--file", type=Path, action="append", default=[], metavar="PATH", help="a file")
        parser.add_argument(
            "--all", action="store_true", help="every plan of the site, drafts in their latest version"
        )
        parser.add_argument("--json", action="store_true", help="write one JSON document instead of lines")

    def handle(self, *, page: list[int], file: list[Path], all: bool, json: bool, **options):
        if not (page or file or all):
            raise CommandError(_("Say what to check: --page, --file or --all."))
        today = timezone.localdate()
        results, problems = [], []
        for name, sheet in (*_files(file, today, problems), *_pages(page, problems), *(_plans() if all else ())):
            findings = shown(check(sheet, today), sheet)
            results.append({"document": name, "findings": [_as_json(each) for each in findings]})
            if not json:
                self._write(name, findings)
        errors = sum(each["weight"] == Weight.ERROR for result in results for each in result["findings"])
        if json:
            self._write_json(results, problems)
        for problem in problems:
            self.stderr.write(self.style.ERROR(problem))
        if problems:
            raise SystemExit(2)
        if errors:
            raise SystemExit(1)

    def _write(self, name: str, findings: list[ShownFinding]):
        count = len(findings)
        told = ngettext("%(count)d place to look at", "%(count)d places to look at", count) % {"count": count}
        self.stdout.write(f"{name}: {told if count else _('nothing found')}")
        for each in findings:
            mark = self.style.ERROR("✗") if each.is_error else self.style.WARNING("•")
            excerpt = f" “{each.finding.excerpt}”" if each.finding.excerpt else ""
            self.stdout.write(f"  {mark} {each.where}:{excerpt} {each.finding.why} {each.finding.mend}")

    def _write_json(self, results: list[dict], problems: list[str]):
        self.stdout.write(json.dumps({"documents": results, "problems": problems}, ensure_ascii=False, indent=2))


def _files(paths: list[Path], today: date, problems: list[str]) -> Iterator[tuple[str, Sheet]]:
    for path in paths:
        try:
            source = read_path(path)
        except UnreadableError as error:
            problems.append(f"{path}: {error}")
            continue
        yield str(path), sheet_of_tree(tree_of(recognise(source), source.pictures), {}, today)


def _pages(numbers: list[int], problems: list[str]) -> Iterator[tuple[str, Sheet]]:
    for number in numbers:
        page = Page.objects.filter(pk=number).first()
        specific = page and latest_of(page)
        if specific is None or not can_be_checked(specific):
            problems.append(_("There is no page %(number)s with a Vietnamese text.") % {"number": number})
            continue
        yield f"{specific.title} ({number})", sheet_of_page(specific)


def _plans() -> Iterator[tuple[str, Sheet]]:
    for plan in PlanPage.objects.select_related("locale").order_by("pk").iterator(chunk_size=100):
        draft = latest_of(plan)
        if can_be_checked(draft):
            yield f"{draft.title} ({plan.pk})", sheet_of_page(draft)


def _as_json(each: ShownFinding) -> dict:
    finding = each.finding
    return {
        "rule": finding.rule,
        "weight": finding.weight.value,
        "place": finding.place,
        "where": each.where,
        "excerpt": finding.excerpt,
        "why": finding.why,
        "mend": finding.mend,
        "replacement": finding.fix.replacement if finding.fix else None,
    }
