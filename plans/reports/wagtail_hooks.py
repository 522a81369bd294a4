"""Puts letters, reports and the ledger into the admin, and their numbers beside the files of conferences."""

from django.db.models import Count
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from plans.conferences.dialogue_menu import DIALOGUE_MENU, RightfulItem
from plans.conferences.figures import FIGURES_HOOK, Figure
from plans.questions.models import Letter
from plans.questions.rights import Rights

from . import admin_urls
from .models import Minutes
from .rights import sees_reports


def reads_letters(user) -> bool:
    """Whether the dispatch register opens for this person."""
    return Rights(user).reads_papers


@hooks.register("register_admin_urls")
def register_screens():
    """Below /admin/dialogue-reports/."""
    return [path("dialogue-reports/", include(admin_urls))]


@hooks.register(DIALOGUE_MENU)
def register_letters():
    """The dispatch register."""
    url = reverse("reports_admin:letters")
    return RightfulItem(_("Dispatch register"), url, may=reads_letters, icon_name="mail", name="letters", order=50)


@hooks.register(DIALOGUE_MENU)
def register_reports():
    """Reports of periods and conferences."""
    url = reverse("reports_admin:index")
    label = _("Minutes and reports")
    return RightfulItem(label, url, may=sees_reports, icon_name="doc-full", name="dialogue-reports", order=60)


@hooks.register(DIALOGUE_MENU)
def register_ledger():
    """Both sides of the ledger."""
    url = reverse("reports_admin:ledger")
    return RightfulItem(_("Ledger"), url, may=sees_reports, icon_name="tasks", name="dialogue-ledger", order=61)


@hooks.register(FIGURES_HOOK)
def offer_minutes_and_results() -> Figure:
    """Minutes of a conference, with the way to write them."""
    return Figure(
        name="minutes",
        label=_("Minutes issued"),
        counts=_issued_minutes,
        url=lambda pk: reverse("reports_admin:conference", args=[pk]),
        permission="questions.view_question",
        order=80,
    )


@hooks.register(FIGURES_HOOK)
def offer_unsent_letters() -> Figure:
    """Letters that have not left."""
    return Figure(
        name="unsent_letters",
        label=_("Letters not sent"),
        counts=_unsent_letters,
        url=lambda pk: f"{reverse('reports_admin:letters')}?state=unsent&conference={pk}",
        permission="questions.change_question",
        order=85,
    )


def _issued_minutes(conferences: list[int]) -> dict[int, int]:
    issued = Minutes.objects.issued().filter(conference__in=conferences)
    return dict.fromkeys(issued.values_list("conference", flat=True), 1)


def _unsent_letters(conferences: list[int]) -> dict[int, int]:
    unsent = Letter.objects.unsent().filter(conference__in=conferences).order_by()
    return dict(unsent.values_list("conference").annotate(number=Count("pk")))
