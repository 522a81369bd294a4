"""The portal's addresses and some that fail, for tests of the error pages."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import connection
from django.http import HttpResponse
from django.urls import path

from cms.urls import *  # noqa: F403
from cms.urls import urlpatterns as portal


def broken(request):
    raise ValueError("a mistake in a view")


def refused(request):
    raise PermissionDenied


def malformed(request):
    raise BadRequest("what?")


def taken(request):
    return HttpResponse("|".join(f"{name}={','.join(request.POST.getlist(name))}" for name in request.POST))


def missing_table(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM no_such_table_anywhere")


urlpatterns = [
    path("broken/", broken),
    path("refused/", refused),
    path("malformed/", malformed),
    path("taken/", taken),
    path("missing-table/", missing_table),
    *portal,
]
