"""Conference pages: what they show, whom they list, what editors may not enter."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import PageViewRestriction
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from plans.conferences.models import ConferencePage
from tests.factories.conferences import make_conference, make_conference_index, make_open_conference, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def index(home):
    return make_conference_index(home)


def test_the_list_shows_what_is_to_come_first_and_what_was_held_after_it(client, index):
    now = timezone.now()
    held = make_conference(
        index,
        title="Đối thoại đã tổ chức",
        sessions=[(moment(2022, 6, 1, 8), moment(2022, 6, 1, 11), "")],
        opens_at=None,
        closes_at=None,
    )
    later = make_open_conference(index, now + timedelta(days=60), title="Đối thoại sau")
    sooner = make_open_conference(index, now, title="Đối thoại gần")
    undated = make_conference(index, title="Đối thoại chưa định ngày", sessions=[], opens_at=None, closes_at=None)

    page = client.get(index.url).content.decode()

    titles = [sooner.title, later.title, undated.title, held.title]
    assert [page.index(title) for title in titles] == sorted(page.index(title) for title in titles)


def test_drafts_and_private_conferences_are_in_no_list(client, index):
    now = timezone.now()
    draft = make_open_conference(index, now, title="Bản nháp", live=False)
    private = make_open_conference(index, now, title="Nội bộ")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    page = client.get(index.url).content.decode()

    assert draft.title not in page
    assert private.title not in page


def test_the_page_says_everything_about_registration_without_javascript_and_sets_no_cookie(client, index):
    conference = make_open_conference(index, timezone.now(), grace_minutes=15, capacity=120)

    response = client.get(conference.url)

    page = response.content.decode()
    assert timezone.localtime(conference.closes_at).strftime("%d/%m/%Y") in page
    assert timezone.localtime(conference.opens_at).strftime("%d/%m/%Y") in page
    assert f'href="/dang-ky/{conference.pk}/"' in page
    assert f'data-live="/dang-ky/{conference.pk}/tinh-trang/"' in page
    assert "120" in page
    assert "15" in page
    assert "style=" not in page.split("<main")[1].split("</main")[0]
    assert not response.cookies


def test_a_held_conference_shows_its_results_and_one_without_shows_no_heading(client, index):
    with_results = make_conference(index, results="<p>Tất cả câu hỏi đã được trả lời.</p>", questions_count=12)
    without = make_conference(index)

    assert "Tất cả câu hỏi đã được trả lời." in client.get(with_results.url).content.decode()
    assert 'id="ket-qua"' in client.get(with_results.url).content.decode()
    assert 'id="ket-qua"' not in client.get(without.url).content.decode()


def test_first_start_and_last_end_follow_the_sessions(index):
    conference = make_conference(
        index,
        sessions=[
            (moment(2026, 6, 21, 8), moment(2026, 6, 21, 11), "Xã B"),
            (moment(2026, 6, 20, 8), moment(2026, 6, 20, 11), "Xã A"),
        ],
    )

    assert conference.starts_at == moment(2026, 6, 20, 8)
    assert conference.ends_at == moment(2026, 6, 21, 11)
    assert [session.venue for session in conference.sessions_in_order] == ["Xã A", "Xã B"]


def test_what_is_open_is_found_to_the_microsecond_and_with_grace(index):
    make_conference(index, grace_minutes=10)
    find = ConferencePage.objects.open_for_registration
    tick = timedelta(microseconds=1)

    assert not find(moment(2026, 5, 20, 8) - tick).exists()
    assert find(moment(2026, 5, 20, 8)).exists()
    assert find(moment(2026, 6, 5, 17, 10) - tick).exists()
    assert not find(moment(2026, 6, 5, 17, 10)).exists()


def test_the_translation_belongs_to_the_conference_in_the_first_language(index, english, home):
    conference = make_conference(index)
    translated = conference.copy_for_translation(english, copy_parents=True)

    assert translated.canonical == conference
    assert conference.canonical == conference
    assert translated.sessions.count() == 1
    assert translated.starts_at == conference.starts_at


def test_a_conference_written_in_english_first_keeps_its_registrations_when_it_is_translated(index, english):
    first = make_conference(index.copy_for_translation(english, copy_parents=True))
    assert first.canonical == first

    vietnamese = first.copy_for_translation(index.locale)

    assert ConferencePage.objects.get(pk=first.pk).canonical == first
    assert vietnamese.canonical == first


def test_an_alias_and_its_translation_belong_to_the_conference_they_repeat(index, english):
    conference = make_conference(index)
    index.copy_for_translation(english, copy_parents=True)
    alias = conference.create_alias(update_slug="ban-sao")
    of_alias = alias.create_alias(update_slug="ban-sao-nua")
    translated = conference.copy_for_translation(english)
    of_translated = translated.create_alias(update_slug="a-copy")

    for page in (alias, of_alias, translated, of_translated):
        assert page.translation_key != conference.translation_key or page == translated
        assert page.canonical == conference


def test_a_page_whose_form_cannot_be_reached_offers_none(client, index, english):
    conference = make_open_conference(index, timezone.now())
    translated = conference.copy_for_translation(english, copy_parents=True)
    translated.save_revision().publish()
    assert f"dang-ky/{conference.pk}/" in client.get(translated.url).content.decode()

    conference.unpublish()
    unpublished = client.get(translated.url).content.decode()
    conference.save_revision().publish()
    PageViewRestriction.objects.create(page=conference, restriction_type=PageViewRestriction.LOGIN)
    private = client.get(translated.url).content.decode()

    for page in (unpublished, private):
        assert translated.title in page
        assert f"dang-ky/{conference.pk}/" not in page


def test_an_editor_sees_the_registration_part_before_publishing(index, rf):
    draft = make_open_conference(index, timezone.now(), live=False)

    page = draft.make_preview_request().render().content.decode()

    assert f"dang-ky/{draft.pk}/" in page


def test_a_conference_that_never_got_a_date_is_not_to_come_for_ever(index):
    conference = make_conference(index, sessions=[])
    last = conference.closes_at + timedelta(days=30)
    tick = timedelta(microseconds=1)
    find = ConferencePage.objects

    assert list(find.upcoming(last - tick)) == [conference]
    assert not find.past(last - tick).exists()
    assert not find.upcoming(last).exists()
    assert list(find.past(last)) == [conference]


def test_a_session_is_named_by_the_day_it_has_in_viet_nam(index):
    conference = make_conference(index, sessions=[(moment(2026, 6, 20, 6), moment(2026, 6, 20, 11), "")])

    assert str(ConferencePage.objects.get(pk=conference.pk).sessions.get()) == "20/06/2026 06:00"


def test_the_database_itself_refuses_windows_and_seats_that_make_no_sense(index):
    conference = make_conference(index)
    rows = ConferencePage.objects.filter(pk=conference.pk)
    for change in ({"closes_at": conference.opens_at}, {"capacity": 3, "reserved_seats": 4}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)


def test_the_model_says_what_is_wrong_with_a_window(index):
    conference = make_conference(index)
    conference.closes_at = conference.opens_at

    with pytest.raises(ValidationError, match=r"(?i)close|đóng"):
        conference.full_clean()


def form_data(**fields) -> dict:
    session = {
        "starts_at": "2026-06-20 08:00",
        "ends_at": "2026-06-20 11:00",
        "venue": "Hội trường",
        "online_link": "",
    }
    session.update(fields.pop("session", {}))
    return nested_form_data(
        {
            "title": "Hội nghị đối thoại đợt 1",
            "slug": "doi-thoai-dot-1",
            "summary": "",
            "kind": "periodic",
            "opens_at": "2026-05-20 08:00",
            "closes_at": "2026-06-05 17:00",
            "grace_minutes": "0",
            "reserved_seats": "0",
            "max_group_size": "5",
            "late_notice_reason": "Nhập lại hồ sơ cũ",
            "results": rich_text(""),
            "own_questions": streamfield([]),
            "body": streamfield([]),
            "tags": "",
            "sessions": inline_formset([session]),
            "participants": inline_formset([]),
            "agenda": inline_formset([]),
            "related_pages": inline_formset([]),
            "comments": inline_formset([]),
            **fields,
        }
    ) | {"action-publish": "1"}


def add(admin_client, index, **fields):
    return admin_client.post(f"/admin/pages/add/conferences/conferencepage/{index.pk}/", form_data(**fields))


def test_an_editor_publishes_a_conference(admin_client, index):
    response = add(admin_client, index)

    assert response.status_code == 302
    conference = ConferencePage.objects.get()
    assert conference.live
    assert conference.closes_at == moment(2026, 6, 5, 17)
    assert conference.starts_at == moment(2026, 6, 20, 8)


@pytest.mark.parametrize(
    "fields",
    [
        {"closes_at": "2026-05-19 08:00"},
        {"closes_at": "2026-06-20 09:00"},
        {"closes_at": ""},
        {"opens_at": ""},
        {"closes_at": "3022-06-05 17:00"},
        {"session": {"ends_at": "2026-06-20 07:00"}},
        {"session": {"starts_at": "3022-06-20 08:00", "ends_at": "3022-06-20 11:00"}},
        {"session": {"starts_at": "1022-06-20 08:00"}},
        {"session": {"starts_at": "31/6"}},
        {"capacity": "5", "reserved_seats": "6"},
        {"capacity": "-1"},
        {"max_group_size": "0"},
        {"grace_minutes": "100000"},
        {"contact_email": "x"},
    ],
)
def test_moments_and_numbers_that_make_no_sense_are_not_published(admin_client, index, fields):
    response = add(admin_client, index, **fields)

    assert response.status_code == 200
    assert ConferencePage.objects.count() == 0
