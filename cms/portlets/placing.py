"""Placing boxes at a page: the editor's three forms and how they are saved, at once and logged."""

import hashlib
import json

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.log_actions import log
from wagtail.models import Page

from .models import PortletRegion, Region


def _edit_handler():
    return ObjectList(
        [FieldPanel("boxes", heading=_("Boxes of this page")), FieldPanel("blocks_parent")]
    ).bind_to_model(PortletRegion)


class RegionForms:
    """The forms of all regions of one page, from stored rows or from what an editor sent."""

    def __init__(self, page: Page, request, data=None, files=None):
        self.page = page
        handler = _edit_handler()
        form_class = handler.get_form_class()
        stored = {row.region: row for row in PortletRegion.objects.filter(page=page)}
        self.version = _version_of(stored)
        self.forms, self.panels = {}, {}
        for region in Region.values:
            instance = stored.get(region) or PortletRegion(page=page, region=region)
            form = form_class(data, files, instance=instance, prefix=region, for_user=request.user)
            self.forms[region] = form
            self.panels[region] = handler.get_bound_panel(
                instance=instance, request=request, form=form, prefix=f"panel-{region}"
            )

    def is_valid(self) -> bool:
        """Whether every region's form is; all are checked, so that all messages show."""
        invalid = [region for region, form in self.forms.items() if not form.is_valid()]
        return not invalid

    @property
    def media(self):
        """Scripts and styles of all forms together."""
        parts = [part.media for part in (*self.forms.values(), *self.panels.values())]
        return sum(parts[1:], parts[0])

    def save(self, user, version: str) -> bool:
        """Store what is valid; False, with nothing stored, if somebody else saved since `version` was shown."""
        with transaction.atomic():
            Page.objects.select_for_update().get(pk=self.page.pk)
            stored = {row.region: row for row in PortletRegion.objects.filter(page=self.page)}
            if _version_of(stored) != version:
                return False
            before = {region: _raw(stored.get(region)) for region in Region.values}
            for region, form in self.forms.items():
                row = form.save(commit=False)
                if _raw(row) == before[region]:
                    continue
                if row.boxes or row.blocks_parent:
                    row.save()
                elif row.pk:
                    row.delete()
                log(
                    instance=self.page,
                    action="portlets.place",
                    user=user,
                    data={
                        "region": region,
                        "boxes": [str(box.block.label) for box in row.boxes],
                        "blocks_parent": row.blocks_parent,
                    },
                )
        return True


def _raw(row: PortletRegion | None) -> tuple[str, bool]:
    """What a row stores, for comparing."""
    if row is None:
        return "[]", False
    boxes = row.boxes.stream_block.get_prep_value(row.boxes)
    return json.dumps(boxes, sort_keys=True, default=str), row.blocks_parent


def _version_of(rows: dict[str, PortletRegion]) -> str:
    """A short name for the stored state of all regions."""
    state = json.dumps([(region, *_raw(rows.get(region))) for region in Region.values])
    return hashlib.sha256(state.encode()).hexdigest()[:16]
