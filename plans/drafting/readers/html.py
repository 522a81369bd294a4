"""HTML, pasted from Word or from a site, or saved as a file; only its words and their arrangement are taken."""

from lxml import html as lxml_html

from plans.drafting.reading import checked
from plans.drafting.source import Source

from .building import Builder, Span


def read_html(markup: str) -> Source:
    """The source that `markup` shows."""
    root = lxml_html.fromstring(f"<body>{markup}</body>")
    builder = Builder("html")
    for line in "".join(root.itertext()).split("\n"):
        builder.add_line([Span(line)])
    source = builder.build()
    checked(source.text)
    return source
