"""Numbers beside a conference's file that other parts of the dialogue count: registrations, questions, letters.

A part offers its numbers by the hook `register_dossier_figures`: a function that returns a `Figure`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from wagtail import hooks

FIGURES_HOOK = "register_dossier_figures"


@dataclass(frozen=True)
class Figure:
    """One column: `counts` takes primary keys of conferences and answers all in one query ({pk: number}).

    `url` gives the screen behind the number for the pk of a conference; `permission` who may see it.
    """

    name: str
    label: str
    counts: Callable[[list[int]], dict[int, int]]
    url: Callable[[int], str] | None = None
    permission: str = ""
    order: int = 100


@dataclass(frozen=True)
class Count:
    """One number of one conference, ready to be shown."""

    label: str
    number: int
    url: str


def figures_for(user) -> list[Figure]:
    """What `user` may see, in order."""
    offered = [offer() for offer in hooks.get_hooks(FIGURES_HOOK)]
    allowed = [one for one in offered if not one.permission or user.has_perm(one.permission)]
    return sorted(allowed, key=lambda one: (one.order, one.name))


def counts_of(conferences: list[int], user) -> dict[int, list[Count]]:
    """All numbers of `conferences` (their primary keys); one query per figure."""
    found: dict[int, list[Count]] = {pk: [] for pk in conferences}
    for figure in figures_for(user):
        numbers = figure.counts(conferences)
        for pk in conferences:
            url = figure.url(pk) if figure.url else ""
            found[pk].append(Count(figure.label, numbers.get(pk, 0), url))
    return found
