"""Finding registrations as the desk's list does: by filters in an address, by code, by words without accents."""

from django.db.models import QuerySet
from django.http import QueryDict

from cms.search.substrings import SubstringIndex
from cms.text import clean_line, fold

from . import codes
from .admin_forms import RegistrationFilterSet
from .models import Registration

PARTS_OF_WORDS = SubstringIndex("registrations_registration", "folded")


def exported_by(query: QueryDict) -> QuerySet:
    """What a copy of the list holds: `chosen_by` without those whose use is restricted."""
    return chosen_by(query).filter(restricted_at__isnull=True)


def chosen_by(query: QueryDict) -> QuerySet:
    """What filters and search leave, newest first; none where they make no sense."""
    filters = RegistrationFilterSet(data=query, queryset=Registration.objects.all())
    chosen = filters.qs if filters.is_valid() else Registration.objects.none()
    words = query.get("q", "").strip()
    return (matching(chosen, words) if words else chosen).order_by("-received_at", "-pk")


def matching(queryset, query: str):
    """The registrations whose code is `query` or whose text holds every word of it; phone digits may be spaced."""
    code = codes.normalise(query)
    if code and queryset.filter(code=code).exists():
        return queryset.filter(code=code)
    folded = fold(clean_line(query))
    digits = "".join(sign for sign in folded if sign.isdigit())
    if len(digits) >= 6 and not any(sign.isalpha() for sign in folded):
        return PARTS_OF_WORDS.matching(queryset, [digits])
    return PARTS_OF_WORDS.matching(queryset, folded.split())
