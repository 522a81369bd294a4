"""Who leaves the office or the computer sees no registration from the next request on."""

import pytest
from django.utils import timezone

from tests.factories.registrations import make_registration

from .clerks import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return make_user("can-bo", "view_registration", "export_registration")


def log_out(client, user):
    client.post("/admin/logout/")


def deactivate(client, user):
    user.is_active = False
    user.save()


def delete(client, user):
    user.delete()


def change_password(client, user):
    user.set_password("mot-mat-khau-khac")
    user.save()


@pytest.mark.parametrize("leave", [log_out, deactivate, delete, change_password])
def test_access_ends_at_the_next_request(client, conference, user, leave):
    registration = make_registration(conference, timezone.now())
    client.force_login(user)
    addresses = ["", f"{registration.pk}/", "export/csv/", "export/xlsx/"]
    assert client.get("/admin/registrations/").status_code == 200

    leave(client, user)

    for address in addresses:
        response = client.get(f"/admin/registrations/{address}")
        assert response.status_code == 302
        assert "/admin/login/" in response["Location"]
        assert registration.full_name not in response.content.decode()
