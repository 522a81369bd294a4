"""What a test commits is gone before the next one begins, and what it deleted is there again."""

import pytest
from django.contrib.auth.models import Permission, User
from wagtail.models import Page, Site

from cms.home.models import HomePage
from cms.outbox.models import Message
from tests.factories.outbox import make_message

pytestmark = pytest.mark.django_db(transaction=True)
_found: list[dict] = []


@pytest.mark.parametrize("time", ["first", "second"])
def test_every_test_finds_the_same(time):
    found = {model.__name__: list(model.objects.order_by("pk").values()) for model in (Page, Site, Permission, User)}
    assert HomePage.objects.count() == 1
    assert not Message.objects.exists()
    assert found == (_found[0] if _found else found)
    _found.append(found)

    make_message()
    User.objects.create_user("ai-do")
    Permission.objects.all().delete()
    HomePage.objects.get().delete()
