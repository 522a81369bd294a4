"""Which conferences have a hall to work in, and the way to one of them."""

from datetime import datetime, timedelta
from functools import wraps

from django.db.models import F, Q
from django.http import Http404
from django.shortcuts import redirect
from wagtail.admin.auth import permission_required

from plans.conferences.models import ConferencePage

# The list of halls reaches this far back; addresses of older ones still work.
BACK = timedelta(days=60)


def halls_near(now: datetime) -> list[ConferencePage]:
    """Canonical conferences that are to come or ended within `BACK`, the nearest first; undated ones last."""
    near = ConferencePage.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now - BACK), alias_of__isnull=True)
    pages = near.order_by(F("starts_at").asc(nulls_last=True), "pk")
    return [page for page in pages if page.canonical.pk == page.pk]


def hall_view(permission: str):
    """A view of one hall for those with `permission`: called with the canonical conference instead of `pk`."""

    def decorate(view):
        @wraps(view)
        def wrapped(request, pk: int, *args, **kwargs):
            conference = ConferencePage.objects.filter(pk=pk).first()
            if conference is None:
                raise Http404
            if conference.canonical.pk != conference.pk:
                return redirect(request.resolver_match.view_name, conference.canonical.pk, *args, **kwargs)
            response = view(request, conference, *args, **kwargs)
            response.headers["Cache-Control"] = "no-store, private"
            return response

        return permission_required(permission)(wrapped)

    return decorate
