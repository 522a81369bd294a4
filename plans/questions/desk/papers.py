"""What the screens of letters and reports have in common."""

from django.urls import reverse

# Nothing is added, edited or deleted by Wagtail's own views: every change is a step.
NO_OTHER_VIEWS = dict.fromkeys(
    ["add_url_name", "edit_url_name", "delete_url_name", "usage_url_name", "history_url_name"]
)


def paper_url(name: str):
    """The address of one row's page in the viewset `name`."""
    return lambda row: reverse(f"{name}:inspect", args=[row.pk])
