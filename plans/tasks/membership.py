"""Who works for which unit. Whoever keeps that (the dialogue's desk does) offers it here.

@hooks.register("register_unit_memberships")
def officers():
    return UnitOfficer.objects.all()   # a queryset of rows with `user` and `unit`
"""

from collections import defaultdict
from collections.abc import Iterable

from wagtail import hooks

HOOK = "register_unit_memberships"


def units_of(user) -> frozenset[int]:
    """The units a person works for."""
    found: set[int] = set()
    for rows in hooks.get_hooks(HOOK):
        found |= set(rows().filter(user=user).values_list("unit", flat=True))
    return frozenset(found)


def people_of(units: Iterable[int]) -> dict[int, list]:
    """The active accounts of each unit, each once."""
    units = set(units)
    people: dict[int, dict] = defaultdict(dict)
    for rows in hooks.get_hooks(HOOK):
        for row in rows().filter(unit__in=units, user__is_active=True).select_related("user"):
            people[row.unit_id][row.user_id] = row.user
    return {unit: list(users.values()) for unit, users in people.items()}
