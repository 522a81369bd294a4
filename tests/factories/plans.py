"""Valid offices, registers and plans for tests."""

import uuid
from datetime import date

from plans.models import Issuer, PlanPage, PlanRegisterPage


def make_issuer(**fields) -> Issuer:
    """An office that issues documents."""
    return Issuer.objects.create(
        **{"name": "Sở Khoa học và Công nghệ", "parent_line": "UBND tỉnh", "abbreviation": "SKHCN", **fields}
    )


def make_register(home, **fields) -> PlanRegisterPage:
    """A published register below `home`."""
    return home.add_child(instance=PlanRegisterPage(**{"title": "Kế hoạch", "slug": "ke-hoach", **fields}))


def outline_item(level: int = 1, heading: str = "", text: str = "", label: str = "", block_id: str = "") -> dict:
    """The stored form of one numbered item."""
    value = {"level": str(level), "label": label, "heading": heading, "text": text}
    return {"type": "outline_item", "value": value, "id": block_id or str(uuid.uuid4())}


def make_plan(register, **fields) -> PlanPage:
    """A published plan below `register`; `subject_fields` and rows are added by the caller."""
    plan = PlanPage(
        **{
            "title": "Kế hoạch đối thoại năm 2022",
            "number": "15/KH-SKHCN",
            "issued_on": date(2022, 1, 20),
            "place": "Quảng Ngãi",
            **fields,
        }
    )
    return register.add_child(instance=plan)
