"""The poll in the body of a page."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks.registry import body_blocks

from .poll import Poll
from .results import read_result


@body_blocks.register("poll", group=_("Taking part"), order=140)
class PollBlock(blocks.StructBlock):
    """Question, result and the way to the ballot; holds no form, so that the page around it can be cached."""

    poll = SnippetChooserBlock("polls.Poll", label=_("Poll"))

    def get_context(self, value, parent_context=None):
        """Adds `result` (None for a poll that is not published). Two queries."""
        context = super().get_context(value, parent_context=parent_context)
        chosen = value.get("poll")
        context["result"] = read_result(Poll.objects.filter(pk=chosen.pk), timezone.now()) if chosen else None
        return context

    class Meta:
        label = _("Poll")
        icon = "tasks"
        template = "polls/blocks/poll.html"
        preview_value = {"poll": None}
