"""Taking back the consent to reminders: it works at once, and the register of requests says that it was done."""

from datetime import datetime

from django.db import transaction

from .models import DataRequest, RequestKind, RequestState


def withdraw_reminders(registration, now: datetime) -> bool:
    """Stop reminders now; returns whether there was a consent to take back."""
    with transaction.atomic():
        if not registration.withdraw_reminders(now):
            return False
        request = DataRequest.objects.receive(
            RequestKind.WITHDRAWAL, received_at=now, now=now, registration=registration
        )
        request.move(RequestState.DONE, expected=request.state, actor=None, now=now)
    return True
