"""Documents as machines read them: schema.org data in the page, as JSON-LD."""

import json
from datetime import date

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from plans.models import DocumentType, Status

# Kinds that bind: schema.org calls them legislation, the others documents.
_BINDING = {DocumentType.DECISION, DocumentType.DIRECTIVE, DocumentType.RESOLUTION, DocumentType.REGULATION}
_FORCE = {
    Status.IN_FORCE: "https://schema.org/InForce",
    Status.AMENDED: "https://schema.org/PartiallyInForce",
    Status.REPLACED: "https://schema.org/NotInForce",
    Status.EXPIRED: "https://schema.org/NotInForce",
}
_BY_RELATION = {"replaces": "legislationRepeals", "amends": "legislationChanges"}
# Inside a script element these could end it or begin a comment; JSON reads the escapes as the same letters.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


def script(data: dict) -> SafeString:
    """The element that holds `data`; browsers do not run it, so the site's rules for scripts leave it alone."""
    text = json.dumps(_without_blanks(data), ensure_ascii=False).translate(_ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above


def of_plan(plan, *, fields=(), bases=(), files=(), relations=()) -> dict:
    """A document: its record, office, period, bases and files; the rows as its page has loaded them."""
    is_binding = plan.document_type in _BINDING
    data = {
        "@context": "https://schema.org",
        "@type": "Legislation" if is_binding else "DigitalDocument",
        "@id": plan.full_url,
        "url": plan.full_url,
        "name": plan.title,
        "description": plan.summary,
        "identifier": plan.number,
        "genre": plan.type_name,
        "inLanguage": plan.locale.language_code,
        "dateCreated": _day(plan.issued_on),
        "datePublished": _day(plan.first_published_at),
        "dateModified": _day(plan.last_published_at),
        "creator": _office(plan.issuer),
        "about": [str(each) for each in fields],
        "temporalCoverage": _span(plan.period_start, plan.period_end),
        "creativeWorkStatus": str(plan.get_status_display()),
        "isBasedOn": [page.full_url if page else text for text, page in bases],
        "encoding": [_file(each, plan) for each in files],
    }
    if is_binding:
        data |= {
            "legislationIdentifier": plan.number,
            "legislationType": plan.document_type,
            "legislationDate": _day(plan.issued_on),
            "legislationPassedBy": _office(plan.issuer),
            "legislationLegalForce": _FORCE.get(plan.status),
        }
        for group in relations:
            if group.kind in _BY_RELATION:
                data[_BY_RELATION[group.kind]] = [
                    each.page.full_url if each.page else each.text for each in group.documents
                ]
    return data


def of_register(register, plans) -> dict:
    """A page of the register: the documents it lists, in order."""
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "@id": register.full_url,
        "url": register.full_url,
        "name": register.title,
        "description": register.summary,
        "inLanguage": register.locale.language_code,
        "mainEntity": {
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "ListItem", "position": position, "url": plan.full_url, "name": plan.title}
                for position, plan in enumerate(plans, 1)
            ],
        },
    }


def _day(moment) -> str:
    if moment is None:
        return ""
    return moment.isoformat() if type(moment) is date else moment.isoformat(timespec="seconds")


def _span(start: date | None, end: date | None) -> str:
    if start is None and end is None:
        return ""
    return f"{start.isoformat() if start else '..'}/{end.isoformat() if end else '..'}"


def _office(issuer) -> dict:
    if issuer is None:
        return {}
    office = {"@type": "GovernmentOrganization", "name": str(issuer)}
    if issuer.superior:
        office["parentOrganization"] = {"@type": "GovernmentOrganization", "name": issuer.superior}
    return office


def _file(attached, plan) -> dict:
    document = attached.document
    site = plan.get_site()
    return {
        "@type": "MediaObject",
        "name": attached.shown_label,
        "contentUrl": f"{site.root_url if site else ''}{document.url}",
        "contentSize": str(document.file_size or ""),
        "sha256": document.sha256,
    }


def _without_blanks(value):
    if isinstance(value, dict):
        pairs = ((key, _without_blanks(each)) for key, each in value.items())
        return {key: each for key, each in pairs if each not in (None, "", [], {})}
    if isinstance(value, list):
        return [each for each in map(_without_blanks, value) if each not in (None, "", [], {})]
    return value
