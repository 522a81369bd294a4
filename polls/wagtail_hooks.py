"""Polls in Wagtail's admin: list, form, results with the log of changes.

There is no way to reset a poll: ballots leave only with the database. Who needs a fresh count
closes the poll and opens a new one.
"""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.deletion import ProtectedError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn, LocaleColumn, NumberColumn
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, InspectView, SnippetViewSet

from .models import Poll, PollEvent
from .results import read_result

MOST_CHOICES = 20


class PollForm(WagtailAdminModelForm):
    """Names the person who saves, for the log; leaves publishing to those who may."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.may_publish = self.for_user is not None and self.for_user.has_perm("polls.publish_poll")
        self.was_published = bool(self.instance.pk and self.instance.is_published)
        if not self.may_publish:
            self._lock("is_published", _("An approver publishes the poll."))
            if self.was_published:
                for name in ("starts_at", "ends_at"):
                    self._lock(name, _("An approver changes the dates of a published poll."))

    def _lock(self, name: str, why) -> None:
        """Show the field without letting it be changed; what a browser sends for it does not count."""
        if name in self.fields:
            self.fields[name].disabled = True
            self.fields[name].help_text = why

    def clean(self):
        """What the public reads is changed by those who may publish."""
        data = super().clean()
        if self.was_published and not self.may_publish and self.has_changed():
            raise ValidationError(
                _("This poll is published: only an approver can change it. Ask one to change or unpublish it.")
            )
        return data

    def save(self, commit=True):
        self.instance.acting_user = self.for_user
        return super().save(commit)


class RefusalShown:
    """Shows in the form what `Poll.save` refuses; nothing is saved then."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        self.produced_error_code = "validation_error"
        self.produced_error_message = self.get_error_message()
        return self.form_invalid(form)


class PollCreateView(RefusalShown, CreateView):
    """New poll."""


class PollEditView(RefusalShown, EditView):
    """Change a poll, as far as its ballots allow."""


class PollIndexView(IndexView):
    """The list of polls, with votes counted in the same query."""

    def get_base_queryset(self):
        return super().get_base_queryset().with_votes()


class PollInspectView(InspectView):
    """Result and log of one poll."""

    template_name = "polls/admin/inspect.html"
    page_title = _("Result")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["result"] = read_result(Poll.objects.filter(pk=self.object.pk), timezone.now(), with_unpublished=True)
        group = Poll.objects.filter(translation_key=self.object.translation_key)
        context["events"] = PollEvent.objects.filter(poll__in=group).select_related("actor")
        return context


def state_label(poll: Poll) -> str:
    """Where `poll` stands now, in words."""
    return poll.state(timezone.now()).label


class PollViewSet(SnippetViewSet):
    """Polls as a menu entry of their own."""

    model = Poll
    icon = "tasks"
    menu_label = _("Polls")
    menu_order = 270
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    add_view_class = PollCreateView
    edit_view_class = PollEditView
    index_view_class = PollIndexView
    inspect_view_class = PollInspectView
    list_display = [
        "question",
        LocaleColumn(),
        Column("state", label=_("State"), accessor=state_label),
        NumberColumn("votes", label=_("Votes")),
        DateColumn("starts_at", label=_("Opens"), sort_key="starts_at"),
        DateColumn("ends_at", label=_("Closes"), sort_key="ends_at"),
    ]
    list_filter = {"is_published": ["exact"], "starts_at": ["gte", "lte"]}
    ordering = ["-starts_at"]

    edit_handler = ObjectList(
        [
            FieldPanel("question"),
            InlinePanel(
                "choices",
                label=_("Choice"),
                heading=_("Choices"),
                help_text=_("Once votes are cast, choices can be added or withdrawn, not reworded, moved or removed."),
                panels=[FieldPanel("text"), FieldPanel("is_withdrawn")],
                min_num=2,
                max_num=MOST_CHOICES,
            ),
            FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("Time")),
            FieldPanel("is_published"),
            FieldPanel("method_note"),
        ],
        base_form_class=PollForm,
    )


register_snippet(PollViewSet)


@hooks.register("before_delete_snippet")
def delete_or_explain(request, snippets):
    """Polls with ballots stay; the others go with their log entry naming who removed them."""
    polls = [snippet for snippet in snippets if isinstance(snippet, Poll)]
    if not polls or len(polls) != len(snippets):
        return None
    to_list = redirect("wagtailsnippets_polls_poll:list")
    kept = [poll for poll in polls if poll.ballots.exists()]
    if kept:
        _explain(request, kept)
        return to_list
    if request.method != "POST":
        return None
    try:
        with transaction.atomic():
            for poll in polls:
                poll.acting_user = request.user
                poll.delete()
    except ProtectedError:  # a vote arrived in between
        _explain(request, polls)
        return to_list
    messages.success(request, gettext("Deleted: %(polls)s") % {"polls": ", ".join(str(poll) for poll in polls)})
    return to_list


def _explain(request, polls: list[Poll]) -> None:
    messages.error(
        request,
        gettext("Votes have been cast, so this cannot be deleted: %(polls)s. Unpublish it to take it off the site.")
        % {"polls": ", ".join(f"“{poll}”" for poll in polls)},
    )
