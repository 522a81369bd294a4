"""Editors put letters into the office's own words."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from plans.correspondence.default_wordings import default_wording
from plans.correspondence.models import NoticeWording
from plans.correspondence.notices import Notice
from plans.correspondence.placeholders import fill, fill_line, placeholders_of, required_of, to_stored, to_written
from plans.correspondence.preview import example_letter
from plans.correspondence.wording_forms import WordingForm
from tests.factories.conferences import moment
from tests.processes import run_in_parallel
from tests.registrations.clerks import make_user

NOW = moment(2026, 6, 1, 10)
TEXT = "Kính gửi ông/bà,\nMã: {code}\nXem: {link}"


def url(kind=Notice.RECEIVED, language="vi", name="edit"):
    return reverse(f"notice_wording:{name}", args=[kind.value, language])


def log_in(client, *codenames):
    user = make_user("bientap", *codenames)
    client.force_login(user)
    return user


def form(kind=Notice.RECEIVED, **data) -> WordingForm:
    return WordingForm({"subject": "Đã nhận {code}", "text": TEXT, "based_on": "0", **data}, kind=kind)


@pytest.mark.parametrize("kind", Notice)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_portals_own_wordings_keep_the_rules_editors_must_keep(kind, language):
    wording = default_wording(kind, language)

    checked = form(kind, subject=wording.subject, text=wording.text)

    assert checked.is_valid(), checked.errors
    assert checked.cleaned_data["text"] == wording.text.strip()
    letter = example_letter(kind, language, wording.subject, wording.text)
    assert "{" not in letter.subject + letter.text


@pytest.mark.parametrize("kind", Notice)
def test_what_must_be_in_a_letter_may_be_in_it(kind):
    assert set(required_of(kind)) <= set(placeholders_of(kind))


def test_an_unknown_placeholder_is_refused_with_the_list_of_known_ones():
    checked = form(text=TEXT + "\n{ten nguoi gui} {{ 7*7 }}")

    assert not checked.is_valid()
    message = str(checked.errors["text"])
    assert "{ten nguoi gui}" in message
    assert all(one.written in message for one in placeholders_of(Notice.RECEIVED))


def test_a_letter_without_what_people_need_is_refused_by_name():
    checked = form(text="Kính gửi, {code}")

    assert str(required_of(Notice.RECEIVED)[1].written) in str(checked.errors["text"])


@pytest.mark.parametrize("name", ["text", "subject"])
@pytest.mark.parametrize("value", ["", " \u200b\x00 ", "x" * 6000])
def test_empty_and_endless_texts_are_refused(name, value):
    assert name in form(**{name: value}).errors


def test_placeholders_are_stored_by_key_and_shown_by_name():
    label = required_of(Notice.RECEIVED)[0].label

    assert to_stored(Notice.RECEIVED, f"{{{label.upper()}}} {{code}} {{x}}") == "{code} {code} {x}"
    assert to_written(Notice.RECEIVED, "{code} {x}") == f"{{{label}}} {{x}}"


def test_template_languages_mean_nothing_in_a_letter():
    values = {"code": "{% include 'x' %}{{ 7*7 }}{office}", "office": "Sở"}

    assert fill("{code} {% now 'Y' %} %(code)s ${code}", values) == (
        "{% include 'x' %}{{ 7*7 }}{office} {% now 'Y' %} %(code)s ${% include 'x' %}{{ 7*7 }}{office}"
    )
    assert fill_line("{office}: {note} {0.__class__}", values) == "Sở: {0.__class__}"


def test_an_editor_saves_and_the_former_words_stay_in_the_history(client, db):
    user = log_in(client, "change_noticewording")

    client.post(url(), {"subject": "Đã nhận {code}", "text": TEXT, "based_on": "0"})
    client.post(url(), {"subject": "Sở đã nhận {code}", "text": TEXT, "based_on": "1"})

    assert NoticeWording.objects.in_force(Notice.RECEIVED, "vi").subject == "Sở đã nhận {code}"
    assert NoticeWording.objects.in_force(Notice.RECEIVED, "en") == default_wording(Notice.RECEIVED, "en")
    assert list(NoticeWording.objects.values_list("number", "actor_name")) == [(2, "bientap"), (1, "bientap")]
    assert NoticeWording.objects.newest("received", "vi").actor == user
    page = client.get(url()).content.decode()
    assert page.count("<details") == 2


def test_back_to_the_portals_wording_is_a_version_too(client, db):
    log_in(client, "change_noticewording")
    client.post(url(), {"subject": "Đã nhận {code}", "text": TEXT, "based_on": "0"})

    client.post(url(), {"action": "default", "based_on": "1"})

    assert NoticeWording.objects.in_force(Notice.RECEIVED, "vi") == default_wording(Notice.RECEIVED, "vi")
    assert NoticeWording.objects.count() == 2


@pytest.mark.parametrize("based_on", ["0", "7", "", "x", "-1", "9" * 30])
def test_words_somebody_else_changed_meanwhile_are_not_overwritten_and_mine_stay_in_the_form(client, db, based_on):
    log_in(client, "change_noticewording")
    client.post(url(), {"subject": "Của Bình {code}", "text": TEXT, "based_on": "0"})

    page = client.post(url(), {"subject": "Của Chi {code}", "text": TEXT, "based_on": based_on}).content.decode()
    client.post(url(), {"action": "default", "based_on": based_on})

    assert NoticeWording.objects.get().subject == "Của Bình {code}"
    assert "Của Chi" in page


def test_a_refused_text_stays_in_the_form_with_its_message(client, db):
    log_in(client, "change_noticewording")

    page = client.post(url(), {"subject": "Đã nhận", "text": "thiếu <script>", "based_on": "0"}).content.decode()

    assert "thiếu &lt;script&gt;" in page
    assert "thiếu <script>" not in page
    assert not NoticeWording.objects.exists()


def test_the_preview_shows_examples_and_stores_nothing(client, db):
    log_in(client, "change_noticewording")
    typed = {"subject": "Đã nhận {code}", "text": "Mã {code} {sai} <b>"}

    live = client.post(url(name="preview"), typed).json()
    page = client.post(url(), {**typed, "based_on": "0", "action": "preview"}).content.decode()

    assert live["subject"] == "Đã nhận DT26-7K4M-9QXA"
    assert live["text"] == "Mã DT26-7K4M-9QXA {sai} <b>"
    assert "Mã DT26-7K4M-9QXA {sai} &lt;b&gt;" in page
    assert client.get(url(name="preview")).status_code == 405
    assert not NoticeWording.objects.exists()


def test_only_those_who_may_word_letters_reach_these_screens(client, db):
    log_in(client)

    assert client.get(reverse("notice_wording:list")).status_code == 302
    assert client.post(url(), {"subject": "x {code}", "text": TEXT, "based_on": "0"}).status_code == 302
    assert client.post(url(name="preview"), {}).status_code == 302
    assert not NoticeWording.objects.exists()


def test_the_list_shows_whose_words_are_in_force(client, db, django_assert_max_num_queries):
    log_in(client, "change_noticewording")
    NoticeWording.objects.write("received", "vi", "Đã nhận", TEXT, based_on=0, actor=None, now=NOW)

    with django_assert_max_num_queries(25):
        page = client.get(reverse("notice_wording:list")).content.decode()

    assert page.count(url()) == 1
    assert "10:00 01/06/2026" in page
    assert client.get("/admin/letters/wording/nothing/vi/").status_code == 404
    assert client.get("/admin/letters/wording/received/xx/").status_code == 404


def test_versions_are_never_rewritten(db):
    version = NoticeWording.objects.write("received", "vi", "Đã nhận", TEXT, based_on=0, actor=None, now=NOW)

    with pytest.raises(ValidationError):
        version.save()


def _write(name):
    return NoticeWording.objects.write("received", "vi", name, TEXT, based_on=0, actor=None, now=NOW) is not None


@pytest.mark.parallel
@pytest.mark.django_db(transaction=True)
def test_of_editors_saving_at_the_same_moment_one_wins_and_the_others_are_told():
    saved = run_in_parallel(_write, [("a",), ("b",), ("c",)])

    assert sorted(saved) == [False, False, True]
    assert NoticeWording.objects.count() == 1
