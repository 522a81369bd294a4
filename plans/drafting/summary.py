"""What was recognised, in a few lines for the person who imports."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .concerns import EXPLANATIONS
from .content import Content
from .document import Document

_LONGEST_EXCERPT = 90


@dataclass(frozen=True)
class Fact:
    """One line of the summary; `is_found` is False for what the document does not say."""

    label: str
    value: str
    is_found: bool = True


@dataclass(frozen=True)
class Remark:
    """A kind of doubt with the beginnings of the parts it is about; `count` may be larger than the excerpts."""

    explanation: str
    excerpts: list[str]
    count: int


@dataclass(frozen=True)
class Summary:
    """Everything the check screen and the command say about a document."""

    facts: list[Fact]
    outline: list[tuple[int, str]]
    remarks: list[Remark]


def summarise(document: Document, content: Content) -> Summary:
    """The recognised parts of `document` and what wants the editor's eye."""
    return Summary(_facts(document, content), _outline(document), _remarks(document))


def _facts(document: Document, content: Content) -> list[Fact]:
    offices = " – ".join(part.text for part in document.agency_lines)
    if content.issuer:
        office = str(content.issuer)
    elif offices:
        office = _("%(lines)s (no such office is known here)") % {"lines": offices}
    else:
        office = ""
    dated = document.dated
    if content.issued_on:
        day = f"{content.issued_on:%d/%m}/{content.issued_on.year}"
    else:
        day = _("%(written)s (incomplete)") % {"written": dated.written.text} if dated else ""
    bullets = len(document.outline) - len(document.headings)
    counted = [
        ngettext("%d heading", "%d headings", len(document.headings)) % len(document.headings),
        ngettext("%d listed item", "%d listed items", bullets) % bullets,
        ngettext("%d paragraph", "%d paragraphs", len(document.paragraphs)) % len(document.paragraphs),
    ]
    signers = "; ".join(
        ", ".join(part.text for part in (signer.authority, signer.title, signer.name) if part.text)
        for signer in document.signers
    )
    values = [
        (_("Title"), document.title.text),
        (_("Kind of document"), document.document_type),
        (_("Number and symbol"), document.number.text),
        (_("Issued on"), day),
        (_("Place"), dated.place.text if dated else ""),
        (_("Issuing office"), office),
        (_("Legal bases"), str(len(document.legal_bases) or "")),
        (_("Content"), ", ".join(counted)),
        (_("Recipients"), str(len(document.recipients) or "")),
        (_("Signed by"), signers),
    ]
    return [Fact(label, value or _("not found"), bool(value)) for label, value in values]


def _outline(document: Document) -> list[tuple[int, str]]:
    return [(item.level, f"{item.label.text} {item.heading.text}") for item in document.headings]


def _remarks(document: Document) -> list[Remark]:
    texts: dict[str, list[str]] = {}
    for part in document.concerns():
        texts.setdefault(part.concern, []).append(part.text)
    return [
        Remark(str(EXPLANATIONS[concern]), [_excerpt(text) for text in found[:3]], len(found))
        for concern, found in texts.items()
    ]


def _excerpt(text: str) -> str:
    return text if len(text) <= _LONGEST_EXCERPT else text[:_LONGEST_EXCERPT].rsplit(" ", 1)[0] + " …"
