"""Rows in the admin that are read, and changed by their own steps only."""

from django.urls import path
from wagtail.admin.viewsets.model import ModelViewSet

_NOWHERE = dict.fromkeys(["add_url_name", "edit_url_name", "delete_url_name", "usage_url_name", "history_url_name"])


class ReadOnlyViewSet(ModelViewSet):
    """A list, and one page for each row unless `inspect_view_enabled` is off; Wagtail's other views have no address.

    Screens of a subclass's own come behind these: `[*super().get_urlpatterns(), path(…)]`.
    """

    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = True
    list_per_page = 50
    # Wagtail wants a form for every viewset; nothing leads to this one.
    form_fields = ()

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{**_NOWHERE, **kwargs})

    def get_urlpatterns(self):
        lists = [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
        ]
        if not self.inspect_view_enabled:
            return lists
        return [*lists, path("<int:pk>/", self.inspect_view, name="inspect")]
