"""Boxes about conferences: those to come, those one can register for."""

from itertools import islice

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from cms.portlets.portlet import Portlet
from cms.portlets.registry import portlets

from .models import ConferencePage

MOST = 10


class ConferencesPortlet(Portlet):
    """What both boxes share: how many conferences they list."""

    count = blocks.IntegerBlock(label=_("How many"), default=3, min_value=1, max_value=MOST)

    class Meta:
        icon = "date"


@portlets.register("upcoming_conferences", group=_("Conferences"), order=50)
class UpcomingConferencesPortlet(ConferencesPortlet):
    """The next conferences that take place, with their dates; leaves nothing behind when there are none."""

    def get_items(self, value, page, request):
        now = timezone.now()
        coming = ConferencePage.objects.published().in_active_language().upcoming(now).not_called_off()
        return list(coming[: value["count"]])

    class Meta:
        label = _("Upcoming conferences")
        heading = _("Upcoming conferences")
        template = "conferences/portlets/upcoming_conferences.html"
        preview_value = {"heading": "", "count": 3}


@portlets.register("open_registrations", group=_("Conferences"), order=51)
class OpenRegistrationsPortlet(ConferencesPortlet):
    """Conferences one can register for, with the closing hour; leaves nothing behind when there are none."""

    def get_items(self, value, page, request):
        now = timezone.now()
        open_now = ConferencePage.objects.published().in_active_language().open_for_registration(now)
        reachable = (conference for conference in open_now if conference.has_public_form)
        return list(islice(reachable, value["count"]))

    class Meta:
        label = _("Open registrations")
        heading = _("Open for registration")
        template = "conferences/portlets/open_registrations.html"
        preview_value = {"heading": "", "count": 3}
