"""Boxes placed at pages."""

from cms.portlets.models import PortletRegion


def text_box(heading: str) -> tuple[str, dict]:
    """A box that shows `heading` and a sentence."""
    return ("text", {"heading": heading, "text": f"<p>Nội dung {heading}</p>"})


def place(page, *headings: str, region="right", blocks_parent=False) -> PortletRegion:
    """Text boxes with these headings at `page`."""
    return PortletRegion.objects.create(
        page=page, region=region, boxes=[text_box(heading) for heading in headings], blocks_parent=blocks_parent
    )


def headings(boxes) -> list[str]:
    """The headings of placed boxes, in their order."""
    return [box.bound_block.value["heading"] for box in boxes]
