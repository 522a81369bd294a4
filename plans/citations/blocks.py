"""Has every body pass by the citations, so that numbers of documents on the site become links."""

from cms.blocks.finishing import finish_body

from .linking import link_citations


@finish_body.register
def link_citations_of_body(html, context):
    """Links in the body of any page: plans, conferences, news."""
    page = context.get("page")
    return link_citations(html, page if hasattr(page, "translation_key") else None, context.get("request"))
