"""Whoever logs in with a password the portal made up chooses one of his own before he does anything else."""

import secrets

from django.contrib.auth import get_user_model
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from .models import HandedOutPassword

_SESSION_KEY = "handed_out_password"
# Read aloud and typed from paper: no 0/o, 1/l/i.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def make_password() -> str:
    """Four groups of four letters: some 79 bits, easy to type."""
    return "-".join("".join(secrets.choice(_LETTERS) for _place in range(4)) for _group in range(4))


@transaction.atomic
def create_administrator(username: str) -> str:
    """Make a superuser with a handed-out password; returns the password, which is stored nowhere."""
    password = make_password()
    # Named, so that the account screen asks for nothing but the new password.
    user = get_user_model().objects.create_superuser(
        username, f"{username}@localhost.localdomain", password, first_name="Quản trị", last_name="viên"
    )
    HandedOutPassword.objects.create(user=user, password=user.password)
    return password


@receiver(user_logged_in)
def remember_handed_out_password(sender, request, user, **kwargs):
    """Note in the session that this login used a handed-out password."""
    row = HandedOutPassword.objects.filter(user=user).first()
    if row and row.password == user.password:
        request.session[_SESSION_KEY] = user.password
    elif row:
        row.delete()


class HandedOutPasswordMiddleware:
    """In the admin, leads such a login to the page where the password is changed. Public pages: not touched."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith("/admin/") and self._must_change(request):
            messages.warning(
                request, _("Choose a password of your own first: the one you logged in with was for once.")
            )
            return redirect("wagtailadmin_account")
        return self.get_response(request)

    def _must_change(self, request) -> bool:
        noted = request.session.get(_SESSION_KEY)
        if not noted or request.user.password != noted:
            return False
        return request.path not in {
            reverse("wagtailadmin_account"),
            reverse("wagtailadmin_logout"),
            reverse("wagtailadmin_javascript_catalog"),
            reverse("wagtailadmin_sprite"),
        }
