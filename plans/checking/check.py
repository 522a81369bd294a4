"""The format checker (soát thể thức): every rule over one document."""

from datetime import date
from itertools import islice

from .finding import Finding
from .registry import rules
from .sheet import Sheet

MOST_OF_A_RULE = 50


def check(sheet: Sheet, today: date) -> list[Finding]:
    """What is wrong with `sheet`, in the order of the paper; parts that are missing come first.

    A rule that finds the same fault all over a text is cut off after `MOST_OF_A_RULE` findings.
    """
    found: list[Finding] = []
    for rule in rules.all():
        found += islice(rule.findings(sheet, today), MOST_OF_A_RULE)
    order = {text.place: number for number, text in enumerate(sheet.texts)}
    return sorted(found, key=lambda finding: (order.get(finding.place, -1), finding.start))
