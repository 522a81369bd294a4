"""The rules of the format checker, filled by plug-ins: a `checking_rules.py` in any installed app.

    @rules.register("double_space", _("Double spaces"))
    def find_double_spaces(sheet, today):
        yield Fault(text, start, end, why, mend, replacement=" ")

A rule is a generator over one `Sheet`; it reads nothing else and changes nothing. The docstring of every rule names
its source. A name given twice is refused.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import autodiscover_modules

from .finding import Finding, Fix, Weight
from .sheet import Sheet, Text

_AROUND = 36
_LONGEST_EXCERPT = 120


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule yields: characters `start` to `end` of `text` are wrong, or (no text) a part is missing at `place`.

    `replacement` makes a one-click fix of it; only where the right text is certain.
    """

    text: Text | None
    start: int
    end: int
    why: str
    mend: str
    replacement: str | None = None
    place: str = ""
    weight: Weight | None = None


@dataclass(frozen=True)
class Rule:
    """A named rule: `label` is what people read, `weight` what its findings weigh unless they say otherwise."""

    name: str
    label: str
    weight: Weight
    run: Callable[[Sheet, date], Iterable[Fault]]

    def findings(self, sheet: Sheet, today: date) -> Iterable[Finding]:
        """What is wrong with `sheet`."""
        for fault in self.run(sheet, today):
            yield self._finding(fault)

    def _finding(self, fault: Fault) -> Finding:
        place = fault.text.place if fault.text else fault.place
        fix = None
        if fault.replacement is not None and fault.text:
            fix = Fix(place, fault.start, fault.end, fault.replacement)
        return Finding(
            rule=self.name,
            place=place,
            excerpt=excerpt_of(fault.text.text, fault.start, fault.end) if fault.text else "",
            why=fault.why,
            mend=fault.mend,
            fix=fix,
            weight=fault.weight or self.weight,
            start=fault.start,
            end=fault.end,
        )


class RuleRegistry:
    """Every rule of every installed app, in the order of registration."""

    def __init__(self):
        self._rules: dict[str, Rule] = {}
        self._is_read = False

    def register(self, name: str, label, weight: Weight = Weight.WARNING):
        """Decorator: check every document by this rule, known as `name`."""

        def add(function):
            known = self._rules.get(name)
            if known is not None and known.run is not function:
                raise ImproperlyConfigured(
                    f"Two rules want the name '{name}': {known.run.__module__} and {function.__module__}. "
                    "Rename one of them."
                )
            self._rules[name] = Rule(name, label, weight, function)
            return function

        return add

    def all(self) -> list[Rule]:
        """The rules; the first call looks for them."""
        if not self._is_read:
            autodiscover_modules("checking_rules")
            self._is_read = True
        return list(self._rules.values())

    def label_of(self, name: str) -> str:
        """What people read for the rule `name`."""
        return next((str(rule.label) for rule in self.all() if rule.name == name), name)


rules = RuleRegistry()


def excerpt_of(text: str, start: int, end: int) -> str:
    """The words around characters `start` to `end`, in one line."""
    begin = max(0, start - _AROUND)
    stop = min(len(text), max(end, start) + _AROUND, begin + _LONGEST_EXCERPT)
    while begin > 0 and not text[begin - 1].isspace() and start - begin < _AROUND + 12:
        begin -= 1
    while stop < len(text) and not text[stop].isspace() and stop - end < _AROUND + 12:
        stop += 1
    words = text[begin:stop].strip()
    return f"{'… ' if begin > 0 else ''}{words}{' …' if stop < len(text) else ''}"
