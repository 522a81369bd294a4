"""What became of one letter, in words for the person it is for."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.outbox.models import Message

from .calls import CallTask


class DeliveryState(models.TextChoices):
    """Where a letter is; the labels are sentences for the citizen."""

    QUEUED = "queued", _("The letter is on its way to the mail server.")
    DELAYED = "delayed", _("The letter is delayed; it is sent as soon as the mail server takes it.")
    SENT = "sent", _("The letter has been sent. If you do not find it, look in the folder for unwanted mail.")
    UNDELIVERABLE = "undeliverable", _("The letter could not be delivered. The office will reach you another way.")
    UNCERTAIN = "uncertain", _("It is not certain that the letter arrived. The office will see to it.")
    TO_CALL = "to_call", _("The office will call you or write to you on paper.")
    TOLD = "told", _("The office has told you by phone or on paper.")


@dataclass(frozen=True)
class Delivery:
    """The one delivery of a letter that is shown. `at` is when it came to this state, where that is known."""

    state: DeliveryState
    at: datetime | None = None

    @property
    def sentence(self) -> str:
        """What the citizen reads."""
        return self.state.label


def delivery_of(dedupe_key: str) -> Delivery | None:
    """What became of the letter queued under that key; None where there was neither letter nor call."""
    call = CallTask.objects.filter(dedupe_key=dedupe_key).first()
    message = Message.objects.filter(dedupe_key=dedupe_key).defer("text", "html", "attachments").first()
    if call and call.outcome in (CallTask.Outcome.CALLED, CallTask.Outcome.POSTED):
        return Delivery(DeliveryState.TOLD, call.done_at)
    if message:
        return _of_message(message)
    return Delivery(DeliveryState.TO_CALL, call.created_at) if call else None


def _of_message(message: Message) -> Delivery:
    if message.bounced_at:
        return Delivery(DeliveryState.UNDELIVERABLE, message.bounced_at)
    if message.state == Message.State.SENT:
        return Delivery(DeliveryState.SENT, message.sent_at)
    if message.is_uncertain:
        return Delivery(DeliveryState.UNCERTAIN, message.handed_over_at)
    if message.state == Message.State.GIVEN_UP:
        return Delivery(DeliveryState.UNDELIVERABLE)
    return Delivery(DeliveryState.DELAYED if message.attempts > 1 or message.last_error else DeliveryState.QUEUED)
