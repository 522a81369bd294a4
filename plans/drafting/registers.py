"""Where a clerk may bring documents in."""

from wagtail.permissions import page_permission_policy

from plans.models import PlanRegisterPage


def registers_for(user):
    """The plan registers below which `user` may add a plan."""
    allowed = page_permission_policy.instances_user_has_permission_for(user, "add")
    return PlanRegisterPage.objects.filter(pk__in=allowed.values("pk")).order_by("path")
