"""Which documents of the register are meant: filters and order from an address.

Values that mean nothing are left out and named in `notes`; they never are an error. Other apps add filters:

@hooks.register("register_plan_filters")
def filter_by_tasks():
    return ExtraFilter(name, label, all_label, options, narrow)
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import F, Q, Value
from django.db.models.functions import NullIf
from django.utils.translation import gettext as _
from wagtail import hooks

from cms.pages.models import SubjectField
from cms.text import clean_line
from plans.dating import EARLIEST
from plans.numbers import number_key

LONGEST_NUMBER = 80
EXTRA_FILTERS_HOOK = "register_plan_filters"
_NUMBER = NullIf("number_value", Value(0))
ORDERS = {
    "": ("-sorted_on", "-pk"),
    "oldest": ("sorted_on", "pk"),
    "number": (_NUMBER.asc(nulls_last=True), "number_key", "pk"),
    "number-down": (_NUMBER.desc(nulls_last=True), "-number_key", "-pk"),
    "title": ("title", "pk"),
    "title-down": ("-title", "-pk"),
    "period": (F("period_end").asc(nulls_last=True), "pk"),
    "period-down": (F("period_end").desc(nulls_last=True), "-pk"),
}


@dataclass(frozen=True)
class Option:
    """One entry of a filter's list."""

    value: str
    label: str
    is_selected: bool


@dataclass(frozen=True)
class Filter:
    """A filter as the form shows it: `name` is its key in the address."""

    name: str
    label: str
    all_label: str
    options: list[Option]


@dataclass(frozen=True)
class ExtraFilter:
    """A filter that another app brings: (value, label) options, and how a choice narrows a queryset of plans."""

    name: str
    label: str
    all_label: str
    options: Sequence[tuple[str, str]]
    narrow: Callable


@dataclass(frozen=True)
class Vocabulary:
    """What there is to choose from: offices, the names of kinds of documents, (key, label) of statuses."""

    issuers: object
    type_label: Callable[[str], str]
    statuses: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Selection:
    """The documents meant, in their order, and how they were chosen.

    `chosen` holds the values that count, `address` the same as the query of an address ("" or "?…").
    """

    plans: object
    chosen: dict[str, str]
    number: str
    filters: list[Filter]
    orders: list[Option]
    notes: list[str]

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the order was chosen."""
        return any(name != "order" for name in self.chosen)

    @property
    def address(self) -> str:
        """The query that asks for the same again."""
        return address_of(self.chosen)


def select(plans, query: Mapping[str, str], vocabulary: Vocabulary, today: date) -> Selection:
    """The plans among `plans` (a PlanPage queryset) that `query`, texts from outside, asks for."""
    extra = [offered() for offered in hooks.get_hooks(EXTRA_FILTERS_HOOK)]
    names = (*_NARROW, *(each.name for each in extra), "number", "order")
    asked = {name: clean_line(str(query.get(name, "")))[:200] for name in names}
    filters = _filters(plans, asked, vocabulary, extra)
    notes: list[str] = []
    chosen = {}
    for each in filters:
        if asked[each.name] and not any(option.is_selected for option in each.options):
            notes.append(
                _("“%(value)s” is no choice under “%(filter)s”; this filter was left out.")
                % {"value": asked[each.name][:60], "filter": each.label}
            )
        elif asked[each.name]:
            chosen[each.name] = asked[each.name]
    found = plans
    for name, narrow in (_NARROW | {each.name: _ignoring_day(each.narrow) for each in extra}).items():
        if name in chosen:
            found = narrow(found, chosen[name], today)
    found = _with_number(found, asked["number"], chosen, notes)
    if asked["order"] and asked["order"] not in ORDERS:
        notes.append(_("This order is not known; the newest documents come first."))
    elif asked["order"]:
        chosen["order"] = asked["order"]
    return Selection(
        plans=found.order_by(*ORDERS[chosen.get("order", "")]),
        chosen=chosen,
        number=asked["number"],
        filters=filters,
        orders=_orders(chosen.get("order", "")),
        notes=notes,
    )


def address_of(chosen: Mapping[str, str], **more) -> str:
    """The query of an address with these values; "" without any."""
    query = urlencode({**chosen, **more})
    return f"?{query}" if query else ""


def _with_number(plans, typed: str, chosen: dict[str, str], notes: list[str]):
    key = number_key(typed)[:LONGEST_NUMBER]
    if key:
        chosen["number"] = typed[:LONGEST_NUMBER]
        return plans.filter(**({"number_key__startswith": key} if key[0].isdigit() else {"number_key__contains": key}))
    if typed:
        notes.append(_("A document number has digits or letters, for example 1891/KH-SKHCN."))
    return plans


def _by_period(plans, stage: str, today: date):
    """Plans whose period is under way, still to come or over on that day."""
    if stage == "past":
        return plans.filter(period_end__lt=today)
    if stage == "coming":
        return plans.filter(period_start__gt=today)
    has_begun = Q(period_start__isnull=True) | Q(period_start__lte=today)
    is_not_over = Q(period_end__isnull=True) | Q(period_end__gte=today)
    return plans.filter(has_begun & is_not_over).exclude(period_start=None, period_end=None)


_NARROW: dict[str, Callable] = {
    "year": lambda plans, value, _today: plans.filter(sorted_on__year=int(value)),
    "field": lambda plans, value, _today: plans.filter(subject_fields__slug=value),
    "issuer": lambda plans, value, _today: plans.filter(issuer_id=int(value)),
    "type": lambda plans, value, _today: plans.filter(document_type=value),
    "status": lambda plans, value, _today: plans.filter(status=value),
    "period": _by_period,
}


def _ignoring_day(narrow: Callable) -> Callable:
    return lambda plans, value, _today: narrow(plans, value)


def _filters(plans, asked, vocabulary: Vocabulary, extra: list[ExtraFilter]) -> list[Filter]:
    years = _years(plans)
    kinds = plans.order_by().values_list("document_type", flat=True).distinct()
    stages = [("running", _("Under way now")), ("coming", _("Still to come")), ("past", _("Over"))]
    choices = {
        "year": (_("Year"), _("All years"), [(str(year), str(year)) for year in years]),
        "field": (_("Field"), _("All fields"), [(each.slug, str(each)) for each in SubjectField.objects.all()]),
        "issuer": (
            _("Issuing office"),
            _("All offices"),
            [(str(each.pk), _office_name(each)) for each in vocabulary.issuers],
        ),
        "type": (_("Kind"), _("All kinds"), sorted((kind, vocabulary.type_label(kind)) for kind in kinds if kind)),
        "status": (_("Status"), _("All documents"), list(vocabulary.statuses)),
        "period": (_("Period"), _("Any period"), stages),
        **{each.name: (str(each.label), str(each.all_label), list(each.options)) for each in extra},
    }
    return [
        Filter(name, label, all_label, [Option(value, str(text), value == asked[name]) for value, text in pairs])
        for name, (label, all_label, pairs) in choices.items()
    ]


def _office_name(issuer) -> str:
    """The office with its superior: a province has many departments of the same name."""
    return f"{issuer} – {issuer.superior}" if issuer.superior else str(issuer)


def _years(plans) -> list[int]:
    """Years from the newest dated plan to the oldest: two steps into the index, no scan."""
    days = plans.filter(sorted_on__gt=EARLIEST).values_list("sorted_on", flat=True)
    newest = days.order_by("-sorted_on", "-pk").first()
    oldest = days.order_by("sorted_on", "pk").first()
    return list(range(newest.year, oldest.year - 1, -1)) if newest and oldest else []


def _orders(selected: str) -> list[Option]:
    labels = {
        "": _("Newest first"),
        "oldest": _("Oldest first"),
        "number": _("By number, smallest first"),
        "number-down": _("By number, largest first"),
        "title": _("By title, A to Z"),
        "title-down": _("By title, Z to A"),
        "period": _("By end of the period, earliest first"),
        "period-down": _("By end of the period, latest first"),
    }
    return [Option(value, label, value == selected) for value, label in labels.items()]
