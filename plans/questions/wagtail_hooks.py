"""Puts the question desk into the admin."""

from django.contrib.auth.models import Permission
from wagtail import hooks
from wagtail.permissions import register_permission_policy

from .desk.escalations import EscalationViewSet
from .desk.policy import PaperPolicy, QuestionPolicy
from .desk.screens import QuestionViewSet, UnitOfficerViewSet
from .desk.summary import ITEMS
from .models import Escalation, Question, UnitOfficer

# Before the viewsets ask for a policy.
register_permission_policy(Question, QuestionPolicy(Question))
register_permission_policy(Escalation, PaperPolicy(Escalation))


@hooks.register("register_admin_viewset")
def register_screens():
    """Questions, reports upward, officers of units."""
    return [QuestionViewSet(), EscalationViewSet(), UnitOfficerViewSet()]


@hooks.register("register_unit_memberships")
def officers_of_units():
    """Who works for which unit, for the tasks that plans give units."""
    return UnitOfficer.objects.all()


@hooks.register("construct_homepage_summary_items")
def count_questions(request, items):
    """Numbers on the first page of the admin."""
    items.extend(item(request) for item in ITEMS)


@hooks.register("register_permissions")
def offer_permissions():
    """Groups can be allowed to see, route, answer, approve questions and to decide about complaints."""
    return Permission.objects.filter(
        content_type__app_label="questions",
        codename__in=[
            "view_question",
            "change_question",
            "prepare_answer",
            "approve_answer",
            "handle_complaint",
            "add_unitofficer",
            "change_unitofficer",
            "delete_unitofficer",
        ],
    )
