"""A conference announced on paper: the notice (thông báo) for everybody, the invitations (giấy mời) for those asked.

The notice is also kept as the files of the conference's public page, as long as the conference is announced.
"""

from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.text import fold
from plans.conferences.dossier import CALLED_OFF, Dossier, DossierState, dossier_moved
from plans.conferences.models import ConferencePage
from plans.conferences.rules import DialogueRules
from plans.dating import official_date
from plans.models.vocabulary import DocumentType
from plans.typesetting.body_parts import body_parts_of
from plans.typesetting.document import Heading, Items, OfficialDocument, Paragraph, Part, Run, Table, as_tuple
from plans.typesetting.lines import in_vietnamese
from plans.typesetting.models import TypesetFile
from plans.typesetting.sheets import sheet_of

from .letterhead import OPEN_PLACE, Letterhead
from .wording import moment_in_words


@sheet_of(ConferencePage)
def public_notice(page: ConferencePage) -> OfficialDocument | None:
    """The notice for the public page; None before it is announced and once it is called off."""
    dossier = Dossier.objects.filter(conference=page.canonical).first()
    if dossier is None or not dossier.is_announced or dossier.state in CALLED_OFF:
        return None
    return notice_of(page)


@receiver(dossier_moved, sender=Dossier, dispatch_uid="typeset_notice_follows_conference")
def follow_conference(sender, dossier, event, now, **kwargs):
    """Called off: the notice is withdrawn."""
    if event.to_state in CALLED_OFF:
        TypesetFile.objects.order(dossier.conference, now)


def notice_of(conference: ConferencePage) -> OfficialDocument:
    """The notice; it bears the day of the last announcement, or leaves room for it."""
    with in_vietnamese():
        head = Letterhead.of(conference.canonical)
        return OfficialDocument(
            **head.heading,
            symbol=head.symbol("TB"),
            place=head.place,
            issued_on=_announced_on(conference),
            year=_year(conference),
            kind=_("NOTICE"),
            subject=_("On holding: {conference}").format(conference=_name_of(conference)),
            body=as_tuple(_NoticeWriter(conference, _office_words(conference, head)).parts()),
            recipients=(
                _("Organisations, businesses and citizens"),
                _("The portal of the office"),
                _("Kept: records, file of the conference"),
            ),
            signers=head.signers,
            qr_address=conference.full_url or "",
            qr_note=_("The notice on the portal:"),
            summary=conference.summary,
        )


def invitations_of(conference: ConferencePage) -> list[OfficialDocument]:
    """One (sample 1.7 of annex III) for each group that takes part; without any, one with room for a name."""
    invited = [f"{row.text.rstrip(' .;,')}." for row in conference.participants.all()] or [OPEN_PLACE]
    with in_vietnamese():
        return [_invitation(conference, Letterhead.of(conference.canonical), whom) for whom in invited]


def _invitation(conference: ConferencePage, head: Letterhead, whom: str) -> OfficialDocument:
    return OfficialDocument(
        **head.heading,
        symbol=head.symbol("GM"),
        place=head.place,
        year=_year(conference),
        kind=_("INVITATION"),
        subject=_("Attending {conference}").format(conference=_name_of(conference)),
        body=(
            Paragraph(
                (
                    Run(_("{office} respectfully invites: ").format(office=_office_words(conference, head))),
                    Run(whom, is_bold=True),
                )
            ),
            Paragraph(_("To attend: {conference}.").format(conference=_name_of(conference))),
            Paragraph(_("Chair: {name}").format(name=OPEN_PLACE)),
            *_sittings(conference),
            *_agenda(conference, caption=_("Agenda")),
            *_contact(conference, _("Contact: {words}")),
            Paragraph(_("We look forward to your presence.")),
        ),
        recipients=(_("As above"), _("Kept: records, file of the conference")),
        signers=head.signers,
    )


class _NoticeWriter:
    """The notice's text: when, where, about what, who, how to take part."""

    def __init__(self, conference: ConferencePage, office: str):
        self.conference = conference
        self.office = office
        self._number = 0

    def parts(self) -> list[Part]:
        """Everything in order."""
        conference = self.conference
        fields = [str(field) for field in conference.subject_fields.all()]
        text = body_parts_of(conference.body, conference.full_url or "")
        participants = [row.text for row in conference.participants.all()]
        return [
            Paragraph(self._opening()),
            *self._section(_("Time and place"), _sittings(conference)),
            *self._section(_("Fields of the dialogue"), _listed(fields)),
            *self._section(_("Content"), [*text.body, *(part for annex in text.annexes for part in annex)]),
            *self._section(_("Participants"), _listed(participants)),
            *self._section(_("How to take part"), self._registration()),
            *self._section(_("Agenda"), _agenda(conference)),
            *self._section(_("Contact"), _contact(conference, "{words}")),
            Paragraph(_("{office} announces this for everybody to know and to take part.").format(office=self.office)),
        ]

    def _section(self, heading: str, parts: list[Part]) -> list[Part]:
        if not parts:
            return []
        self._number += 1
        return [Heading(heading, level=2, label=f"{self._number}."), *parts]

    def _opening(self) -> str:
        plan = self.conference.published_plan
        facts = {"office": self.office, "conference": _name_of(self.conference)}
        if plan is None or not plan.number or plan.is_unnumbered or not plan.issued_on:
            return _("{office} holds the conference “{conference}” as follows:").format(**facts)
        facts |= {"kind": plan.document_type, "number": plan.number, "day": official_date(plan.issued_on)}
        return _(
            "Carrying out {kind} no. {number} of {day}, {office} holds the conference “{conference}” as follows:"
        ).format(**facts)

    def _registration(self) -> list[Part]:
        conference = self.conference.canonical
        lines = []
        if conference.opens_at:
            facts = {"opens": moment_in_words(conference.opens_at), "closes": moment_in_words(conference.closes_at)}
            lines.append(
                _("Registration and questions: from {opens} until {closes}.").format(**facts)
                if conference.closes_at
                else _("Registration and questions: from {opens}.").format(**facts)
            )
        if conference.opens_at and conference.full_url:
            lines.append(_("Form: {address}").format(address=conference.full_url))
        if conference.opens_at and conference.capacity:
            lines.append(_("Seats: {number}.").format(number=conference.capacity))
        if conference.opens_at:
            days = DialogueRules.of(conference).answer_days
            lines.append(
                ngettext(
                    "What is not answered at the conference is answered in writing within %(days)s working day.",
                    "What is not answered at the conference is answered in writing within %(days)s working days.",
                    days,
                )
                % {"days": days}
            )
        return [Items(tuple(lines))] if lines else []


def _sittings(conference: ConferencePage) -> list[Part]:
    """Time and place of every session."""
    sessions = conference.sessions_in_order
    if not sessions:
        return [Paragraph(_("Time: {moment}").format(moment=OPEN_PLACE))]
    parts: list[Part] = []
    for place, session in enumerate(sessions, 1):
        if len(sessions) > 1:
            parts.append(Paragraph(_("Session {number}").format(number=place), is_bold=True))
        parts.append(Paragraph(_("Time: {moment}.").format(moment=_span(session))))
        venue = session.venue or ("" if session.online_link else OPEN_PLACE)
        if venue:
            parts.append(Paragraph(_("Place: {venues}.").format(venues=venue.rstrip(" ."))))
        if session.online_link:
            parts.append(Paragraph(_("Online: {address}").format(address=session.online_link)))
    return parts


def _span(session) -> str:
    start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
    if start.date() != end.date():
        return _("from {start} to {end}").format(start=moment_in_words(start), end=moment_in_words(end))
    return _("from {start_hour} h {start_minute} min to {end_hour} h {end_minute} min, {day}").format(
        start_hour=f"{start:%H}",
        start_minute=f"{start:%M}",
        end_hour=f"{end:%H}",
        end_minute=f"{end:%M}",
        day=official_date(start.date()),
    )


def _agenda(conference: ConferencePage, caption: str = "") -> list[Part]:
    rows = tuple((row.time_text, row.text, row.person) for row in conference.agenda.all())
    header = (_("Time"), _("What happens"), _("In charge"))
    return [Table(header, rows, widths=(3, 8, 4), caption=caption)] if rows else []


def _listed(texts: list[str]) -> list[Part]:
    """A list with the marks that lists have in documents: semicolons, and a full stop behind the last."""
    bare = [text.rstrip(" .;,") for text in texts]
    lines = [f"{text}{'.' if place == len(bare) else ';'}" for place, text in enumerate(bare, 1)]
    return [Items(tuple(lines))] if lines else []


def _contact(conference: ConferencePage, first: str) -> list[Part]:
    labels = (
        (conference.contact_unit, first),
        (conference.contact_address, _("address: {words}")),
        (conference.contact_phone, _("telephone: {words}")),
        (conference.contact_email, _("e-mail: {words}")),
    )
    lines = [text.format(words=words) for words, text in labels if words]
    return [Paragraph("; ".join(lines) + ".")] if lines else []


def _name_of(conference: ConferencePage) -> str:
    """The conference without the name of the paper, which some titles begin with: "Thông báo Hội nghị …"."""
    title, kind = conference.title, DocumentType.NOTICE.value
    return title[len(kind) :].lstrip(" :–-") if fold(title).startswith(f"{fold(kind)} ") else title


def _office_words(conference: ConferencePage, head: Letterhead) -> str:
    """The office as a sentence names it; the letterhead has it in capitals."""
    plan = conference.canonical.plan
    name = plan.issuer.name if plan and plan.issuer else ""
    return name if name.upper() == head.office else head.office


def _announced_on(conference: ConferencePage):
    dossier = Dossier.objects.filter(conference=conference.canonical).first()
    event = dossier.latest_event(DossierState.ANNOUNCED) if dossier else None
    return timezone.localdate(event.at) if event else None


def _year(conference: ConferencePage) -> int | None:
    return timezone.localdate(conference.starts_at).year if conference.starts_at else None
