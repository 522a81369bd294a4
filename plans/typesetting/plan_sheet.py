"""A plan's page as a document in the official layout: every word of its text, in its order."""

from django.utils.translation import gettext as _
from wagtail.models import Site

from cms.home.identity import OfficeIdentity
from cms.text import fold
from plans.models import PlanPage
from plans.models.vocabulary import DocumentType

from .body_parts import body_parts_of
from .document import OfficialDocument, Signer
from .lines import in_vietnamese
from .sheets import sheet_of

# What a sentence that names a basis begins with, without accents.
_OPENINGS = ("can cu", "thuc hien", "theo", "xet", "tiep theo", "de ", "tren co so", "thi hanh", "chap hanh")


@sheet_of(PlanPage)
def official_document_of(page: PlanPage) -> OfficialDocument:
    """The page as it stands (live or draft), with the way to it for phones if it has an address."""
    with in_vietnamese():
        address = page.full_url or ""
        found = body_parts_of(page.body, address)
        superior, office = _office(page)
        is_letter = page.document_type == DocumentType.LETTER
        return OfficialDocument(
            superior=superior,
            office=office,
            number="" if page.is_unnumbered else page.number,
            symbol=page.symbol if page.is_unnumbered else "",
            place=page.place,
            issued_on=page.issued_on,
            kind="" if is_letter else page.document_type.upper(),
            subject=page.subject,
            bases=tuple(_bases(page)),
            body=tuple(found.body),
            annexes=tuple(tuple(parts) for parts in found.annexes),
            recipients=tuple(recipient.text for recipient in page.recipients.all()),
            signers=tuple(Signer(row.title, row.name, authority=row.authority) for row in page.signers.all()),
            qr_address=address,
            qr_note=_("The document on the portal:"),
            summary=page.summary,
        )


def _bases(page: PlanPage) -> list[str]:
    """The legal bases, a line each; one that only continues a sentence ("Thực hiện A; B và C") stands behind it."""
    lines: list[str] = []
    for basis in page.legal_bases.all():
        if lines and not fold(basis.text).startswith(_OPENINGS):
            lines[-1] = f"{lines[-1]} {basis.text}"
        else:
            lines.append(basis.text)
    return lines


def _office(page: PlanPage) -> tuple[str, str]:
    """The superior office and the office as they stand on top; without an issuer the site's own office."""
    if page.issuer is not None:
        return page.issuer.parent_line.upper(), page.issuer.name.upper()
    site = page.get_site() or Site.objects.filter(is_default_site=True).first()
    return "", str(OfficeIdentity.of_site(site)).upper()
