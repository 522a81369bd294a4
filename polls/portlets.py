"""The poll in a box beside the pages."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.portlets.portlet import Portlet
from cms.portlets.registry import portlets

from .poll import Poll
from .results import read_result


@portlets.register("poll", group=_("Taking part"), order=60)
class PollPortlet(Portlet):
    """Question, result and the way to the ballot; holds no form, so that the page around it can be cached."""

    poll = SnippetChooserBlock(
        "polls.Poll",
        label=_("Poll"),
        required=False,
        help_text=_("Leave empty to show the poll that is open now and opened last."),
    )

    def get_items(self, value, page, request):
        """The one poll to show, as a list; a chosen poll is shown after its end too. One query, two with a choice."""
        now = timezone.now()
        chosen = value.get("poll")
        polls = Poll.objects.filter(pk=chosen.pk) if chosen else Poll.objects.canonical().open(now).latest_first()
        result = read_result(polls, now)
        return [result] if result and not _is_on_screen(result.pk, request) else []

    class Meta:
        label = _("Poll")
        heading = _("Poll")
        icon = "tasks"
        template = "polls/portlets/poll.html"
        preview_value = {"heading": "", "poll": None}


def _is_on_screen(pk: int, request) -> bool:
    """Whether the request is for the ballot of poll `pk` itself: a box beside it would say the same twice."""
    match = getattr(request, "resolver_match", None)
    return bool(match) and match.app_name == "polls" and match.kwargs.get("pk") == pk
