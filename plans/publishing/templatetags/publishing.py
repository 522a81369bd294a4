"""`{% publication_history page %}`: when a plan was published and changed, with checksums."""

from django import template

from plans.publishing.models import PublicationRecord

register = template.Library()

SHOWN = 3


@register.inclusion_tag("publishing/on_page.html")
def publication_history(page) -> dict:
    """The latest records of a page and the way to all of them; nothing while it has none. One query."""
    records = list(PublicationRecord.objects.of(page)[: SHOWN + 1]) if page.pk else []
    return {"page": page, "records": records[:SHOWN], "has_more": len(records) > SHOWN}
