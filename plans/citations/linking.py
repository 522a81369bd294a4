"""Links around the numbers of documents in HTML: where the document is on the site and its page is certain.

Never inside a link, a heading, a button or a form field. All numbers of a stretch of HTML are looked up at once.
"""

import re
from html import escape, unescape

from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Locale, Page

from .recognising import Citation, find_citations, with_known_days
from .resolving import Citing, Outcome, candidates_for, resolve

_TOKEN = re.compile(r"<!--.*?-->|<[^>]*>|[^<]+|<", re.DOTALL)
_TAG = re.compile(r"<\s*(?P<close>/)?\s*(?P<name>[a-zA-Z][a-zA-Z0-9-]*)")
_NO_LINKS_IN = "a button label option select script style summary textarea title svg h1 h2 h3 h4 h5 h6 legend code"
_CLOSED = frozenset(_NO_LINKS_IN.split())
_MAY_CITE = re.compile(r"[0-9][a-zđ]?\s{0,6}(?:/|-|–|‑|—)\s{0,6}[A-ZĐ0-9]")


def link_citations(html: str, page, request=None) -> SafeString:
    """`html` with a link around every certain citation; `page` is the page it belongs to, or None."""
    if not _MAY_CITE.search(html):
        return mark_safe(html)  # noqa: S308 - unchanged
    tokens = _TOKEN.findall(html)
    texts = {index: unescape(tokens[index]) for index in _open_texts(tokens)}
    found = [(index, each) for index, text in texts.items() for each in find_citations(text)]
    whole = with_known_days(each for _index, each in found)
    addresses = _addresses(whole, page, request)
    linked: dict[int, list[tuple[Citation, str]]] = {}
    for (index, _each), each in zip(found, whole, strict=True):
        if each in addresses:
            linked.setdefault(index, []).append((each, addresses[each]))
    for index, links in linked.items():
        tokens[index] = _linked(texts[index], links)
    return mark_safe("".join(tokens))  # noqa: S308 - what was HTML stays so, texts are escaped


def _open_texts(tokens: list[str]):
    """The texts outside everything that must not hold a link."""
    closed: list[str] = []
    for index, token in enumerate(tokens):
        tag = _TAG.match(token) if token[0] == "<" else None
        if tag is None:
            if not closed and token[0] != "<" and _MAY_CITE.search(token):
                yield index
            continue
        name = tag["name"].lower()
        if name not in _CLOSED or token.endswith("/>"):
            continue
        if not tag["close"]:
            closed.append(name)
        elif name in closed:
            while closed.pop() != name:
                pass


def _addresses(citations: list[Citation], page, request) -> dict[Citation, str]:
    """The address of each certain citation."""
    candidates = candidates_for(each.key for each in citations)
    if not candidates:
        return {}
    citing = Citing.of(page)
    active = Locale.get_active().pk
    targets: dict[Citation, int] = {}
    for each in citations:
        resolution = resolve(each, candidates.get(each.key, []), citing)
        if resolution.outcome is Outcome.FOUND:
            targets[each] = resolution.page_for(active).pk
    pages = Page.objects.in_bulk(set(targets.values())) if targets else {}
    urls = {pk: found.get_url(request) for pk, found in pages.items()}
    return {each: urls[pk] for each, pk in targets.items() if urls.get(pk)}


def _linked(text: str, links: list[tuple[Citation, str]]) -> str:
    pieces, position = [], 0
    for each, address in links:
        pieces.append(escape(text[position : each.start], quote=False))
        words = escape(text[each.start : each.end], quote=False)
        pieces.append(f'<a class="citation" href="{escape(address)}">{words}</a>')
        position = each.end
    return "".join([*pieces, escape(text[position:], quote=False)])
