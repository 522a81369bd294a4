"""Who of the office opens what: every screen of the dialogue with every role."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from cms.demo.roles import set_up_roles
from cms.outbox.models import Message
from plans.conferences.dossier import Dossier
from plans.conferences.yearly import YearlyPlan
from plans.correspondence.calls import CallTask
from plans.correspondence.notices import Notice
from plans.privacy.models import DataRequest, RequestKind
from plans.questions.models import Escalation, Letter, LetterWay, Question, UnitOfficer
from plans.registrations.consent import ConsentText
from plans.registrations.export_file import Export
from plans.registrations.models import BlankSlip, Enclosure, ExportLog
from plans.workdays.models import ExceptionalDay
from tests.factories.conferences import make_conference_index, make_open_conference
from tests.factories.questions import make_question, make_unit
from tests.factories.registrations import make_registration

from .desk_addresses import address, names_of_screens

pytestmark = pytest.mark.django_db

AUTHOR, LEADER, CLERK, OFFICER, DATA, COMPLAINTS = "soan", "duyet", "tiepnhan", "phong", "dulieu", "khieunai"
ROLES = {
    AUTHOR: "Người soạn",
    LEADER: "Người duyệt",
    CLERK: "Cán bộ tiếp nhận",
    OFFICER: "Cán bộ phòng",
    DATA: "Phụ trách dữ liệu",
    COMPLAINTS: "Người xử lý khiếu nại",
}

OFFICE = {LEADER, CLERK}
NOBODY: set[str] = set()
# Who opens what: by the name of a screen, else by the part it belongs to. Administrators open everything.
OPEN_TO = {
    "consent_text": {DATA},
    "data_request": {DATA},
    "dossier": {LEADER, CLERK, DATA},
    "erasing": {DATA},
    "escalation": {LEADER, CLERK, COMPLAINTS},
    "escalation:gather": {CLERK},
    "exceptional_day": {CLERK},
    "export_log": {DATA},
    "hall": {CLERK},
    "hall:chair": {LEADER},
    "hall:index": OFFICE,
    "hall:projection": {LEADER},
    "hall:projector": {LEADER},
    "hall:questions": {LEADER},
    "message": OFFICE,
    "message:bounce": {CLERK},
    "message:retry": {CLERK},
    "notice_calls": OFFICE,
    "notice_wording": {CLERK},
    "question": {LEADER, CLERK, OFFICER, COMPLAINTS},
    "question:answer": {CLERK, OFFICER},
    "question:approvals": {LEADER},
    "question:assign_many": {CLERK},
    "question:publish": {LEADER},
    "registration": {CLERK},
    "registration:enclosure": OFFICE,
    "registration:index": OFFICE,
    "registration:inspect": OFFICE,
    "reports_admin": OFFICE,
    "reports_admin:letter": {LEADER, CLERK, COMPLAINTS},
    "reports_admin:letters": {LEADER, CLERK, COMPLAINTS},
    "reports_admin:paper": {LEADER, CLERK, DATA},
    "unit_officer": NOBODY,
    "yearly_plan": {CLERK},
    "yearly_plan:delete": NOBODY,
    "yearly_plan:index": OFFICE,
}
# Answers to a script without a list of their own, and files that are not there in this test.
NOTHING_TO_OPEN = {"registration:entry_hints", "reports_admin:minutes_file"}
# The same view as the screen they belong to.
REPEATS = ("_results", ":history", ":usage")


@pytest.fixture
def people(home):
    """One account a role; the officer works for the unit of the question below."""
    set_up_roles([home])
    made = {}
    for name, group in ROLES.items():
        made[name] = User.objects.create_user(name, password="mat-khau-dai")
        made[name].groups.add(Group.objects.get(name=group))
    return made


@pytest.fixture
def rows(home, people):
    """One row of everything, by the name of the argument that asks for it."""
    now = timezone.now()
    conference = make_open_conference(make_conference_index(home), now)
    unit = make_unit()
    UnitOfficer.objects.create(user=people[OFFICER], unit=unit)
    form = make_registration(conference, now, email="hoa@example.vn")
    question = make_question(conference, now, unit=unit, state="assigned")
    owed = make_question(conference, now)
    owed.owe(actor=None, reason="vắng", now=now)
    Question.objects.filter(pk=owed.pk).update(answer="Đã có.")
    owed.refresh_from_db()
    letter = Letter.objects.prepare([owed], way=LetterWay.POST, sent_to="x", actor=None, now=now, text="Kính gửi")
    export = Export.objects.create(
        asked_at=now, actor=people[CLERK], file_format="csv", shape="form", file_name="a.csv", rows_total=1,
        state=Export.State.DONE,
    )  # fmt: skip
    export.file.save("a.csv", ContentFile(b"a"))
    enclosure = Enclosure.objects.get_queryset()._store(b"%PDF", "a.pdf", "application/pdf", form.submission_key, now)
    Enclosure.objects.filter(pk=enclosure.pk).update(registration=form)
    slip = BlankSlip.objects.create(conference=conference, code="DT-2222-3333", batch=1, printed_at=now)
    call = CallTask.objects.create(
        conference=conference, kind=Notice.CHANGED, reference=form.code, dedupe_key="x",
        why=CallTask.Why.NO_ADDRESS, created_at=now,
    )  # fmt: skip
    day = ExceptionalDay.objects.create(day=timezone.localdate() + timedelta(days=30), kind="off", name="Nghỉ")
    return {
        "registration.pk": form.pk,
        "enclosure_pk": enclosure.pk,
        "conference_pk": conference.pk,
        "batch": slip.batch,
        "question.pk": question.pk,
        "dossier.pk": Dossier.objects.of(conference).pk,
        "yearly_plan.pk": YearlyPlan.objects.create(year=timezone.localdate().year).pk,
        "exceptional_day.pk": day.pk,
        "hall.pk": conference.pk,
        "reports_admin.pk": conference.pk,
        "letter.pk": letter.pk,
        "escalation.pk": Escalation.objects.create(conference=conference, authority="UBND tỉnh", created_at=now).pk,
        "notice_calls.pk": call.pk,
        "data_request.pk": DataRequest.objects.receive(
            RequestKind.ACCESS, received_at=now, now=now, registration=form
        ).pk,
        "consent_text.pk": ConsentText.objects.current("vi").pk,
        "message.pk": Message.objects.first().pk,
        "unit_officer.pk": UnitOfficer.objects.get().pk,
        "year": timezone.localdate().year,
        "part": "nam",
        "file_format": "docx",
        "paper": "notice",
        "kind": "received",
        "language": "vi",
        "registration:export_progress.pk": export.pk,
        "registration:export_file.pk": export.pk,
        "registration:export.file_format": "csv",
        "reports_admin:unsent_letters.kind": "zip",
        "reports_admin:letter.pk": letter.pk,
        "reports_admin:letter_file.pk": letter.pk,
    }


def is_refused(response, url: str) -> bool:
    """Not found, not allowed, or sent back to the first page or to the login."""
    if response.status_code in (403, 404):
        return True
    return response.status_code == 302 and response["Location"] in ("/admin/", f"/admin/login/?next={url}")


def outcome(client, url: str) -> str:
    response = client.get(url)
    if is_refused(response, url):
        return "refused"
    return {200: "open", 302: "open", 405: "post"}.get(response.status_code, str(response.status_code))


def screens() -> list[str]:
    """All but repetitions of another one."""
    return [name for name in names_of_screens() if not any(mark in name.split()[0] for mark in REPEATS)]


def open_to(name: str) -> set[str]:
    return OPEN_TO[name] if name in OPEN_TO else OPEN_TO[name.partition(":")[0]]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_its_screens_and_no_other(role, people, rows, client):
    client.force_login(people[role])
    wrong = []
    for screen in screens():
        name = screen.split()[0]
        if name in NOTHING_TO_OPEN:
            continue
        seen = outcome(client, address(screen, rows))
        expected = "open" if role in open_to(name) else "refused"
        if seen not in (expected, "post"):
            wrong.append(f"{screen}: {seen}, should be {expected}")
    assert wrong == []


def test_what_is_only_sent_to_is_refused_to_everybody_else(people, rows):
    only_sent_to = {
        "exceptional_day:confirm_year year": {CLERK},
        "exceptional_day:fill_year year": {CLERK},
        "hall:sync pk": {CLERK},
        "hall:undo pk": {CLERK},
        "notice_calls:settle pk": {CLERK},
        "notice_wording:preview kind language": {CLERK},
        "registration:sort": {CLERK},
    }
    for role, user in people.items():
        visitor = Client()
        visitor.force_login(user)
        for screen, allowed in only_sent_to.items():
            if role not in allowed:
                response = visitor.post(address(screen, rows))
                assert is_refused(response, address(screen, rows)), (role, screen, response.status_code)


@pytest.mark.parametrize("gone", ["logged out", "switched off", "demoted", "deleted"])
def test_who_may_no_longer_is_out_at_the_next_request(gone, people, rows, client):
    clerk = people[CLERK]
    client.force_login(clerk)
    address_of_form = address("registration:inspect pk", rows)
    assert outcome(client, address_of_form) == "open"

    if gone == "logged out":
        client.logout()
    elif gone == "switched off":
        User.objects.filter(pk=clerk.pk).update(is_active=False)
    elif gone == "demoted":
        clerk.groups.set([Group.objects.get(name=ROLES[AUTHOR])])
    else:
        clerk.delete()

    assert outcome(client, address_of_form) == "refused"
    assert outcome(client, "/admin/registrations/export/csv/") == "refused"


def test_an_officer_sees_the_own_units_questions_and_counts_no_others(people, rows, client):
    other = make_question(Dossier.objects.get(pk=rows["dossier.pk"]).conference, timezone.now(), state="classified")
    client.force_login(people[OFFICER])

    assert client.get(f"/admin/questions/{rows['question.pk']}/").status_code == 200
    assert outcome(client, f"/admin/questions/{other.pk}/") == "refused"
    page = client.get("/admin/questions/").content.decode()
    assert other.text not in page
    assert client.get("/admin/questions/").context["paginator"].count == 1


def test_an_author_of_pages_neither_sees_nor_exports_forms(people, rows, client):
    client.force_login(people[AUTHOR])

    assert outcome(client, "/admin/registrations/export/xlsx/") == "refused"
    assert not ExportLog.objects.exists()
    home = client.get("/admin/").content.decode()
    assert "/admin/registrations/" not in home
    assert "/admin/questions/" not in home


def test_the_clerks_export_is_in_the_log_the_data_officer_reads(people, rows, client):
    client.force_login(people[CLERK])
    b"".join(client.get("/admin/registrations/export/csv/?seat=held").streaming_content)

    logged = ExportLog.objects.get()
    assert (logged.actor_name, logged.row_count) == (CLERK, 1)
    assert "seat=held" in logged.filters
    client.force_login(people[DATA])
    assert CLERK in client.get("/admin/registration-exports/").content.decode()
