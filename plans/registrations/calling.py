"""Whom the office reaches by phone: names and numbers for the list of calls, read when it is looked at."""

from django.dispatch import receiver
from django.urls import reverse

from plans.correspondence.calls import CallContact, CallTask, asking_for_contacts

from .models import Registration


@receiver(asking_for_contacts, sender=CallTask, dispatch_uid="registrations_name_contacts")
def name_contacts(sender, references, **kwargs) -> dict[str, CallContact]:
    """The contact behind each code that is a registration's."""
    known = Registration.objects.filter(code__in=list(references), erased_at=None)
    return {
        registration.code: CallContact(
            name=registration.full_name,
            phone=registration.phone_as_typed or registration.phone,
            address=registration.postal_address,
            url=reverse("registration:inspect", args=[registration.pk]),
        )
        for registration in known
    }
