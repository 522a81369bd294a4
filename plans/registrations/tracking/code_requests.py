"""Sending codes again. The page says the same whatever the address; who it belongs to is only looked up later."""

from datetime import datetime, timedelta

from django.db import models, transaction
from django.db.models import Q

from cms.outbox.models import Message
from plans.correspondence.notices import Notice, postal_address

from .. import notices
from ..states import ENDED_FORMS

REST = timedelta(hours=24)
# Forms of conferences that ended longer ago are asked for at the office.
_RECENT = timedelta(days=366)
_MOST_FORMS = 5


class CodeRequestQuerySet(models.QuerySet):
    """Wishes that the worker has not looked at yet."""

    def ask(self, email: str, now: datetime) -> None:
        """Keep the wish until the worker comes by; the same for known and unknown addresses, as quick for both."""
        self.create(email=email, asked_at=now)

    def answer_all(self, now: datetime) -> int:
        """Write the letters, at most one a day to one address, and forget the wishes; returns how many letters."""
        written = 0
        for wish in self.order_by("pk")[:100]:
            with transaction.atomic():
                if not self.filter(pk=wish.pk).delete()[0]:
                    continue
                written += _write_again(wish.email, now)
        return written


class CodeRequest(models.Model):
    """Somebody typed this address into "send me my code again"."""

    email = models.EmailField(max_length=254)
    asked_at = models.DateTimeField()

    objects = CodeRequestQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"#{self.pk}"


def _write_again(email: str, now: datetime) -> int:
    """One letter for each form of this address; none when there was one within a day."""
    from ..registration import Registration

    address = postal_address(email)
    if not address:
        return 0
    sent = Message.objects.filter(to__iexact=address, purpose=Notice.CODE_AGAIN.purpose, created_at__gt=now - REST)
    if sent.exists():
        return 0
    forms = Registration.objects.filter(email__iexact=email, erased_at=None).exclude(form_state__in=ENDED_FORMS)
    forms = forms.filter(Q(conference__ends_at=None) | Q(conference__ends_at__gt=now - _RECENT))
    forms = list(forms.select_related("conference").order_by("-received_at", "-pk")[:_MOST_FORMS])
    for form in forms:
        notices.tell(form, Notice.CODE_AGAIN, f"{now:%Y%m%d%H%M%S}", now)
    return len(forms)
