"""The certificate of one publication: the facts of a record, for print and for signature."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from cms.home.identity import OfficeIdentity
from plans.typesetting.document import OfficialDocument, Paragraph, Signer, Table
from plans.typesetting.lines import in_vietnamese

from .models import PublicationRecord
from .recording import is_public
from .verifying import differences_of

_GROUP = 16


@dataclass(frozen=True)
class Certificate:
    """What is certified about `record`: facts as (name, value), files as (title, size, checksum), and the finding.

    `finding` says whether the page still is what the record proves; "" for a record that is not the newest.
    """

    record: PublicationRecord
    office: str
    page_address: str
    facts: list[tuple[str, str]]
    files: list[tuple[str, str, str]]
    finding: str


def certificate_of(record: PublicationRecord, now: datetime) -> Certificate:
    """The certificate of `record`, with what a look at the page finds now."""
    page = Page.objects.filter(pk=record.page_id).first()
    site = (page and page.get_site()) or Site.objects.filter(is_default_site=True).first()
    address = (page and page.get_full_url()) or record.address
    following = PublicationRecord.objects.filter(page_id=record.page_id, pk__gt=record.pk).order_by("pk").first()
    facts = [
        (_("Document"), record.title),
        (_("Number and symbol"), record.number),
        (_("Address"), address),
        (_("What happened"), record.get_what_display()),
        (_("Moment (time of the server)"), moment_in_words(record.at)),
        (_("Version"), str(record.revision_number or "")),
        (_("Done by"), _done_by(record)),
        (_("Shown unchanged until"), moment_in_words(following.at) if following else ""),
        (_("SHA-256 of the text"), grouped(record.text_sha256)),
        (_("Number of the record"), str(record.pk)),
        (_("Seal of the record"), grouped(record.seal)),
    ]
    return Certificate(
        record=record,
        office=str(OfficeIdentity.of_site(site)),
        page_address=address,
        facts=[(name, value) for name, value in facts if value],
        files=[(file["title"], str(file["size"]), grouped(file["sha256"])) for file in record.files],
        finding="" if following else _finding(page, record, now),
    )


def official_certificate(record: PublicationRecord, now: datetime) -> OfficialDocument:
    """The certificate in the layout of official documents, in Vietnamese, with room for a signature."""
    with in_vietnamese():
        certificate = certificate_of(record, now)
        parts = [
            Paragraph(_("The portal's log of publications holds the following about this document:")),
            Table((_("Fact"), _("Value")), tuple(certificate.facts), (3, 7)),
        ]
        if certificate.files:
            header = (_("File"), _("Bytes"), _("SHA-256"))
            parts.append(Table(header, tuple(certificate.files), (4, 2, 5), (1,), _("Files published with it")))
        if certificate.finding:
            parts.append(Paragraph(certificate.finding))
        return OfficialDocument(
            office=certificate.office.upper(),
            kind=_("Certificate").upper(),
            subject=_("of publication on the portal"),
            body=tuple(parts),
            issued_on=timezone.localdate(now),
            signers=(Signer(title=_("Confirmed by")),),
            qr_address=certificate.page_address if certificate.page_address.startswith("http") else "",
            qr_note=_("The page on the portal:"),
        )


def moment_in_words(at: datetime) -> str:
    """To the second, in the office's own time."""
    return date_format(timezone.localtime(at), "H:i:s d/m/Y")


def grouped(checksum: str) -> str:
    """A checksum in groups, to be compared by eye and to break into lines."""
    return " ".join(checksum[start : start + _GROUP] for start in range(0, len(checksum), _GROUP))


def _done_by(record: PublicationRecord) -> str:
    if record.is_automatic:
        name = record.actor_name
        return _("the portal by itself; version by %(name)s") % {"name": name} if name else _("the portal by itself")
    return record.actor_name


def _finding(page: Page | None, record: PublicationRecord, now: datetime) -> str:
    moment = moment_in_words(now)
    if page is None or not is_public(page) or not record.is_standing:
        return _("Looked up at %(moment)s: the document is not public now.") % {"moment": moment}
    found = list(differences_of(page.specific, record))
    if not found:
        return _("Compared at %(moment)s: text and files on the portal are the ones recorded.") % {"moment": moment}
    sentences = "; ".join(difference.sentence for difference in found)
    return _("Compared at %(moment)s, with differences: %(found)s.") % {"moment": moment, "found": sentences}
