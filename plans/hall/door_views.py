"""The clerk's screen at the door, with and without JavaScript, and the sheet to sign."""

import json
import uuid

from django.contrib import messages
from django.db.models import Sum
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cms.history import StateChangedError
from plans.registrations.models import ExportLog, Registration, Seat

from .admission import Admission, Outcome, Scan, admit, places_free, take_back
from .attendance import attendance_of
from .check_in import CheckIn
from .forms import WalkInForm
from .halls import hall_view
from .reading import code_in, line_in, moment_in, nonce_in, people_matching
from .walk_in import admit_walk_in
from .wording import as_data

CHECK_IN = "hall.check_in"
LATEST = 12
MOST_SCANS = 100
MOST_BLANK_LINES = 60


@hall_view(CHECK_IN)
def door(request, conference):
    """One field for codes and names, a short form for those without registration, the latest arrivals."""
    context = {"walk_in": WalkInForm(label_suffix=""), "gate": line_in(request.GET.get("gate"), 60)}
    if request.method == "POST":
        context["gate"] = line_in(request.POST.get("gate"), 60)
        scan = _scan_from(request.POST)
        if request.POST.get("action") == "walk_in":
            context |= _walk_in(request, conference, scan)
        else:
            context |= _look_up(request, conference, scan)
    return render(request, "hall/door.html", context | _state_of(conference))


@require_POST
@hall_view(CHECK_IN)
def sync(request, conference):
    """Scans a device has kept, as JSON {"scans": [...]}; each gets its own result, so one bad one stops none."""
    try:
        scans = json.loads(request.body)["scans"]
    except (ValueError, KeyError, TypeError, RecursionError):
        scans = None
    if not isinstance(scans, list) or len(scans) > MOST_SCANS:
        return JsonResponse({"message": _("The list of scans cannot be read.")}, status=400)
    results = [_sync_one(request, conference, scan) for scan in scans if isinstance(scan, dict)]
    return JsonResponse({"results": results, "present": CheckIn.objects.standing().of(conference).people()})


@require_GET
@hall_view(CHECK_IN)
def people(request, conference):
    """The least a device needs to go on without a connection: code, name, size of the group, seat."""
    standing = Registration.objects.filter(conference=conference).standing().order_by("pk")
    rows = [list(row) for row in standing.values_list("code", "full_name", "group_size", "seat")]
    _note_once_a_day(request.user, conference, len(rows))
    return JsonResponse({"people": rows})


@require_POST
@hall_view(CHECK_IN)
def undo(request, conference):
    """Take one arrival back."""
    value = request.POST.get("check_in", "")
    number = int(value) if value.isascii() and value.isdigit() and len(value) < 18 else 0
    check_in = get_object_or_404(CheckIn.objects.of(conference).select_related("registration__conference"), pk=number)
    try:
        take_back(check_in, actor=request.user, now=timezone.now())
    except StateChangedError:
        messages.warning(request, _("Somebody else has taken this back already."))
    else:
        messages.success(request, _("Taken back: %(name)s.") % {"name": check_in.registration.full_name})
    return redirect("hall:door", conference.pk)


@require_GET
@hall_view(CHECK_IN)
def attendance(request, conference):
    """The list to print and sign. Who printed it is written into the log of exports."""
    typed = request.GET.get("blank", "")
    blank = min(int(typed), MOST_BLANK_LINES) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 10
    rows = attendance_of(conference)
    now = timezone.now()
    ExportLog.objects.create(
        at=now, actor=request.user, file_format="print", filters=f"attendance={conference.pk}", row_count=len(rows)
    )
    first = len(rows) + 1
    context = {
        "conference": conference,
        "session": next(iter(conference.sessions_in_order), None),
        "rows": rows,
        "blank_rows": range(first, first + blank),
        "blank": blank,
        "printed_at": now,
    }
    return render(request, "hall/attendance.html", context)


def _note_once_a_day(user, conference, rows: int) -> None:
    """The names go to a device, which asks for them again and again: one line a day in the log of exports."""
    now = timezone.now()
    same = {"actor": user, "file_format": "door", "filters": f"people={conference.pk}"}
    morning = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    if not ExportLog.objects.filter(**same, at__gte=morning).exists():
        ExportLog.objects.create(**same, at=now, row_count=rows)


def _scan_from(data) -> Scan:
    """A scan from form fields or from the device's JSON; without a usable nonce it gets one."""
    return Scan(
        nonce=nonce_in(data.get("nonce")) or uuid.uuid4(),
        gate=line_in(data.get("gate"), 60),
        scanned_at=moment_in(data.get("at")),
        is_confirmed=bool(data.get("confirmed")),
        has_consent=bool(data.get("consent")),
    )


def _look_up(request, conference, scan: Scan) -> dict:
    """Let in whoever has the code; for anything else that was typed the people it may mean."""
    typed = request.POST.get("typed", "")
    code = code_in(typed)
    if code:
        admission = admit(conference, code, scan, actor=request.user, now=timezone.now())
        is_name = admission.outcome == Outcome.UNKNOWN and (matches := people_matching(conference, typed))
        if not is_name:
            return {"result": as_data(admission, str(scan.nonce)), "typed": code}
    else:
        matches = people_matching(conference, typed)
    return {"matches": matches, "searched": line_in(typed, 100), "typed": line_in(typed, 100)}


def _walk_in(request, conference, scan: Scan) -> dict:
    form = WalkInForm(request.POST, label_suffix="")
    if not form.is_valid():
        return {"walk_in": form, "walk_in_nonce": scan.nonce}
    admission = admit_walk_in(conference, form.walk_in(), scan, actor=request.user, now=timezone.now())
    result = as_data(admission, str(scan.nonce))
    if admission.outcome == Outcome.FULL:
        form.add_error("consent", result["message"])
        return {"walk_in": form, "walk_in_nonce": scan.nonce}
    return {"result": result}


def _sync_one(request, conference, data: dict) -> dict:
    """The result of one scan of a device; `refused` for what cannot be read."""
    nonce = nonce_in(data.get("nonce"))
    if nonce is None:
        return {"nonce": data.get("nonce"), "outcome": "refused", "message": _("This scan cannot be read.")}
    scan, now = _scan_from(data), timezone.now()
    if data.get("kind") == "walk_in":
        form = WalkInForm({name: data.get(name, "") for name in WalkInForm.base_fields})
        if not form.is_valid():
            sentences = [sentence for errors in form.errors.values() for sentence in errors]
            return {"nonce": str(nonce), "outcome": "refused", "message": " ".join(sentences)}
        admission = admit_walk_in(conference, form.walk_in(), scan, actor=request.user, now=now)
    else:
        code = code_in(data["code"]) if isinstance(data.get("code"), str) else ""
        admission = admit(conference, code, scan, actor=request.user, now=now) if code else Admission(Outcome.UNKNOWN)
    return as_data(admission, str(nonce))


def _state_of(conference) -> dict:
    """What the screen shows besides the last result."""
    standing = CheckIn.objects.standing().of(conference).select_related("registration")
    expected = Registration.objects.filter(conference=conference, seat=Seat.HELD).standing()
    return {
        "conference": conference,
        "nonce": uuid.uuid4(),
        "new_walk_in_nonce": uuid.uuid4(),
        "latest": standing[:LATEST],
        "present": standing.people(),
        "expected": expected.aggregate(people=Sum("group_size"))["people"] or 0,
        "room": places_free(conference),
        "seat_labels": {value: str(label) for value, label in Seat.choices},
    }
