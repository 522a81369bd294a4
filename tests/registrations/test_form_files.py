"""Files that come with a form: kept while it is filled in, given to it when it is sent, to nobody else ever."""

import errno
import io
import uuid
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.files.storage import FileSystemStorage
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from plans.registrations.enclosure import storage_of_files
from plans.registrations.enclosure_sweep import sweep_pending, sweep_strays
from plans.registrations.models import Enclosure, Registration
from tests.intake.made_files import PDF, make_jpeg, make_office

from .clerks import make_user
from .filling_in import change, hidden_on, press, send_checked
from .sending import aged_token, send, token_on

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _private_folder(monkeypatch, tmp_path):
    monkeypatch.setattr(Enclosure._meta.get_field("file"), "storage", FileSystemStorage(tmp_path / "private"))


@pytest.fixture
def token(conference):
    return aged_token(conference, shown_before=timedelta(minutes=5))


def stored() -> list[str]:
    storage = storage_of_files()
    if not storage.exists("enclosures"):
        return []
    return [
        f"enclosures/{one}/{name}"
        for one in storage.listdir("enclosures")[0]
        for name in storage.listdir(f"enclosures/{one}")[1]
    ]


def send_with(visitor, conference, token, *uploads, **fields) -> Registration:
    checked = press(visitor, conference, token=token, uploads=uploads, **fields)
    assert send_checked(visitor, conference, checked).status_code == 303
    return Registration.objects.latest("pk")


def test_a_file_goes_with_the_form_it_was_chosen_for(visitor, conference, token):
    checked = press(visitor, conference, token=token, uploads=["Đơn đề nghị.pdf"])
    assert "Đơn đề nghị.pdf" in checked.content.decode()
    assert Enclosure.objects.get().registration is None

    send_checked(visitor, conference, checked)

    enclosure = Enclosure.objects.get()
    assert enclosure.registration == Registration.objects.get()
    assert enclosure.name == "Đơn đề nghị.pdf"
    assert "nghị" not in enclosure.file.name
    with enclosure.file.open("rb") as file:
        assert file.read() == PDF


def test_files_stay_while_another_field_is_wrong(visitor, conference, token):
    wrong = press(visitor, conference, token=token, uploads=["don.pdf"], full_name="")
    assert wrong.status_code == 422
    assert "don.pdf" in wrong.content.decode()

    right = press(visitor, conference, token=token_on(wrong), file=hidden_on(wrong)["file"])
    send_checked(visitor, conference, right)

    assert Registration.objects.get().enclosures.get().name == "don.pdf"


def test_files_stay_while_going_back_and_adding_more(visitor, conference, token):
    form = change(visitor, conference, press(visitor, conference, token=token, uploads=["mot.pdf"]))

    checked = press(visitor, conference, token=token_on(form), uploads=["hai.pdf"], file=hidden_on(form)["file"])
    send_checked(visitor, conference, checked)

    assert [each.name for each in Registration.objects.get().enclosures.all()] == ["mot.pdf", "hai.pdf"]


def test_a_file_can_be_taken_out_again(visitor, conference, token, django_capture_on_commit_callbacks):
    attached = press(visitor, conference, "upload", token=token, uploads=["mot.pdf", "hai.pdf"])
    first, second = hidden_on(attached)["file"]

    with django_capture_on_commit_callbacks(execute=True):
        left = press(visitor, conference, f"remove-file:{first}", token=token, file=[first, second])

    assert left.status_code == 200
    assert "mot.pdf" not in left.content.decode()
    assert hidden_on(left)["file"] == [second]
    assert len(stored()) == 1


def test_a_fourth_file_is_refused_by_name_and_three_stay(visitor, conference, token):
    response = press(visitor, conference, token=token, uploads=["a.pdf", "b.pdf", "c.pdf", "thu-tu.pdf"])

    assert response.status_code == 422
    assert "thu-tu.pdf:" in response.content.decode()
    assert Enclosure.objects.count() == 3


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.pdf", b"MZ\x90\x00" + b"\x00" * 300),
        ("trang.docx", b"<html><script>alert(1)</script></html>"),
        ("macro.docx", make_office("docx", {"word/vbaProject.bin": b"x"})),
        ("rong.pdf", b""),
    ],
)
def test_a_file_that_cannot_be_taken_is_named_and_the_form_kept(visitor, conference, token, name, content):
    response = press(visitor, conference, token=token, uploads=[(name, content)])

    page = response.content.decode()
    assert response.status_code == 422
    assert name in page
    assert "Thủ tục đăng ký nhãn hiệu mất bao lâu?" in page
    assert Enclosure.objects.count() == 0
    assert stored() == []


def test_a_photograph_is_kept_without_the_place_it_was_taken_at(visitor, conference, token):
    registration = send_with(visitor, conference, token, ("anh.jpg", make_jpeg(place=True)))

    with registration.enclosures.get().file.open("rb") as file, Image.open(io.BytesIO(file.read())) as picture:
        assert not picture.getexif()


def test_a_full_disk_costs_the_file_and_is_said_the_form_stays(visitor, conference, token, monkeypatch):
    monkeypatch.setattr(Enclosure._meta.get_field("file"), "storage", FullStorage())

    response = press(visitor, conference, token=token, uploads=["don.pdf"])

    page = response.content.decode()
    assert response.status_code == 422
    assert "don.pdf:" in page
    assert "Thủ tục đăng ký nhãn hiệu mất bao lâu?" in page
    assert Enclosure.objects.count() == 0


class FullStorage(FileSystemStorage):
    """A disk without a free block."""

    def _save(self, name, content):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_flood_of_files_never_sent_is_stopped_before_the_disk_is_full(visitor, conference, token):
    Enclosure.objects.create(
        submission_key=uuid.uuid4(), secret="x", file="y", name="z", size=2 * 1024**3, uploaded_at=timezone.now()
    )

    response = press(visitor, conference, token=token, uploads=["don.pdf"])

    assert response.status_code == 422
    assert Enclosure.objects.count() == 1


def test_sending_with_another_file_is_not_the_same_form(visitor, conference, token):
    first = send_with(visitor, conference, token, "mot.pdf")

    again = press(visitor, conference, token=token, uploads=["hai.pdf"])
    conflict = send_checked(visitor, conference, again)

    assert conflict.status_code == 409
    assert [each.name for each in first.enclosures.all()] == ["mot.pdf"]


def test_the_same_file_in_two_forms_is_two_files(visitor, conference, token):
    first = send_with(visitor, conference, token, "mot.pdf")
    changed = press(
        visitor,
        conference,
        token=token,
        file=[first.enclosures.get().secret],
        question="Một câu hỏi khác hẳn câu trước.",
    )
    conflict = send_checked(visitor, conference, changed)

    send_checked(visitor, conference, conflict)

    second = Registration.objects.latest("pk")
    assert second != first
    assert second.enclosures.get().name == "mot.pdf"
    assert second.enclosures.get().file.name != first.enclosures.get().file.name


def test_a_file_of_somebody_elses_form_cannot_be_named_into_mine(visitor, conference, token):
    first = send_with(visitor, conference, token, "mot.pdf")
    other = aged_token(conference, shown_before=timedelta(minutes=5))

    response = send(visitor, conference, token=other, file=[first.enclosures.get().secret])

    assert response.status_code == 422
    assert first.enclosures.count() == 1


def test_without_a_genuine_token_files_are_to_be_chosen_again(visitor, conference, token):
    attached = press(visitor, conference, "upload", token=token, uploads=["mot.pdf"])

    response = send(visitor, conference, token="abc", file=hidden_on(attached)["file"])

    assert response.status_code == 403
    assert 'id="id_upload_error"' in response.content.decode()
    assert "file" not in hidden_on(response)


def test_only_the_sender_and_clerks_get_the_file_and_only_to_save_it(visitor, client, conference, token):
    registration = send_with(visitor, conference, token, "Đơn “đặc biệt”.pdf")
    enclosure = registration.enclosures.get()
    own = f"{registration.receipt_path()}tep/{enclosure.secret}/"

    response = visitor.get(own)

    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert quote("Đơn") in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in response["Cache-Control"]
    assert visitor.get(own.replace(registration.secret, "x" * 32)).status_code == 404
    assert visitor.get(f"{registration.receipt_path()}tep/{'x' * 32}/").status_code == 404
    assert visitor.get(f"/media/{enclosure.file.name}", follow=True).status_code == 404
    office = f"/admin/registrations/{registration.pk}/files/{enclosure.pk}/"
    assert client.get(office).status_code in {302, 404}
    client.force_login(make_user("nguoi-ngoai"))
    assert client.get(office).status_code in {302, 403, 404}
    client.force_login(make_user("can-bo", "view_registration"))
    assert client.get(office).status_code == 200


def test_the_file_of_another_form_is_the_same_404_as_none(visitor, conference, token):
    mine = send_with(visitor, conference, token, "mot.pdf")
    other_token = aged_token(conference, shown_before=timedelta(minutes=5))
    other = send_with(visitor, conference, other_token, "hai.pdf", phone="0987 654 321", email="x@example.vn")

    response = visitor.get(f"{mine.receipt_path()}tep/{other.enclosures.get().secret}/")

    assert response.status_code == 404


def test_files_never_sent_go_after_a_day_and_sent_ones_stay(
    visitor, conference, token, django_capture_on_commit_callbacks
):
    sent = send_with(visitor, conference, token, "mot.pdf")
    other = aged_token(conference, shown_before=timedelta(minutes=5))
    press(visitor, conference, "upload", token=other, uploads=["hai.pdf"])
    storage_of_files().save("enclosures/ab/verwaist", io.BytesIO(b"x"))
    now = timezone.now()

    early = (sweep_pending(now + timedelta(hours=23)), sweep_strays(now + timedelta(hours=23)))
    with django_capture_on_commit_callbacks(execute=True):
        late = sweep_pending(now + timedelta(hours=25))
    strays = sweep_strays(now + timedelta(hours=25))

    assert early == (0, 0)
    assert late == 1
    assert strays == 1
    assert list(Enclosure.objects.all()) == [sent.enclosures.get()]
    assert storage_of_files().exists(sent.enclosures.get().file.name)
    assert not storage_of_files().exists("enclosures/ab/verwaist")


def test_fifty_megabytes_are_refused_before_they_are_read(visitor, conference, token):
    response = visitor.generic(
        "POST",
        f"/dang-ky/{conference.pk}/xem-lai/",
        b"x",
        content_type="multipart/form-data; boundary=x",
        headers={"Content-Length": str(50 * 1024 * 1024)},
    )

    assert response.status_code == 413


def test_a_thousand_files_are_refused_in_peace(visitor, conference, token):
    response = press(visitor, conference, token=token, uploads=[f"{number}.pdf" for number in range(1000)])

    assert response.status_code == 413
    assert Enclosure.objects.count() == 0


def test_files_of_a_possible_complaint_are_for_those_who_handle_it(visitor, client, conference, token):
    registration = send_with(visitor, conference, token, "don-to-cao.pdf")
    registration.questions.update(is_restricted=True, state="exclusion_proposed")
    file = f"/admin/registrations/{registration.pk}/files/{registration.enclosures.get().pk}/"

    client.force_login(make_user("tiep-nhan", "view_registration", "view_question"))
    assert client.get(file).status_code in {302, 403}
    assert "don-to-cao" not in client.get(reverse("registration:inspect", args=[registration.pk])).content.decode()

    client.force_login(make_user("tiep-dan", "view_registration", "view_question", "handle_complaint"))
    assert client.get(file).status_code == 200
