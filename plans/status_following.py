"""The status of documents follows their relations, when an editor agrees.

A plan that is replaced or amended by another, yet still counts as in force, is pointed out after saving; one page
lists such documents and changes the chosen ones, with their translations.
"""

from dataclasses import dataclass

from django.db import transaction

from plans.models import STATUS_BY_KIND, PlanPage, Status
from plans.relating import relations_of


@dataclass(frozen=True)
class Following:
    """A document and the status its relation asks for; with a draft it cannot be changed here."""

    plan: PlanPage
    status: Status
    has_draft: bool = False


def statuses_to_follow(plan: PlanPage) -> list[Following]:
    """What is out of step around a published `plan`: itself, and the documents on this site it replaces or amends."""
    found = {}
    for group in relations_of(plan):
        if group.kind in STATUS_BY_KIND and plan.live:
            _note(found, plan, STATUS_BY_KIND[group.kind])
        wanted = {"replaces": Status.REPLACED, "amends": Status.AMENDED}.get(group.kind)
        if wanted and plan.live:
            pages = PlanPage.objects.filter(pk__in=[each.page.pk for each in group.documents if each.page])
            for other in pages.defer_streamfields():
                _note(found, other, wanted)
    return list(found.values())


def _note(found: dict, plan: PlanPage, wanted: Status) -> None:
    is_stronger = wanted == Status.REPLACED and plan.status == Status.AMENDED
    if (plan.status == Status.IN_FORCE or is_stronger) and plan.pk not in found:
        found[plan.pk] = Following(plan, wanted, plan.has_unpublished_changes)


def follow(following: Following, user) -> list[PlanPage]:
    """Give the document and its published translations the status; returns those that could not be changed.

    A page with a draft that is not published, or that `user` may not publish, stays as it is: publishing it here
    would put the draft out too.
    """
    left = []
    for page in PlanPage.objects.live().filter(translation_key=following.plan.translation_key):
        if page.status == following.status:
            continue
        if page.has_unpublished_changes or not page.permissions_for_user(user).can_publish():
            left.append(page)
            continue
        with transaction.atomic():
            page.status = following.status
            page.save_revision(user=user, log_action=True).publish(user=user)
    return left
