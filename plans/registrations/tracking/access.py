"""Who may see a form: whoever has its secret, or knows a detail of it. Judged in constant time."""

from functools import wraps

from django.http import Http404
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache

from .. import codes
from ..registration import Registration

_LAST_DIGITS = 4


def personal(view):
    """A page about one person: kept by no cache, found by no search engine, and its address told to nobody.

    Only the origin is told ("strict-origin"): with "no-referrer" browsers send the page's own forms with the origin
    "null", as if they came from another site.
    """

    @never_cache
    @wraps(view)
    def private_view(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "strict-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return private_view


def registration_by_secret(code: str, secret: str) -> Registration:
    """The form with this code and secret; the same 404 for an unknown code and a wrong secret."""
    known = Registration.objects.filter(code=codes.normalise(code)).values_list("pk", "secret").first()
    pk, expected = known or (None, codes.new_secret())
    if not constant_time_compare(secret, expected):
        raise Http404
    related = ("conference", "merged_into", "province", "commune")
    return Registration.objects.select_related(*related).get(pk=pk)


def registration_by_proof(code: str, proof: str) -> Registration | None:
    """The form with this code if `proof` is the end of its phone number or its e-mail; None for everything else alike.

    An unknown code is compared as well, with values nobody can know.
    """
    columns = ("pk", "phone", "email")
    known = Registration.objects.filter(code=code, erased_at=None).values_list(*columns).first()
    pk, phone, email = known or (None, "", "")
    digits = "".join(sign for sign in proof if sign in "0123456789")
    nobodys = codes.new_secret()
    by_phone = constant_time_compare(digits, phone[-_LAST_DIGITS:] if len(phone) > _LAST_DIGITS else nobodys)
    by_email = constant_time_compare(proof.strip().lower(), email.lower() or nobodys)
    is_proven = (by_phone and "@" not in proof) | by_email
    return Registration.objects.get(pk=pk) if pk is not None and is_proven else None
