"""In the editor's form of a plan: relations that were written down on other documents."""

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import HelpPanel

from plans.relating import INVERSE, KIND_LABELS


class RelationsFromOthersPanel(HelpPanel):
    """Shows what other documents say about this one, with the way to where it is edited; hidden while nothing does."""

    def __init__(self, template="plans/admin/relations_from_others.html", **kwargs):
        super().__init__(template=template, **kwargs)

    class BoundPanel(HelpPanel.BoundPanel):
        """The rows for one plan."""

        @cached_property
        def rows(self) -> list[tuple[str, str, str]]:
            """(what this document is to the other, name of the other, address of its form)."""
            if not self.instance or not self.instance.pk:
                return []
            found = self.instance.relations_from_others.select_related("page").defer("page__body").order_by("pk")[:50]
            return [
                (
                    str(KIND_LABELS[INVERSE[row.kind]]),
                    f"{row.page.number} {row.page.title}".strip(),
                    reverse("wagtailadmin_pages:edit", args=[row.page_id]),
                )
                for row in found
            ]

        def is_shown(self):
            return bool(self.rows)
