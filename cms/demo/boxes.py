"""Which boxes stand beside the pages of the demo site."""

from wagtail.models import Page

from cms.portlets.models import PortletRegion, Region

BARE_BOXES = ("open_registrations", "latest_news", "poll")
HOME_BOXES = ("open_registrations", "dialogue_ways", "answered_questions", "question_tally", "latest_news", "poll")
NOTICES = ("bao-ve-du-lieu-ca-nhan", "kha-nang-tiep-can")
FOOTER_BOXES = ("visit_counter",)
SECTION_BOXES = {
    "ke-hoach": ("pressing_tasks", "promised_events", "related"),
    "tin-tuc": ("related",),
    "doi-thoai": ("upcoming_conferences", "related"),
}


def place_boxes(page: Page, names: tuple[str, ...], region: str = Region.RIGHT) -> PortletRegion:
    """Boxes with their usual settings in one region of `page`; what editors placed there stays."""
    row, made = PortletRegion.objects.get_or_create(page=page, region=region)
    if made:
        blocks = row.boxes.stream_block.child_blocks
        row.boxes = [(name, blocks[name].get_default()) for name in names]
        row.save()
    return row


def place_links(home: Page) -> None:
    """The notices every page should lead to, in the footer; English homes link to the English pages by themselves."""
    notices = [home.get_children().filter(slug=slug).first() for slug in NOTICES]
    row = PortletRegion.objects.get(page=home, region=Region.FOOTER)
    if not any(notices) or any(box.block_type == "links" for box in row.boxes):
        return
    links = [{"label": "", "page": notice} for notice in notices if notice]
    block = row.boxes.stream_block.child_blocks["links"]
    row.boxes.append(("links", block.normalize({"heading": "", "links": links})))
    row.save()


def place_all_boxes(home: Page, names: tuple[str, ...]) -> None:
    """The boxes `names` at the home page, inherited everywhere, and more in footer and sections."""
    place_boxes(home, names)
    place_boxes(home, FOOTER_BOXES, Region.FOOTER)
    place_links(home)
    for slug, names in SECTION_BOXES.items():
        section = home.get_children().filter(slug=slug).first()
        if section:
            place_boxes(section, names)
