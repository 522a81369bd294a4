"""One account for each role, so that a visitor of the demo can try them."""

import secrets

from django.contrib.auth import get_user_model

from .roles import Roles


def make_people(roles: Roles) -> dict[str, str]:
    """One account a role, `soan` to `khieunai`; returns the passwords of those just made, by name."""
    people = {
        "soan": (roles.authors, "Người", "Soạn thảo"),
        "duyet": (roles.approvers, "Người", "Phê duyệt"),
        "tiepnhan": (roles.clerks, "Cán bộ", "Tiếp nhận"),
        "phong": (roles.officers, "Cán bộ", "Phòng Chuyên môn"),
        "dulieu": (roles.data_officers, "Phụ trách", "Dữ liệu"),
        "khieunai": (roles.complaint_handlers, "Cán bộ", "Xử lý khiếu nại"),
    }
    passwords = {}
    user_model = get_user_model()
    for name, (group, first_name, last_name) in people.items():
        if user_model.objects.filter(username=name).exists():
            continue
        passwords[name] = secrets.token_urlsafe(9)
        user = user_model.objects.create_user(
            name, password=passwords[name], first_name=first_name, last_name=last_name
        )
        user.groups.add(group)
    return passwords
