"""The calendar of working days in the admin: exceptional days by year, fixed holidays filled in, years confirmed."""

from dataclasses import dataclass

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from .holidays import fill_fixed_holidays
from .models import CalendarYear, ExceptionalDay

# The years the screen offers: the last one, this one and the next.
YEARS_AROUND = (-1, 0, 1)


@dataclass(frozen=True)
class YearRow:
    """One year of the calendar as the screen shows it."""

    year: int
    days: int
    is_confirmed: bool


def year_rows(this_year: int) -> list[YearRow]:
    """The years around `this_year`, how many exceptional days each has, and whether it was confirmed."""
    days = ExceptionalDay.objects.annotate(year=ExtractYear("day")).values("year").annotate(number=Count("pk"))
    counted = {row["year"]: row["number"] for row in days.order_by()}
    confirmed = set(CalendarYear.objects.values_list("year", flat=True))
    return [
        YearRow(year, counted.get(year, 0), year in confirmed) for year in (this_year + step for step in YEARS_AROUND)
    ]


class ExceptionalDayFilterSet(WagtailFilterSet):
    """By year and kind."""

    year = django_filters.NumberFilter(
        label=gettext_lazy("Year"), field_name="day", lookup_expr="year", min_value=1900, max_value=2200
    )

    class Meta:
        model = ExceptionalDay
        fields = ["year", "kind"]


class ExceptionalDayIndexView(generic.IndexView):
    """The exceptional days, the latest first, under the years with their buttons."""

    any_permission_required = ["add", "change", "delete", "view"]
    page_title = gettext_lazy("Calendar of working days")
    default_ordering = "-day"

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        context["years"] = year_rows(timezone.localdate().year)
        context["may_change"] = self.user_has_permission("add")
        return context


def _weekday(row: ExceptionalDay) -> str:
    return date_format(row.day, "l, d/m/Y")


class ExceptionalDayViewSet(ModelViewSet):
    """Days off and days worked instead."""

    model = ExceptionalDay
    name = "exceptional_day"
    url_prefix = "working-days"
    icon = "calendar-check"
    menu_label = gettext_lazy("Working days")
    menu_order = 85
    menu_hook = "register_dialogue_menu_item"
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = ExceptionalDayIndexView
    index_template_name = "workdays/admin/index.html"
    index_results_template_name = "workdays/admin/index_results.html"
    filterset_class = ExceptionalDayFilterSet
    form_fields = ["day", "kind", "name"]
    list_per_page = 60

    @property
    def list_display(self):
        """Day with its weekday, what it is, its name."""
        return [
            TitleColumn(
                "day",
                label=gettext_lazy("Day"),
                accessor=_weekday,
                sort_key="day",
                get_url=lambda row: reverse("exceptional_day:edit", args=[row.pk]),
            ),
            Column("get_kind_display", label=gettext_lazy("Kind")),
            Column("name", label=gettext_lazy("Name")),
        ]

    def get_urlpatterns(self):
        return [
            *super().get_urlpatterns(),
            path("nam/<int:year>/ngay-le/", fill_year, name="fill_year"),
            path("nam/<int:year>/xac-nhan/", confirm_year, name="confirm_year"),
        ]


def _back(year: int):
    return redirect(f"{reverse('exceptional_day:index')}?year={year}")


def _check(request, year: int) -> None:
    may = request.user.has_perm("workdays.add_exceptionalday")
    if not may or abs(year - timezone.localdate().year) > max(YEARS_AROUND):
        raise PermissionDenied


@require_POST
def fill_year(request, year: int):
    """One click: the holidays of `year` that fall on fixed dates."""
    _check(request, year)
    made = fill_fixed_holidays(year)
    messages.success(
        request,
        _("%(count)d days were entered for %(year)d. Now add Lunar New Year, the Hung Kings' day and swapped days.")
        % {"count": made, "year": year},
    )
    return _back(year)


@require_POST
def confirm_year(request, year: int):
    """Somebody says that all days off of `year` are entered, or takes that back."""
    _check(request, year)
    if request.POST.get("is_complete") == "1":
        CalendarYear.objects.get_or_create(year=year)
        messages.success(request, _("The calendar of %(year)d counts as complete.") % {"year": year})
    else:
        CalendarYear.objects.filter(year=year).delete()
        messages.success(request, _("The calendar of %(year)d counts as not complete.") % {"year": year})
    return _back(year)


exceptional_day_viewset = ExceptionalDayViewSet()
