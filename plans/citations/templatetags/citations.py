"""{% load citations %}: links around numbers in a stretch of a template, and the lists of a document.

{% linked_citations %}<li>{{ text }}</li>{% endlinked_citations %}
{% citation_lists page %}
"""

from django import template
from django.utils.safestring import SafeString

from plans.citations.linking import link_citations
from plans.citations.lists import citation_lists as lists_of

register = template.Library()


class LinkedCitations(template.Node):
    """Renders what is inside and links the documents it names; all of them looked up at once."""

    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context) -> SafeString:
        """The HTML inside, with links."""
        return link_citations(self.nodelist.render(context), context.get("page"), context.get("request"))


@register.tag
def linked_citations(parser, token):
    """A block whose texts get links."""
    nodelist = parser.parse(("endlinked_citations",))
    parser.delete_first_token()
    return LinkedCitations(nodelist)


@register.inclusion_tag("citations/lists.html")
def citation_lists(page):
    """The documents of this site that `page` names and that name it; nothing when there are none."""
    return {"lists": lists_of(page)}
