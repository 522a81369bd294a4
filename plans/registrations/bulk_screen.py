"""One verdict about many forms: chosen in the list, looked at once more, then said."""

from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from .admin_forms import SortForm
from .desk_frame import framed
from .finding import chosen_by
from .models import Registration
from .sorting import MOST_AT_ONCE, Verdict, sort

_SHOWN = 50


@require_POST
def sort_many(request):
    """Ask "these forms?", and after the second pressing do it."""
    if not request.user.has_perm("registrations.change_registration"):
        raise PermissionDenied
    query = QueryDict(request.POST.get("query", ""))
    back = f"{reverse('registration:index')}?{query.urlencode()}"
    primary_keys, found = _chosen(request.POST, query)
    form = SortForm(request.POST)
    if not primary_keys or not form.is_valid():
        messages.warning(request, _("Tick the forms first, then say what they are."))
        return redirect(back)
    verdict = Verdict(form.cleaned_data["verdict"])
    if "confirmed" in request.POST:
        now, reason = timezone.now(), form.cleaned_data["reason"]
        changed = sort(primary_keys, verdict, actor=request.user, reason=reason, now=now)
        done = ngettext("%(count)d form changed: %(verdict)s.", "%(count)d forms changed: %(verdict)s.", changed)
        messages.success(request, done % {"count": changed, "verdict": verdict.label})
        if len(primary_keys) > changed:
            left = len(primary_keys) - changed
            messages.warning(request, _("%(count)d forms stay as they were: not possible for them.") % {"count": left})
        return redirect(back)
    context = framed(
        verdict.label,
        "tick",
        verdict=verdict,
        primary_keys=[] if "everything" in request.POST else primary_keys,
        everything="everything" in request.POST,
        count=len(primary_keys),
        left_out=found - len(primary_keys),
        query=query.urlencode(),
        back=back,
        shown=Registration.objects.filter(pk__in=primary_keys[:_SHOWN]).order_by("-received_at"),
        not_shown=max(0, len(primary_keys) - _SHOWN),
    )
    return TemplateResponse(request, "registrations/admin/sort.html", context)


def _chosen(sent: QueryDict, query: QueryDict) -> tuple[list[int], int]:
    """The forms ticked, or all that the filters leave, at most MOST_AT_ONCE of them; and how many there were."""
    if "everything" in sent:
        chosen = chosen_by(query)
        return list(chosen.values_list("pk", flat=True)[:MOST_AT_ONCE]), chosen.count()
    ticked = [int(key) for key in sent.getlist("mark") if key.isdecimal() and len(key) < 19][:MOST_AT_ONCE]
    return ticked, len(ticked)
