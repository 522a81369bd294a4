"""Makes the plain site's tables and its form page, and writes down the requests that will be made of it.

    python -m tests.benchmarks.plain_site.prepare FIELDS COUNT TARGET.json

FIELDS is how many fields the portal's own form sends; COUNT how many different forms to write.
"""

import json
import os
import sys
from urllib.parse import urlencode

KINDS = ["singleline", "email", "multiline", "radio", "dropdown", "checkbox", "number"]
TEXT = "Thủ tục đăng ký nhãn hiệu mất bao lâu?"
ANSWERS = {"email": "nguoi@example.vn", "radio": "Có", "dropdown": "Có", "checkbox": "on", "number": "2"}
CSRF = "a" * 32


def main() -> None:
    """Tables, page, requests."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.plain_site.settings"
    import django

    django.setup()
    from django.core.management import call_command
    from wagtail.models import Site

    from .models import PlainFormField, PlainFormPage

    fields, count, target = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    call_command("migrate", verbosity=0)
    page = PlainFormPage(title="Phiếu", slug="phieu", to_address="van-phong@example.vn", subject="Phiếu mới")
    page.form_fields = [
        PlainFormField(
            sort_order=number,
            label=f"Muc {number}",
            field_type=KINDS[number % len(KINDS)],
            required=False,
            choices="Có\nKhông",
        )
        for number in range(fields)
    ]
    Site.objects.get(is_default_site=True).root_page.add_child(instance=page)
    names = [(field.clean_name, field.field_type) for field in page.form_fields.all()]
    with open(target, "w", encoding="utf-8") as file:
        json.dump({"plain form": [request(names, number) for number in range(count)]}, file)


def request(names: list[tuple[str, str]], number: int) -> dict:
    """One form, filled in."""
    answers = {name: ANSWERS.get(kind, f"{TEXT} {number}") for name, kind in names}
    return {
        "method": "POST",
        "path": "/phieu/",
        "headers": {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={CSRF}"},
        "body": urlencode({**answers, "csrfmiddlewaretoken": CSRF}),
    }


if __name__ == "__main__":
    main()
