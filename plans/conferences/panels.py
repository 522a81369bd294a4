"""How the editor's form of a conference is laid out."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    TabbedInterface,
)

from cms.pages.models import SitePage

notice_panels = [
    FieldPanel("title"),
    FieldPanel("summary"),
    FieldPanel("kind"),
    PageChooserPanel("plan", "plans.PlanPage"),
    InlinePanel(
        "sessions",
        heading=_("Sessions"),
        label=_("session"),
        help_text=_("The date may wait; add it once it is fixed."),
    ),
    InlinePanel("participants", heading=_("Participants"), label=_("participants")),
    InlinePanel("agenda", heading=_("Agenda"), label=_("agenda item")),
    FieldPanel(
        "subject_fields", help_text=_("A periodic conference may deal with several; an ad hoc one with exactly one.")
    ),
    FieldPanel("body"),
    FieldPanel("late_notice_reason"),
]

registration_panels = [
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]), FieldPanel("grace_minutes")],
        heading=_("Registration window"),
        help_text=_("Without an opening time there is no online form."),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("capacity"), FieldPanel("reserved_seats")]), FieldPanel("max_group_size")],
        heading=_("Seats"),
    ),
    MultiFieldPanel(
        [
            FieldPanel("contact_unit"),
            FieldRowPanel([FieldPanel("contact_phone"), FieldPanel("contact_email")]),
            FieldPanel("contact_address"),
        ],
        heading=_("Contact"),
        help_text=_("Where people ask, and where they hand in a form on paper."),
    ),
]

own_question_panels = [
    FieldPanel(
        "own_questions",
        help_text=_(
            "Asked on the registration form besides its usual questions. Do not ask for identity cards, dates of "
            "birth or anything else the dialogue does not need."
        ),
    ),
]

results_panels = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("attendees_count"), FieldPanel("questions_count")]),
            FieldRowPanel([FieldPanel("answered_there_count"), FieldPanel("answered_in_writing_count")]),
        ],
        heading=_("In numbers"),
    ),
    FieldPanel("results"),
]

edit_handler_tabs = [
    ObjectList(notice_panels, heading=_("Notice")),
    ObjectList(registration_panels, heading=_("Registration")),
    ObjectList(own_question_panels, heading=_("Own questions")),
    ObjectList(results_panels, heading=_("Results")),
    ObjectList([FieldPanel("picture"), *SitePage.promote_panels], heading=_("Display")),
]


def edit_handler(base_form_class):
    """The tabs of the form."""
    return TabbedInterface(edit_handler_tabs, base_form_class=base_form_class)
