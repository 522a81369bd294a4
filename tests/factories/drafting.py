"""Texts and editors for importing."""

from pathlib import Path

from django.contrib.auth.models import Group, Permission, User
from wagtail.models import GroupPagePermission

SAMPLES = Path(__file__).parents[1] / "drafting" / "samples"


def sample(name: str) -> str:
    """The text of one of the sample documents: "commune", "two_columns"…"""
    return (SAMPLES / f"{name}.txt").read_bytes().decode("utf-8-sig")


def make_editor(page=None, name: str = "bien-tap", *permissions: str) -> User:
    """Somebody with access to the admin who may add and change pages below `page`; nowhere without one."""
    user = User.objects.create_user(name, f"{name}@example.vn", "mat-khau-dai-123")
    group = Group.objects.create(name=f"Nhóm {name}")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    if page is not None:
        for codename in permissions or ("add_page", "change_page"):
            permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
            GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    user.groups.add(group)
    return user
