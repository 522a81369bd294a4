"""Whatever was typed stays text: on public pages, at the desk, in files, calendars and letters."""

import csv
import io

import openpyxl
import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cms.outbox.models import Message
from plans.conferences.dossier import Dossier
from plans.questions.models import Letter, Question
from plans.registrations.models import Registration
from tests.factories.conferences import make_open_conference
from tests.factories.questions import make_published_question, make_unit
from tests.factories.registrations import make_form_data, make_registration
from tests.registrations.own_page import ask_again, look_up
from tests.registrations.sending import aged_token

from .active_content import ATTACK, LINK, active_content
from .addresses import office_routes, public_routes

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("http://evil.example","x")'


@pytest.fixture
def conference(conference):
    """With hostile words of its own, as a careless editor may paste them."""
    conference.title = f"Hội nghị {ATTACK}"
    conference.summary = ATTACK
    conference.contact_unit = ATTACK
    conference.save()
    for session in conference.sessions.all():
        session.venue = ATTACK
        session.save()
    return type(conference).objects.get(pk=conference.pk)


@pytest.fixture
def registration(conference):
    """With the attack in every column that holds text, as rows of an older portal might be."""
    now = timezone.now()
    registration = make_registration(
        conference, now, question=f"Hỏi {ATTACK} {LINK}", procedure=ATTACK, file_number=ATTACK[:50]
    )
    Registration.objects.filter(pk=registration.pk).update(
        full_name=ATTACK[:100],
        organisation_name=f"{ATTACK} {LINK}",
        position=ATTACK[:100],
        tax_code="'\"><x-mark>",
        phone_as_typed="'\"><x-mark>0912",
        phone_extension="'\"><x-mk>",
        email="\"'><x-mark>@example.vn",
        postal_address=ATTACK,
        register_number="'\"><x-mark>",
        extra_answers={ATTACK: ATTACK},
        signs=[ATTACK],
    )
    registration.refresh_from_db()
    registration.save()
    registration.add_note(ATTACK, actor=None, now=now, public_note=ATTACK)
    return registration


@pytest.fixture
def question(conference, registration):
    now = timezone.now()
    question = make_published_question(
        conference, now, registration=registration, text=ATTACK, public_text=f"{ATTACK} {LINK}", public_answer=ATTACK
    )
    Question.objects.filter(pk=question.pk).update(guidance=ATTACK, unit=make_unit(f"Phòng {ATTACK}"[:100]))
    return question


@pytest.fixture
def values(conference, registration, question):
    """What may stand in the holes of addresses."""
    letter = Letter.objects.create(
        conference=conference,
        registration=registration,
        way="post",
        sent_to=ATTACK,
        text=ATTACK,
        created_at=timezone.now(),
    )
    keys = [conference.pk, registration.pk, question.pk, letter.pk, Dossier.objects.of(conference).pk]
    return {
        "pk": list(dict.fromkeys(keys)),
        "enclosure_pk": [1],
        "year": [2026],
        "part": ["nam"],
        "file_format": ["xlsx"],
        "kind": ["x"],
        "code": [registration.code],
        "secret": [registration.secret],
        "enclosure_secret": ["x"],
        "number": [1],
        "step": ["sua", "rut", "bao-vang", "xac-nhan"],
        "province": ["51"],
    }


def test_nothing_typed_is_alive_on_any_public_page(conference, values):
    visitor = Client()
    seen = 0
    for route in public_routes():
        for address in route.variants(values):
            for query in ("", "?q=%27%22%3E%3C/title%3E%3Cx-mark%3E", "?da=%3Cx-mark%3E&ma=%3Cx-mark%3E"):
                response = visitor.get(address + query)
                assert active_content(response) == [], address + query
                seen += b"7*7" in b"".join(response.streaming_content if response.streaming else [response.content])
    pages = [conference.url, conference.get_parent().url, "/", "/tim-kiem/?q=%27%22%3E%3Cx-mark%3E", "/sitemap.xml"]
    for address in pages:
        assert active_content(visitor.get(address)) == [], address
    assert seen >= 8


def test_nothing_typed_is_alive_where_forms_come_back(conference, registration, index):
    visitor = Client()
    other = make_open_conference(index, timezone.now())
    token = aged_token(other, shown_before=timezone.timedelta(minutes=5))
    hostile = dict.fromkeys(make_form_data(), ATTACK)
    for fields in (hostile, make_form_data(question=ATTACK, organisation_name=ATTACK, procedure=ATTACK)):
        for ending in ("gui", "xem-lai"):
            for sent_token in (token, ATTACK):
                data = {**fields, "form_token": sent_token, "website_address": ATTACK}
                response = visitor.post(f"/dang-ky/{other.pk}/{ending}/", data)
                assert active_content(response) == []
    assert active_content(look_up(visitor, ATTACK, ATTACK)) == []
    assert active_content(look_up(visitor, registration.code, ATTACK)) == []
    assert active_content(ask_again(visitor, ATTACK)) == []
    assert active_content(visitor.post("/hoi-dap/tuong-tu/", {"text": ATTACK})) == []


def test_nothing_typed_is_alive_on_any_screen_of_the_office(admin_client, conference, registration, values):
    seen = 0
    for route in office_routes():
        if not set(route.names) <= set(values) or route.text.endswith(".ics"):
            continue
        for address in route.variants(values):
            response = admin_client.get(address)
            assert active_content(response) == [], address
            seen += not response.streaming and b"7*7" in response.content
    for query in (ATTACK, "x-mark", "7*7"):
        for address in ("/admin/registrations/", "/admin/questions/", "/admin/conference-files/", "/admin/"):
            assert active_content(admin_client.get(address, {"q": query})) == [], address
    assert seen >= 15


def test_calendars_hold_the_words_as_words(client, conference):
    body = client.get(f"/lich/{conference.pk}.ics").content.decode()

    assert "BEGIN:VCALENDAR" in body
    assert client.get(f"/lich/{conference.pk}.ics")["Content-Type"].startswith("text/calendar")
    for line in body.split("\r\n"):
        assert not line.lower().startswith(("x-mark", "<x-mark", "attach"))


def test_letters_hold_nothing_of_the_senders_and_nothing_alive(conference):
    typed = f"zz-nguoi-gui {ATTACK}"
    make_registration(
        conference,
        timezone.now(),
        full_name=typed[:100],
        organisation_name=typed,
        position=typed[:100],
        question=typed,
        email="lan@example.vn",
    )

    letter = Message.objects.get()
    assert "zz-nguoi-gui" not in letter.text + letter.html + letter.subject
    assert active_content(HttpResponse(letter.html)) == []
    assert not {"\r", "\n"} & set(letter.subject)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "＝", "\n="])
def test_formulas_in_every_field_are_text_in_both_kinds_of_file(admin_client, conference, start):
    hostile = f"{start}{FORMULA[1:]}"
    registration = make_registration(conference, timezone.now(), question=hostile, procedure=hostile)
    Registration.objects.filter(pk=registration.pk).update(
        full_name=hostile, organisation_name=hostile, position=hostile, tax_code=hostile[:20], postal_address=hostile,
        email=hostile, register_number=hostile[:40], phone_as_typed=hostile, phone="",
    )  # fmt: skip

    answers = {kind: admin_client.get(f"/admin/registrations/export/{kind}/") for kind in ("xlsx", "csv")}
    files = {
        kind: b"".join(answer.streaming_content) if answer.streaming else answer.content
        for kind, answer in answers.items()
    }

    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(files["xlsx"])).active.iter_rows() for cell in row]
    assert [cell for cell in cells if "HYPERLINK" in str(cell.value)]
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    text = files["csv"].decode("utf-8-sig")
    delimiter = max(";,", key=text.splitlines()[0].count)
    table = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    hostile_cells = [cell for row in table for cell in row if "HYPERLINK" in cell]
    assert len(hostile_cells) >= 8
    assert all(cell.startswith("'") for cell in hostile_cells)
