"""Paper forms to print: slips with a number of their own for the office, one without for everybody."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.home.identity import OfficeIdentity
from plans.conferences.models import ConferencePage

from .consent import ConsentText
from .desk_frame import framed
from .entry_screens import may_enter
from .qr import qr_data_uri
from .registration import Registration
from .screens import public_conference
from .slips import MOST_AT_ONCE, BlankSlip

PER_PAGE = (("2", gettext_lazy("Two to a page")), ("4", gettext_lazy("Four to a page, shorter")))


class PrintForm(forms.Form):
    """How many slips for which conference."""

    conference = forms.ModelChoiceField(label=gettext_lazy("Conference"), queryset=ConferencePage.objects.none())
    count = forms.IntegerField(label=gettext_lazy("How many slips"), min_value=1, max_value=MOST_AT_ONCE, initial=50)

    def __init__(self, *args, now, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        coming = ConferencePage.objects.filter(live=True, alias_of__isnull=True).upcoming(now)
        self.fields["conference"].queryset = coming
        first = coming.first()
        self.initial.setdefault("conference", first.pk if first else None)


def slips(request):
    """Print runs so far, and a new one; each run can be printed again."""
    if not may_enter(request.user):
        raise PermissionDenied
    now = timezone.now()
    form = PrintForm(request.POST or None, now=now)
    if request.method == "POST" and form.is_valid():
        conference = form.cleaned_data["conference"].canonical
        made = BlankSlip.objects.print_run(conference, form.cleaned_data["count"], actor=request.user, now=now)
        return redirect("registration:slips_print", conference.pk, made[0].batch)
    context = framed(
        _("Slips with a number"), "doc-full", form=form, runs=BlankSlip.objects.runs()[:100], per_page=PER_PAGE
    )
    return TemplateResponse(request, "registrations/admin/slips.html", context, status=422 if form.errors else 200)


def slips_print(request, conference_pk: int, batch: int):
    """One print run as pages of paper."""
    if not may_enter(request.user):
        raise PermissionDenied
    conference = get_object_or_404(ConferencePage, pk=conference_pk)
    chosen = list(BlankSlip.objects.filter(conference=conference, batch=batch))
    if not chosen:
        raise Http404
    per_page = request.GET.get("per_page")
    context = _paper(request, conference) | {
        "per_page": per_page if per_page in dict(PER_PAGE) else "2",
        "choices": PER_PAGE,
        "slips": [{"code": slip.code, "qr": qr_data_uri(_tracking_address(request, slip.code))} for slip in chosen],
        "back": reverse("registration:slips"),
    }
    return TemplateResponse(request, "registrations/slips_print.html", context)


@require_safe
@cache_control(public=True, max_age=300)
def blank_form(request, pk: int):
    """The paper form of a conference without a number, for everybody to print."""
    conference = public_conference(pk)
    if conference.opens_at is None:
        raise Http404
    context = _paper(request, conference) | {"per_page": "1", "slips": [{"code": "", "qr": ""}]}
    return TemplateResponse(request, "registrations/slips_print.html", context)


def _paper(request, conference) -> dict:
    """What stands on every slip."""
    site = conference.get_site()
    return {
        "conference": conference,
        "office": OfficeIdentity.of_site(site) if site else None,
        "notice_address": request.build_absolute_uri(reverse("registrations:notice")),
        "consent": ConsentText.objects.current(get_language()),
        "kinds": Registration.ApplicantKind.labels,
        "answers": Registration.AnswerBy.labels,
        "participations": [
            label
            for value, label in Registration.Participation.choices
            if value != Registration.Participation.ONLINE or conference.is_online_offered
        ],
    }


def _tracking_address(request, code: str) -> str:
    return request.build_absolute_uri(f"/dang-ky/tra-cuu/?ma={code}")
