"""The office's screens of yearly plans: slots that make themselves from the rhythm, and what stands in them."""

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from .yearly import YearlyPlan


class YearlyPlanForm(WagtailAdminModelForm):
    """Fills a plan saved without slots with those of its rhythm."""

    def save(self, commit=True):
        plan = super().save(commit)
        if commit:
            with transaction.atomic():
                plan.add_missing_slots()
        return plan


def _slots(plan: YearlyPlan) -> str:
    announced, owed = plan.announced_count, plan.slot_count
    return gettext("%(announced)d of %(owed)d announced") % {"announced": announced, "owed": owed}


class YearlyPlanIndexView(generic.IndexView):
    """Plans with their numbers, counted in the same query."""

    def get_base_queryset(self):
        return YearlyPlan.objects.with_counts()


class YearlyPlanViewSet(ModelViewSet):
    """One plan a year."""

    model = YearlyPlan
    name = "yearly_plan"
    url_prefix = "yearly-dialogue-plans"
    icon = "calendar-alt"
    menu_label = _("Yearly plans")
    menu_order = 15
    menu_hook = "register_dialogue_menu_item"
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = YearlyPlanIndexView
    list_display = [
        "__str__",
        Column("get_rhythm_display", label=_("Rhythm")),
        Column("slots", label=_("Slots"), accessor=_slots),
    ]
    panels = [
        FieldRowPanel([FieldPanel("year"), FieldPanel("rhythm")]),
        PageChooserPanel("plan", "plans.PlanPage"),
        InlinePanel(
            "slots",
            heading=_("Slots"),
            label=_("slot"),
            help_text=_("Leave empty on a new plan: slots are made from the rhythm; change their days then."),
            panels=[
                FieldRowPanel([FieldPanel("number"), FieldPanel("starts_on"), FieldPanel("ends_on")]),
                PageChooserPanel("conference", "conferences.ConferencePage"),
            ],
        ),
        FieldPanel("remark"),
    ]

    def get_edit_handler(self):
        """The panels above with the form that makes slots."""
        handler = super().get_edit_handler()
        handler.base_form_class = YearlyPlanForm
        return handler


yearly_plan_viewset = YearlyPlanViewSet()
