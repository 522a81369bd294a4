"""The clerk's screen for forms on paper, by phone and at the desk; one after the other without leaving it."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages

from cms.history import MoveNotAllowedError
from cms.intake.phone import read_phone
from cms.text import clean_line
from plans.conferences.models import ConferencePage

from . import scans
from .desk_frame import framed
from .entering import SlipUsedError, enter, similar_forms
from .entry_form import EntryForm
from .querysets import DifferentAnswersError
from .seats import seats_left
from .states import FormState, Seat

# Typed once for a pile of forms.
_KEPT_FOR_THE_NEXT = ("conference", "channel", "received_on", "received_time")


def may_enter(user) -> bool:
    """Whether `user` may write forms into the register."""
    return user.has_perm("registrations.change_registration")


class EntryView(View):
    """One empty form; after saving the next one."""

    def dispatch(self, request, *args, **kwargs):
        if not may_enter(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request):
        """Show an empty form, with what the last one had in common with it."""
        kept = {name: request.GET[name] for name in _KEPT_FOR_THE_NEXT if name in request.GET}
        return self._show(EntryForm(now=timezone.now(), initial=kept))

    def post(self, request):
        """Save, then show the next empty form; or this one with what is wrong."""
        now = timezone.now()
        form = EntryForm(request.POST, request.FILES, now=now)
        if form.is_valid() and (registration := self._save(form, now)):
            self._tell(form, registration)
            if "leave" in request.POST:
                return redirect("registration:inspect", registration.pk)
            kept = {name: request.POST[name] for name in _KEPT_FOR_THE_NEXT if name in request.POST}
            return redirect(f"{request.path}?{urlencode(kept)}")
        return self._show(form, status=422)

    def _show(self, form, status: int = 200):
        context = framed(_("Enter a form"), "edit", form=form)
        return TemplateResponse(self.request, "registrations/admin/entry.html", context, status=status)

    def _save(self, form, now):
        """The registration; None with an error in the form where it cannot be taken in."""
        values = form.cleaned_data
        try:
            with transaction.atomic():
                registration = enter(
                    values["conference"],
                    form.answers(),
                    values["key"],
                    now,
                    handed_in=form.handed_in(self.request.user),
                    signs=form.signs,
                )
                if values["scan"] and not registration.enclosures.exists():
                    scans.attach(registration, values["scan"], now)
        except SlipUsedError as used:
            form.add_error(
                "slip_code",
                _("Another form was entered under this code already: %(name)s, received at %(moment)s.")
                % {"name": used.registration.full_name, "moment": _moment(used.registration.received_at)},
            )
        except DifferentAnswersError as conflict:
            form.add_error(
                None,
                _("This form is saved already as %(code)s. Open it in the list to change it, or start an empty one.")
                % {"code": conflict.existing.code},
            )
        except MoveNotAllowedError as refusal:
            form.add_error(None, refusal.sentences)
        else:
            return registration
        return None

    def _tell(self, form, registration) -> None:
        url = reverse("registration:inspect", args=[registration.pk])
        button = messages.button(url, _("Open the form"))
        saved = _("Saved: %(name)s, code %(code)s, %(seat)s.") % {
            "name": registration.full_name,
            "code": registration.code,
            "seat": registration.get_seat_display(),
        }
        messages.success(self.request, saved, buttons=[button])
        for warning in _warnings(form, registration):
            messages.warning(self.request, warning)


def _warnings(form, registration):
    if registration.seat == Seat.WAITING:
        yield _("No seat was given: the hall is full, or this phone number already has its seat. Tell the sender.")
    if registration.form_state == FormState.LATE:
        yield _("By its stamp the form came late: it may be answered in writing only.")
    if registration.is_possible_duplicate:
        yield _("This may be a second form of the same person; it is held for a check.")
    if form.can_only_be_collected:
        yield _("Without phone, e-mail and address the sender can only collect the answer at the office.")


def _moment(moment) -> str:
    return timezone.localtime(moment).strftime("%H:%M %d/%m/%Y")


def hints(request):
    """Forms that look like the one being typed, as a fragment; POST, so that no name gets into a log."""
    if not may_enter(request.user) or request.method != "POST":
        raise PermissionDenied
    typed = {name: clean_line(request.POST.get(name, ""))[:3000] for name in ("conference", "phone", "name", "text")}
    conference = (
        ConferencePage.objects.filter(pk=typed["conference"]).first() if typed["conference"].isdecimal() else None
    )
    similar = []
    if conference:
        similar = similar_forms(
            conference.canonical, request.user, phone=_number(typed["phone"]), name=typed["name"], text=typed["text"]
        )
    context = {"similar": similar, "left": seats_left(conference.canonical) if conference else None}
    return TemplateResponse(request, "registrations/admin/entry_hints.html", context)


def _number(typed: str) -> str:
    try:
        return read_phone(typed).number if typed else ""
    except ValidationError:
        return ""
