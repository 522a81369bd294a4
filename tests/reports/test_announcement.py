"""The notice and the invitations of a conference on paper."""

import io

import docx
import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from plans.conferences.dossier import Dossier, DossierState
from plans.conferences.models import AgendaRow, Participant
from plans.reports.announcement import invitations_of, notice_of, public_notice
from plans.typesetting import making
from plans.typesetting.document import Items, Paragraph, Table, words_of
from plans.typesetting.models import TypesetFile
from tests.factories.conferences import make_conference, make_conference_index, moment
from tests.factories.plans import make_issuer, make_plan, make_register
from tests.registrations.clerks import make_user

ANNOUNCED = moment(2026, 6, 5, 9)


@pytest.fixture
def conference(home):
    issuer = make_issuer(name="Sở Khoa học và Công nghệ")
    plan = make_plan(make_register(home), issuer=issuer, number="15/KH-SKHCN")
    page = make_conference(
        make_conference_index(home),
        title="Thông báo Hội nghị đối thoại đợt 1",
        plan=plan,
        capacity=120,
        sessions=[
            (moment(2026, 6, 20, 8), moment(2026, 6, 20, 11, 30), "Hội trường Sở"),
            (moment(2026, 6, 21, 8), moment(2026, 6, 22, 11), ""),
        ],
        participants=[Participant(text=text, locale=home.locale) for text in ("Doanh nghiệp;", "Công dân")],
        agenda=[AgendaRow(time_text="08:00", text="Khai mạc", person="Chủ tọa", locale=home.locale)],
    )
    return page


def announce(conference) -> Dossier:
    dossier = Dossier.objects.of(conference)
    dossier.move(
        DossierState.ANNOUNCED, expected=dossier.state, actor=None, reason="", now=ANNOUNCED, announced_at=ANNOUNCED
    )
    return dossier


def lines(document) -> list[str]:
    shown = []
    for part in document.body:
        if isinstance(part, Items):
            shown += [words_of(item) for item in part.items]
        elif isinstance(part, Table):
            shown += [" | ".join(row) for row in part.rows]
        else:
            shown.append(part.line if hasattr(part, "line") else words_of(part.text))
    return shown


def test_the_notice_says_when_where_who_and_how_to_take_part(conference):
    announce(conference)
    document = notice_of(conference)
    shown = lines(document)

    assert document.symbol == "TB-SKHCN"
    assert document.subject.endswith("Hội nghị đối thoại đợt 1")
    assert "Thông báo" not in document.subject
    assert "15/KH-SKHCN" in shown[0]
    assert document.issued_on == ANNOUNCED.date()
    assert any("Hội trường Sở" in line for line in shown)
    assert {"Doanh nghiệp;", "Công dân."} <= set(shown)
    assert "08:00 | Khai mạc | Chủ tọa" in shown
    assert any("120" in line for line in shown)
    assert any("0255 3822 345" in line for line in shown)


def test_every_group_gets_an_invitation_and_without_groups_one_has_room_for_the_name(conference):
    first, second = invitations_of(conference)
    conference.participants = []
    [blank] = invitations_of(conference)

    assert first.symbol == "GM-SKHCN"
    assert words_of(first.body[0].text).endswith("Doanh nghiệp.")
    assert "Công dân" in words_of(second.body[0].text)
    assert "……" in words_of(blank.body[0].text)
    assert isinstance(blank.body[-1], Paragraph)


def test_a_clerk_of_the_files_downloads_both_and_others_do_not(conference, client):
    addresses = {
        (paper, kind): reverse("reports_admin:paper", args=[conference.pk, paper, kind])
        for paper in ("notice", "invitation")
        for kind in ("docx", "pdf")
    }
    client.force_login(make_user("khac"))
    assert client.get(addresses["notice", "docx"]).status_code in (302, 403)
    client.force_login(make_user("van-thu", "view_dossier"))
    answers = {key: b"".join(client.get(address).streaming_content) for key, address in addresses.items()}
    page = client.get(reverse("dossier:inspect", args=[Dossier.objects.of(conference).pk])).content.decode()

    assert "TB-SKHCN" in docx.Document(io.BytesIO(answers["notice", "docx"])).tables[0].cell(1, 0).text
    assert answers["invitation", "docx"].startswith(b"PK")
    assert len(PdfReader(io.BytesIO(answers["invitation", "pdf"])).pages) == 2
    assert all(address in page for address in addresses.values())
    assert client.get(reverse("reports_admin:paper", args=[conference.pk, "notice", "exe"])).status_code == 404


def test_the_public_page_offers_the_notice_from_announcing_until_calling_off(conference, client):
    assert public_notice(conference) is None
    dossier = announce(conference)
    TypesetFile.objects.order(conference, timezone.now())
    TypesetFile.objects.filter(kind="pdf").delete()
    making.make_next(timezone.now())
    address = reverse("typesetting:file", args=[conference.pk, conference.slug, "docx"])
    assert address in client.get(conference.url).content.decode()
    assert client.get(address).status_code == 200

    dossier.move(DossierState.CANCELLED, expected=dossier.state, actor=None, reason="Bão", now=timezone.now())
    assert client.get(address).status_code == 404
    while making.make_next(timezone.now()):
        pass
    assert set(TypesetFile.objects.values_list("state", "problem")) == {("failed", "no_sheet")}
    assert address not in client.get(conference.url).content.decode()
