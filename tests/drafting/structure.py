"""A recognised document, boiled down to what the hand-written expectations say."""

from collections import Counter

from plans.drafting.document import Document


def structure_of(document: Document) -> dict:
    """Headings, counts and fields of `document`, in the form of the files in `expected/`."""
    dated = document.dated
    return {
        "agency_lines": [part.text for part in document.agency_lines],
        "number": document.number.text,
        "place": dated.place.text if dated else "",
        "date": dated.day.isoformat() if dated and dated.day else None,
        "document_type": document.document_type,
        "legal_bases": [part.text for part in document.legal_bases],
        "opening": [part.text for part in document.opening],
        "headings": [[item.level, item.label.text, item.heading.text] for item in document.headings],
        "bullets": dict(Counter(item.label.text for item in document.outline if item.level >= 5)),
        "paragraphs": len(document.paragraphs),
        "recipients": [part.text for part in document.recipients],
        "signers": [[signer.authority.text, signer.title.text, signer.name.text] for signer in document.signers],
        "attachments": len(document.attachments),
        "leftovers": len(document.leftovers),
    }
