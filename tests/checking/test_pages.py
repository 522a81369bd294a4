"""The format checker over pages of the site, and mending them in the admin."""

import uuid

import pytest
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Locale

from plans.checking.content_checks import add_format_checks
from plans.checking.page_check import MendingRefusedError, check_page, latest_of, mend_page
from plans.checking.page_sheet import can_be_checked
from plans.checking.wagtail_hooks import warn_after_publishing
from plans.models import LegalBasis, PlanPage, Recipient, Signer
from tests.factories.checking import TODAY
from tests.factories.drafting import make_editor
from tests.factories.news import make_article, make_news_index
from tests.factories.plans import make_issuer, make_plan, make_register, outline_item
from tests.registrations.clerks import make_user

pytestmark = pytest.mark.django_db
BLOCK = str(uuid.uuid4())


@pytest.fixture
def register(home):
    return make_register(home)


@pytest.fixture
def plan(register):
    """A plan with one fault of each place: a glued word in bold, a list entry, a skipped number, a recipient."""
    page = make_plan(register, issuer=make_issuer(), live=False)
    page.body = page.body.stream_block.to_python(
        [
            {"type": "paragraph", "value": "<p>Qua <b>bưu chính vàdịch</b> vụ công.</p>", "id": BLOCK},
            outline_item(1, "MỤC ĐÍCH", "<p>Công khai.</p>", label="I."),
            outline_item(1, "TỔ CHỨC", "<p>Văn phòng chủ trì.</p>", label="III."),
            {"type": "list", "value": {"kind": "dots", "entries": ["<p>Một , hai</p>"]}, "id": str(uuid.uuid4())},
        ]
    )
    page.legal_bases = [LegalBasis(text="Căn cứ Nghị định số 30/2020/NĐCP ngày 05/3/2020 của Chính phủ;")]
    page.recipients = [Recipient(text="Sở Nội vụ  (báo cáo)")]
    page.signers = [Signer(title="GIÁM ĐỐC", name="Lê Thị Thu")]
    page.save_revision()
    return page


def rules_found(page) -> set[str]:
    return {finding.rule for finding in check_page(page, TODAY)}


def test_the_faults_of_a_page_are_found_wherever_they_stand(plan):
    findings = check_page(plan, TODAY)
    assert {each.rule for each in findings} == {"glued_words", "numbering", "spacing", "citation"}
    assert {each.place.split(".")[0] for each in findings} == {"body", "recipients", "legal_bases"}


def test_a_page_set_out_by_the_house_lacks_no_national_title_and_no_final_sign(plan):
    assert "final_sign" not in rules_found(plan)
    assert "missing_part" not in rules_found(plan)


def test_one_click_makes_a_draft_and_leaves_the_published_page(plan, register):
    plan.save_revision().publish()
    editor = make_editor(register)
    findings = check_page(latest_of(plan), TODAY)
    count = mend_page(plan, [each.key for each in findings], editor, TODAY)
    draft = latest_of(plan)
    assert count == len(findings)
    assert check_page(draft, TODAY) == []
    assert draft.body[0].value.source == "<p>Qua <b>bưu chính và dịch</b> vụ công.</p>"
    assert [item.value["label"] for item in draft.body if item.block_type == "outline_item"] == ["I.", "II."]
    assert draft.recipients.get().text == "Sở Nội vụ (báo cáo)"
    plan.refresh_from_db()
    assert plan.get_latest_revision().user == editor
    assert plan.live
    assert "vàdịch" in plan.body[0].value.source


def test_only_the_chosen_fault_is_mended(plan, register):
    finding = next(each for each in check_page(plan, TODAY) if each.rule == "glued_words")
    assert mend_page(plan, [finding.key], make_editor(register), TODAY) == 1
    assert "glued_words" not in rules_found(latest_of(plan))
    assert "numbering" in rules_found(latest_of(plan))


def test_nobody_mends_without_the_right_to_edit_or_what_is_locked(plan, register):
    keys = [each.key for each in check_page(plan, TODAY)]
    with pytest.raises(PermissionDenied):
        mend_page(plan, keys, make_user("nguoi-la"), TODAY)
    editor = make_editor(register)
    plan.locked, plan.locked_by = True, make_user("nguoi-khac")
    plan.save()
    with pytest.raises(MendingRefusedError):
        mend_page(plan, keys, editor, TODAY)


def test_an_alias_is_checked_and_mended_on_its_original(plan):
    alias = plan.create_alias(update_slug="ban-sao", parent=plan.get_parent())
    assert can_be_checked(plan)
    assert not can_be_checked(alias)


def test_a_fault_that_is_gone_or_made_up_is_refused(plan, register):
    revisions = plan.revisions.count()
    with pytest.raises(MendingRefusedError):
        mend_page(plan, ["khong-co", ""], make_editor(register), TODAY)
    assert plan.revisions.count() == revisions


def test_the_list_in_the_admin_shows_the_faults_and_mends_them(client, plan, register):
    client.force_login(make_editor(register))
    address = reverse("checking:list", args=[plan.pk])
    page = client.get(address).content.decode()
    assert "vàdịch" in page
    key = next(each.key for each in check_page(plan, TODAY) if each.rule == "glued_words")
    response = client.post(reverse("checking:mend", args=[plan.pk]), {"key": key})
    assert response.url == address
    assert "vàdịch" not in client.get(address).content.decode()


def test_the_lists_are_for_those_who_may_edit_the_page(client, plan):
    client.force_login(make_user("nguoi-la"))
    for name in ("list", "panel"):
        assert client.get(reverse(f"checking:{name}", args=[plan.pk])).url == reverse("wagtailadmin_home")
    assert client.post(reverse("checking:mend", args=[plan.pk]), {"key": "a"}).url == reverse("wagtailadmin_home")


def test_pages_in_other_languages_and_unknown_pages_have_no_list(client, home, register):
    client.force_login(make_editor(register))
    assert client.get(reverse("checking:list", args=[999_999])).status_code == 404
    english = Locale.objects.get_or_create(language_code="en")[0]
    plan = make_plan(register, locale=english)
    assert client.get(reverse("checking:list", args=[plan.pk])).status_code == 404
    assert client.get(reverse("checking:panel", args=[plan.pk])).status_code == 204


def test_publishing_warns_and_publishes(rf, plan):
    request = rf.get("/admin/", headers={"accept": "text/html"})
    request.session = {}
    request._messages = FallbackStorage(request)
    warn_after_publishing(request, plan)
    assert [reverse("checking:list", args=[plan.pk]) in str(each) for each in request._messages] == [True]


def test_news_are_checked_as_running_text(home):
    article = make_article(make_news_index(home), title="Tin về dịchvụ công")
    assert rules_found(article) == {"glued_words"}


def test_the_preview_carries_what_is_wrong_with_the_draft_to_the_content_checks(client, plan, register):
    client.force_login(make_editor(register))
    page = client.get(reverse("wagtailadmin_pages:view_draft", args=[plan.pk])).content.decode()
    assert "format-findings" in page
    assert "checking/content_checks.js" in page
    assert "glued_words" in page


def test_a_page_that_is_being_made_is_checked_in_its_preview(client, register):
    new = PlanPage(title="Kế hoạch vềdịch vụ", locale=register.locale)
    items = [ContentCheckerItem()]
    add_format_checks(None, items, new)
    assert [each.rule for each in items[0].findings if each.place == "title"] == ["glued_words"]
    add_format_checks(None, items, None)
