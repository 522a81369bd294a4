"""Vietnamese text as keyboards, phones and old programs send it: stored alike, found alike, shown whole."""

import unicodedata

import pytest
from django.utils import timezone

from plans.registrations.models import Registration
from tests.factories.registrations import make_registration

from .own_page import address_of
from .sending import send

pytestmark = pytest.mark.django_db
NAME = "Nguyễn Thị Hoà"
INVISIBLE = "\u200b\u200c\u200d\ufeff\u00ad\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069"
BUSINESS = {"applicant_kind": "business", "organisation_name": "Công ty An Phú", "position": "Giám đốc"}


def found(clerk, query: str) -> set[str]:
    page = clerk.get("/admin/registrations/", {"q": query}).content.decode()
    return {one.full_name for one in Registration.objects.all() if one.code in page}


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_composed_and_decomposed_names_are_one_name_found_by_either(visitor, conference, clerk, form):
    send(visitor, conference, full_name=unicodedata.normalize(form, NAME))

    registration = Registration.objects.get()
    assert registration.full_name == NAME
    assert len(registration.full_name) == 14
    for query in (unicodedata.normalize("NFC", NAME), unicodedata.normalize("NFD", NAME)):
        assert found(clerk, query) == {NAME}


def test_old_and_new_places_of_the_tone_are_kept_as_typed_and_found_alike(visitor, conference, clerk):
    names = ("Lê Thị Thuý Hoà", "Lê Thị Thúy Hòa")
    for number, name in enumerate(names):
        send(visitor, conference, full_name=name, phone=f"091200000{number}", email=f"a{number}@example.vn")

    assert list(Registration.objects.order_by("pk").values_list("full_name", flat=True)) == list(names)
    for query in ("thuý hoà", "thúy hòa", "thuy hoa"):
        assert found(clerk, query) == set(names)


@pytest.mark.parametrize(
    "query", ["doi thoai", "đối thoại", "ĐỐI THOẠI", "Đo\u0302\u0301i thoa\u0323i", "đối\u200b thoại"]
)
def test_d_with_stroke_is_found_by_plain_d(conference, clerk, query):
    make_registration(conference, timezone.now(), full_name="Lê Văn An", organisation_name="Câu lạc bộ Đối Thoại")
    make_registration(conference, timezone.now(), full_name="Lê Văn Bảy", organisation_name="Hội Làm vườn")

    assert found(clerk, query) == {"Lê Văn An"}


def test_what_nobody_can_see_is_taken_out_of_every_field(visitor, conference):
    hidden = {
        "full_name": f"{INVISIBLE}Trần{INVISIBLE} Văn Bình",
        "organisation_name": f"Công ty{INVISIBLE} An Phú",
        "position": f"Giám{INVISIBLE} đốc",
        "tax_code": f"0100{INVISIBLE}112437",
        "phone": f"0912{INVISIBLE} 345 678",
        "email": f"binh{INVISIBLE}@example.vn",
        "postal_address": f"Số 1{INVISIBLE}, thôn Phú Mỹ",
        "question": f"Thủ tục{INVISIBLE} đăng ký mất bao lâu?",
        "file_number": f"H{INVISIBLE}12",
    }

    response = send(visitor, conference, **{**BUSINESS, **hidden})

    assert response.status_code == 303
    registration = Registration.objects.get()
    question = registration.questions.get()
    assert registration.full_name == "Trần Văn Bình"
    assert registration.organisation_name == "Công ty An Phú"
    assert registration.position == "Giám đốc"
    assert registration.tax_code == "0100112437"
    assert (registration.phone, registration.phone_as_typed) == ("+84912345678", "0912 345 678")
    assert registration.email == "binh@example.vn"
    assert registration.postal_address == "Số 1, thôn Phú Mỹ"
    assert question.text == "Thủ tục đăng ký mất bao lâu?"
    assert question.file_number == "H12"


@pytest.mark.parametrize("name", ["full_name", "organisation_name", "position", "question"])
def test_a_field_of_nothing_but_invisible_signs_is_empty(visitor, conference, name):
    response = send(visitor, conference, **{**BUSINESS, name: INVISIBLE})

    assert response.status_code == 422
    assert name in response.context["form"].errors
    assert not Registration.objects.exists()


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x1f", "\x7f", "\x85", "\ufffe", "\uffff"])
def test_control_signs_reach_neither_database_nor_pages(visitor, conference, sign):
    names = ["organisation_name", "position", "full_name", "question", "procedure", "file_number", "postal_address"]
    fields = dict.fromkeys(names, f"Bao giờ{sign} có kết quả") | {"tax_code": f"0100112437{sign}"}

    response = send(visitor, conference, **{**BUSINESS, **fields})

    assert response.status_code == 303
    registration = Registration.objects.get()
    stored = f"{registration.__dict__}{registration.questions.get().__dict__}"
    assert repr(sign)[1:-1] not in stored
    assert sign not in visitor.get(response["Location"]).content.decode()


def test_a_lone_surrogate_is_no_error(visitor, conference):
    address = f"/dang-ky/{conference.pk}/gui/"
    body = b"full_name=%ED%A0%80Lan&question=%ED%A0%80&phone=%ED%B0%80"

    response = visitor.post(address, body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 403


@pytest.mark.parametrize(
    "text",
    [
        "Hồ sơ 😀👩‍👩‍👧 bị trả lại vì sao?",
        "Chữ 𡨸喃 trong hồ sơ có được nhận không?",
        "Z" + "\u0301\u0302\u0323" * 500 + "algo hỏi về phép",
    ],
)
def test_rare_signs_are_stored_or_cut_and_pages_stay_whole(visitor, conference, clerk, text):
    response = send(visitor, conference, question=text)

    stored = Registration.objects.get().questions.get().text
    assert response.status_code == 303
    assert unicodedata.is_normalized("NFC", stored)
    assert not any(len(pile) > 8 for pile in _piles_of(stored))
    own = visitor.get(response["Location"]).content.decode()
    assert stored in own
    assert "</html>" in own


def _piles_of(text: str) -> list[str]:
    piles, pile = [], ""
    for sign in unicodedata.normalize("NFD", text):
        pile = pile + sign if unicodedata.combining(sign) else ""
        piles.append(pile)
    return piles


def test_a_name_with_a_foreign_look_alike_is_taken_and_pointed_out_to_the_clerk(visitor, conference, clerk):
    response = send(visitor, conference, full_name="Lаn Anh")  # the second letter is Cyrillic

    registration = Registration.objects.get()
    assert response.status_code == 303
    assert "mixed_scripts" in registration.signs
    assert str(registration.sign_labels[0]) in clerk.get(f"/admin/registrations/{registration.pk}/").content.decode()


def test_a_tax_code_pasted_out_of_a_document_is_read(visitor, conference):
    response = send(visitor, conference, **BUSINESS, tax_code="\u00a00314\u00a0409\u00a0058\u2009-\u00a0002\u00a0")

    assert response.status_code == 303
    assert Registration.objects.get().tax_code == "0314409058-002"


@pytest.mark.parametrize("typed", ["(024) 3825 3344", "0255 3822 345", "０９１２３４５６７８"])
def test_a_phone_number_is_shown_as_it_was_typed(visitor, conference, typed):
    send(visitor, conference, phone=typed)

    registration = Registration.objects.get()
    assert registration.phone.startswith("+84")
    assert typed in visitor.get(address_of(registration)).content.decode()
