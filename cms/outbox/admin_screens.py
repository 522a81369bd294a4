"""The clerk's view of the outbox: what left, what waits, what failed, and a button to try again."""

import re
from datetime import datetime

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import linebreaksbr
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic

from cms.history.viewset import ReadOnlyViewSet
from cms.text import clean_line

from .models import Message

MAY_LOOK = ["view", "retry", "bounce"]
MISSING = "missing"
# The part of an address that works like a key: long and random, after a slash.
_KEY_IN_ADDRESS = re.compile(r"(https?://[^\s/]+/(?:[^\s/]+/)*?)[A-Za-z0-9_-]{20,}(?=/|\s|$)")


def _moment(value: datetime | None) -> str:
    return date_format(timezone.localtime(value), "H:i d/m/Y") if value else ""


def _written(message: Message) -> str:
    return _moment(message.created_at)


def _sent(message: Message) -> str:
    return _moment(message.sent_at)


class MessageFilterSet(WagtailFilterSet):
    """By what became of a letter."""

    arrival = django_filters.ChoiceFilter(
        label=gettext_lazy("Arrival"),
        choices=[(MISSING, gettext_lazy("Could not be sent or came back"))],
        method="by_arrival",
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Message
        fields = ["arrival", "state", "purpose"]

    def by_arrival(self, queryset, _name, value):
        """Only what has not reached anybody."""
        return queryset.undelivered() if value == MISSING else queryset


class MessageIndexView(generic.IndexView):
    """All letters, newest first; looking is enough of a permission."""

    any_permission_required = MAY_LOOK


class MessageInspectView(generic.InspectView):
    """One letter with its button."""

    any_permission_required = MAY_LOOK
    page_title = gettext_lazy("Message")

    def get_field_display_value(self, field_name, field):
        """Moments in the office's own time, texts with their lines, nothing as a dash."""
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "H:i:s d/m/Y")
        if field_name == "text":
            # Whoever has such an address is taken for the person it was sent to.
            return linebreaksbr(_KEY_IN_ADDRESS.sub(r"\1…", value))
        return "–" if value in (None, "") else value

    def get_state_display_value(self):
        """With the mark that it came back."""
        return self.object.condition

    def get_context_data(self, **kwargs):
        may_retry = self.object.can_be_retried and self.user_has_permission("retry")
        may_bounce = self.object.can_be_returned and self.user_has_permission("bounce")
        return super().get_context_data(
            retry_url=reverse("message:retry", args=[self.object.pk]) if may_retry else "",
            bounce_url=reverse("message:bounce", args=[self.object.pk]) if may_bounce else "",
            files=[one["name"] for one in self.object.attachments],
            **kwargs,
        )


class MessageViewSet(ReadOnlyViewSet):
    """Read-only: letters are written by the portal, never by hand."""

    model = Message
    name = "message"
    url_prefix = "outbox"
    icon = "mail"
    menu_label = gettext_lazy("Outgoing mail")
    menu_order = 900
    add_to_settings_menu = True
    inspect_template_name = "outbox/admin/inspect.html"
    index_view_class = MessageIndexView
    inspect_view_class = MessageInspectView
    inspect_view_fields = [
        "to",
        "reply_to",
        "subject",
        "text",
        "purpose",
        "state",
        "attempts",
        "last_error",
        "created_at",
        "next_attempt_at",
        "sent_at",
        "bounced_at",
        "bounce_reason",
        "message_id",
    ]
    list_display = [
        "__str__",
        "to",
        Column("condition", label=gettext_lazy("State")),
        "attempts",
        Column("problem", label=gettext_lazy("Problem")),
        Column("created_at", label=gettext_lazy("Written"), accessor=_written, sort_key="created_at"),
        Column("sent_at", label=gettext_lazy("Sent"), accessor=_sent, sort_key="sent_at"),
    ]
    filterset_class = MessageFilterSet
    search_fields = ["to", "purpose", "last_error"]
    ordering = ["-created_at", "-pk"]

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("<int:pk>/retry/", retry, name="retry"),
            path("<int:pk>/returned/", mark_returned, name="bounce"),
        ]


def retry(request, pk: int):
    """POST: queue one letter again."""
    if not request.user.has_perm("outbox.retry_message"):
        raise PermissionDenied
    message = get_object_or_404(Message, pk=pk)
    if request.method == "POST":
        if message.retry(timezone.now()):
            messages.success(request, _("The message is queued again and leaves within a minute."))
        else:
            messages.error(
                request, _("This message has left meanwhile or its content was removed; nothing was changed.")
            )
    return redirect("message:inspect", pk)


def mark_returned(request, pk: int):
    """POST: a letter that was sent came back; staff say why."""
    if not request.user.has_perm("outbox.bounce_message"):
        raise PermissionDenied
    message = get_object_or_404(Message, pk=pk)
    if request.method == "POST":
        reason = clean_line(request.POST.get("reason", ""))
        if not reason:
            messages.error(request, _("Write why the message came back, as the mail server says it."))
        elif message.mark_bounced(timezone.now(), reason):
            messages.success(request, _("The message is marked as returned. Tell the person by phone or by post."))
        else:
            messages.error(request, _("This message has not been sent or is marked already; nothing was changed."))
    return redirect("message:inspect", pk)


class UnsentPanel(Component):
    """On the first page of the admin: how many letters did not arrive. Absent when all is well."""

    name = "unsent_messages"
    template_name = "outbox/admin/panel.html"
    order = 50

    def __init__(self, request):
        self.request = request

    @cached_property
    def number(self) -> int:
        """How many, for those who may see them."""
        user = self.request.user
        if not any(user.has_perm(f"outbox.{action}_message") for action in MAY_LOOK):
            return 0
        return Message.objects.undelivered().count()

    def get_context_data(self, parent_context):
        wording = ngettext(
            "%(number)s message could not be sent or came back",
            "%(number)s messages could not be sent or came back",
            self.number,
        )
        return {
            "wording": wording % {"number": self.number},
            "url": f"{reverse('message:index')}?arrival={MISSING}",
            "link": _("Show these messages"),
        }


message_viewset = MessageViewSet()
