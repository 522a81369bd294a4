"""The desk's list of registrations: what is found in it, how it is narrowed, what can be done with many at once."""

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import BaseColumn, Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.widgets.button import HeaderButton

from plans.conferences.paging import ShortPaginator

from .finding import matching
from .models import Registration
from .sorting import Verdict

MAY_LOOK = ["view", "change"]


def _detail_url(registration) -> str:
    return reverse("registration:inspect", args=[registration.pk])


def _received(registration) -> str:
    moment = timezone.localtime(registration.received_at).strftime("%H:%M %d/%m/%Y")
    if not registration.register_number:
        return moment
    return _("%(moment)s · no. %(number)s") % {"moment": moment, "number": registration.register_number}


def _who(registration) -> str:
    if registration.erased_at:
        return _("(erased)")
    return " – ".join(part for part in (registration.full_name, registration.organisation_name) if part)


def _short_conference(registration) -> str:
    return Truncator(registration.conference.title).chars(50)


def _flags(registration) -> str:
    flags = []
    if registration.is_suspected_spam:
        flags.append(_("Possible spam"))
    if registration.is_possible_duplicate:
        flags.append(_("Possible duplicate"))
    if registration.restricted_at:
        flags.append(_("Use restricted"))
    return ", ".join(flags)


class MarkColumn(BaseColumn):
    """A box to tick; it belongs to the form of steps for many above the table."""

    cell_template_name = "registrations/admin/mark_cell.html"
    header_template_name = "registrations/admin/mark_header.html"


class RegistrationIndexView(generic.IndexView):
    """All registrations, newest first."""

    any_permission_required = MAY_LOOK
    is_searchable = True
    default_ordering = "-received_at"
    paginator_class = ShortPaginator
    _columns = [
        TitleColumn("code", label=gettext_lazy("Code"), get_url=_detail_url, width="11rem"),
        Column("received_at", label=gettext_lazy("Received"), accessor=_received, sort_key="received_at"),
        Column("full_name", label=gettext_lazy("Full name"), accessor=_who, sort_key="full_name"),
        Column("group_size", label=gettext_lazy("People")),
        Column("conference", label=gettext_lazy("Conference"), accessor=_short_conference),
        Column("channel", label=gettext_lazy("Channel"), accessor="get_channel_display"),
        StatusTagColumn("get_form_state_display", label=gettext_lazy("Form"), sort_key="form_state"),
        StatusTagColumn("seat_label", label=gettext_lazy("Seat"), sort_key="seat"),
        Column("flags", label=gettext_lazy("Look at"), accessor=_flags),
    ]

    @cached_property
    def columns(self):
        """With boxes to tick for those who may change."""
        mark = [MarkColumn("mark", label=gettext_lazy("Choose"), width="2.5rem")]
        return [*(mark if self.user_has_permission("change") else []), *self._columns]

    def get_base_queryset(self):
        return Registration.objects.select_related("conference")

    def order_queryset(self, queryset):
        """Newest first by an index that holds exactly this order."""
        queryset = super().order_queryset(queryset)
        return queryset.order_by("-received_at", "-pk") if self.ordering == "-received_at" else queryset

    def search_queryset(self, queryset):
        """Code in any spelling, or parts of name, organisation, phone and e-mail without accents."""
        if not self.is_searching:
            return queryset
        return matching(queryset, self.search_query)

    @cached_property
    def header_buttons(self):
        """Entering paper forms and printing slips, for those who may."""
        if not self.user_has_permission("change"):
            return []
        return [
            HeaderButton(_("Enter a form"), url=reverse("registration:entry"), icon_name="edit"),
            HeaderButton(_("Print slips"), url=reverse("registration:slips"), icon_name="doc-full"),
        ]

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        query = self.request.GET.copy()
        for name in ("p", "ordering", "_w_filter_fragment"):
            query.pop(name, None)
        context["filters_query"] = query.urlencode()
        context["verdicts"] = Verdict.choices if self.user_has_permission("change") else []
        context["may_export"] = self.user_has_permission("export")
        return context
