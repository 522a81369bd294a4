"""Mail that Django and Wagtail send goes through the outbox."""

import pytest
from django.contrib.auth import get_user_model
from django.core import mail
from django.core.mail import EmailMultiAlternatives, send_mail
from django.test import Client
from django.utils import timezone

from cms.outbox.models import Message
from cms.outbox.sending import Postman

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_in_production(settings):
    """pytest-django swaps the backend for one that keeps mail in memory."""
    settings.EMAIL_BACKEND = "cms.outbox.backend.OutboxBackend"


def test_a_letter_is_queued_for_each_address_and_then_sent():
    assert send_mail("Phê duyệt\nkế hoạch", "Nội dung", None, ["a@xa.vn", "b@xa.vn"]) == 1
    assert sorted(Message.objects.values_list("to", "subject")) == [
        ("a@xa.vn", "Phê duyệt kế hoạch"),
        ("b@xa.vn", "Phê duyệt kế hoạch"),
    ]
    assert Postman().deliver(timezone.now()) == 2
    assert {letter.to[0] for letter in mail.outbox} == {"a@xa.vn", "b@xa.vn"}


def test_formatted_text_comes_along():
    letter = EmailMultiAlternatives("Tin", "chữ", to=["a@xa.vn"])
    letter.attach_alternative("<p>chữ</p>", "text/html")
    letter.send()
    assert Message.objects.get().html == "<p>chữ</p>"


def test_a_lost_password_is_mailed_through_the_outbox():
    get_user_model().objects.create_superuser("quantri", "quantri@so.vn", "mat-khau-thu-1")
    response = Client().post("/admin/password_reset/", {"email": "quantri@so.vn"})
    assert response.status_code == 302
    message = Message.objects.get()
    assert message.to == "quantri@so.vn"
    assert "/admin/password_reset/confirm/" in message.text
