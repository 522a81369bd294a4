"""Machine-readable data of documents: `{% plan_data page … %}`, `{% register_data page plans %}`."""

from django import template

from plans import structured_data

register = template.Library()


@register.simple_tag
def plan_data(page, fields=(), bases=(), files=(), relations=()):
    """A document as JSON-LD; nothing where it has no address yet, as in a preview."""
    if not page.full_url:
        return ""
    data = structured_data.of_plan(page, fields=fields, bases=bases, files=files, relations=relations)
    return structured_data.script(data)


@register.simple_tag
def register_data(page, plans):
    """A page of the register as JSON-LD."""
    return structured_data.script(structured_data.of_register(page, plans)) if page.full_url else ""
