"""The desk where plans are written: form, list, hints, short lists."""

import html
from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield
from wagtail.users.models import UserProfile

from plans.hints import hints_for
from plans.models import Issuer, PlanPage
from tests.factories.plans import make_issuer, make_plan, make_register


@pytest.fixture
def editor(client, db):
    user = get_user_model().objects.create_superuser("bien-tap", "a@b.vn", "mat-khau-dai-1")
    client.force_login(user)
    return client


def posted(**fields):
    """A filled-in form of a new plan."""
    items = [
        ("outline_item", {"level": "1", "label": "", "heading": "MỤC ĐÍCH", "text": '{"blocks": [], "entityMap": {}}'})
    ]
    return nested_form_data(
        {
            "title": "Kế hoạch đối thoại",
            "slug": "doi-thoai",
            "number": "15/KH-SKHCN",
            "issued_on": "20/01/2026",
            "document_type": "Kế hoạch",
            "status": "in_force",
            "body": streamfield(items),
            "attachments": inline_formset([]),
            "legal_bases": inline_formset([{"text": "Căn cứ Luật", "ORDER": "1"}]),
            "recipients": inline_formset([{"text": "Lưu: VT", "ORDER": "1"}]),
            "relations": inline_formset([]),
            "signers": inline_formset([{"title": "GIÁM ĐỐC", "name": "Nguyễn Văn A", "ORDER": "1"}]),
            "related_pages": inline_formset([]),
            "comments": inline_formset([]),
            "tags": "",
            **fields,
        }
    )


def add(editor, register, **fields):
    return editor.post(
        reverse("wagtailadmin_pages:add", args=("plans", "planpage", register.pk)), posted(**fields), follow=True
    )


def test_a_plan_written_in_the_admin_is_published_with_its_rows(home, editor):
    register = make_register(home)
    add(editor, register, **{"action-publish": "1"})
    plan = PlanPage.objects.get(slug="doi-thoai")
    assert plan.live
    assert plan.body[0].value["heading"] == "MỤC ĐÍCH"
    assert plan.legal_bases.get().text == "Căn cứ Luật"
    assert plan.signers.get().name == "Nguyễn Văn A"


def test_a_draft_with_holes_is_saved(home, editor):
    add(editor, make_register(home), number="", issued_on="", body=streamfield([]))
    assert not PlanPage.objects.get(slug="doi-thoai").live


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"issued_on": "20/01/3022"}, "issued_on"),
        ({"issued_on": "31/02/2022"}, "issued_on"),
        ({"period_start": "02/02/2022", "period_end": "01/02/2022"}, "period_end"),
        ({"number": "1" * 81}, "number"),
    ],
)
def test_a_mistake_is_named_at_its_field_and_nothing_typed_is_lost(home, editor, fields, field):
    response = add(editor, make_register(home), **fields, **{"action-publish": "1"})
    assert field in response.context["form"].errors
    assert "Căn cứ Luật" in response.content.decode()
    assert not PlanPage.objects.exists()


def test_the_form_shows_five_tabs(home, editor):
    url = reverse("wagtailadmin_pages:add", args=("plans", "planpage", make_register(home).pk))
    assert editor.get(url).content.decode().count('role="tab"') >= 5


@pytest.mark.parametrize("language", ["vi", "en"])
def test_days_are_read_day_first_in_both_admin_languages(home, editor, language):
    UserProfile.objects.create(user=get_user_model().objects.get(), preferred_language=language)
    add(editor, make_register(home), issued_on="05/06/2022")
    assert PlanPage.objects.get(slug="doi-thoai").issued_on == date(2022, 6, 5)


def test_an_unusual_day_is_pointed_out_after_saving(home, editor):
    response = add(editor, make_register(home), issued_on="20/01/2019")
    assert PlanPage.objects.get(slug="doi-thoai").issued_on == date(2019, 1, 20)
    assert hints_for(PlanPage.objects.get(slug="doi-thoai"), timezone.localdate())[0] in [
        html.unescape(str(message)) for message in response.context["messages"]
    ]


def test_two_documents_of_one_office_and_year_with_one_number_are_pointed_out(home):
    register, issuer = make_register(home), make_issuer()
    first = make_plan(register, title="A", issuer=issuer, issued_on=timezone.localdate())
    second = make_plan(register, title="B", issuer=issuer, issued_on=timezone.localdate())
    other = make_plan(register, title="C", issued_on=timezone.localdate())
    assert ["A" in hint for hint in hints_for(second, timezone.localdate())] == [True]
    assert hints_for(other, timezone.localdate()) == []
    first.unpublish()
    assert hints_for(second, timezone.localdate()) == []


def test_the_list_of_all_plans_shows_number_day_and_office_and_filters(home, editor):
    register = make_register(home)
    make_plan(register, title="A", number="15/KH-SKHCN", issuer=make_issuer(), issued_on=date(2022, 1, 20))
    make_plan(register, title="B", number="99/KH-XYZ", status="expired")
    url = reverse("all_plans:index")
    shown = editor.get(url).content.decode()
    for part in ("15/KH-SKHCN", "20/01/2022", "Sở Khoa học và Công nghệ", "99/KH-XYZ"):
        assert part in shown
    filtered = editor.get(url, {"status": "expired"}).content.decode()
    assert "99/KH-XYZ" in filtered
    assert "15/KH-SKHCN" not in filtered
    assert editor.get(url, {"ordering": "-issued_on", "status": "none", "issuer": "x"}).status_code == 200


def test_offices_are_found_without_accents(home, editor):
    make_issuer()
    Issuer.objects.create(name="Ủy ban nhân dân xã")
    shown = editor.get(reverse(Issuer.snippet_viewset.get_url_name("list")), {"q": "khoa hoc"}).content.decode()
    assert "Sở Khoa học" in shown
    assert "Ủy ban nhân dân xã" not in shown


def test_an_office_with_plans_is_not_deleted_with_them(home, editor):
    plan = make_plan(make_register(home), issuer=make_issuer())
    url = reverse(Issuer.snippet_viewset.get_url_name("delete"), args=(plan.issuer_id,))
    assert editor.post(url).status_code in (200, 302, 403)
    assert PlanPage.objects.filter(pk=plan.pk).exists()
    assert Issuer.objects.filter(pk=plan.issuer_id).exists()
