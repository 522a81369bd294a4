"""Who works at the desk in these tests, and when."""

from django.contrib.auth.models import Permission, User

from tests.factories.conferences import moment

IN_TIME = moment(2026, 6, 1, 10)


def make_user(name: str, *codenames: str) -> User:
    user = User.objects.create_user(name, password="mat-khau-dai")
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return user
