"""The admin screen on which an editor places boxes."""

import json
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page, PageLogEntry
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.pages.models import PlainPage, SectionPage
from cms.portlets.models import PortletRegion
from cms.portlets.placement import boxes_for
from tests.factories.portlets import headings, place

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(home):
    return home.add_child(instance=SectionPage(title="Đối thoại"))


def log_in(client, *permissions: str, at=None):
    """An editor with these page permissions ("change", "publish") at the page `at`, logged in."""
    user = get_user_model().objects.create_user("bientap", email="b@example.vn", password="x")
    group = Group.objects.create(name="Biên tập")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for permission in permissions:
        GroupPagePermission.objects.create(
            group=group, page=at, permission=Permission.objects.get(codename=f"{permission}_page")
        )
    user.groups.add(group)
    client.force_login(user)
    return user


@pytest.fixture
def publisher(client, home):
    return log_in(client, "change", "publish", at=home)


def shows(answer, text: str) -> bool:
    """Whether the screen holds `text`, as HTML or in the JSON that fills the form."""
    html = unescape(answer.content.decode())
    return text in html or json.dumps(text).strip('"') in html


def address(page) -> str:
    return reverse("portlets:place", args=[page.pk])


def version_shown(client, page) -> str:
    return client.get(address(page)).context["version"]


def form_data(version: str, **regions) -> dict:
    """What the form sends: for each region (boxes, whether it does not inherit)."""
    data = {"version": version}
    for region in ("left", "right", "footer"):
        boxes, blocks_parent = regions.get(region, ([], False))
        data |= nested_form_data({f"{region}-boxes": streamfield(boxes)})
        if blocks_parent:
            data[f"{region}-blocks_parent"] = "on"
    return data


def text(heading: str) -> tuple[str, dict]:
    return ("text", {"heading": heading, "text": rich_text("<p>Nội dung</p>")})


def test_the_screen_shows_own_and_inherited_boxes_with_their_origin(client, publisher, home, section):
    place(home, "Đường dây nóng")
    place(section, "Hỏi đáp")
    answer = client.get(address(section))
    assert shows(answer, "Đường dây nóng")
    assert f'href="{address(home)}"' in answer.content.decode()
    assert shows(answer, "Hỏi đáp")


def test_the_screen_shows_what_is_shut_out_and_by_which_page(client, publisher, home, section):
    page = section.add_child(instance=PlainPage(title="Hội nghị"))
    place(home, "Đường dây nóng")
    place(section, blocks_parent=True)
    html = client.get(address(page)).content.decode()
    assert "placing__list--shut-out" in html
    assert f'href="{address(section)}"' in html


def test_what_is_saved_shows_at_once_and_is_logged(client, publisher, home, section):
    data = form_data(version_shown(client, section), right=([text("Hỏi đáp"), text("Liên hệ")], False))
    answer = client.post(address(section), data)
    assert answer.status_code == 302
    assert headings(boxes_for(section)["right"]) == ["Hỏi đáp", "Liên hệ"]
    entry = PageLogEntry.objects.get(action="portlets.place")
    assert (entry.object_id, entry.user, entry.data["region"]) == (section.pk, publisher, "right")
    assert str(entry.message)


def test_inheritance_can_be_ended_and_taken_up_again(client, publisher, home, section):
    place(home, "home")
    client.post(address(section), form_data(version_shown(client, section), right=([], True)))
    assert headings(boxes_for(section)["right"]) == []
    client.post(address(section), form_data(version_shown(client, section)))
    assert headings(boxes_for(section)["right"]) == ["home"]
    assert not PortletRegion.objects.filter(page=section).exists(), "an empty region leaves no row"


def test_saving_without_a_change_logs_nothing(client, publisher, section):
    client.post(address(section), form_data(version_shown(client, section)))
    assert not PageLogEntry.objects.filter(action="portlets.place").exists()


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(client, publisher, section):
    version = version_shown(client, section)
    place(section, "của người khác")
    answer = client.post(address(section), form_data(version, right=([text("của tôi")], False)))
    assert answer.status_code == 200
    assert headings(boxes_for(section)["right"]) == ["của người khác"]
    assert shows(answer, "của tôi"), "what was typed is kept"
    again = client.post(address(section), form_data(answer.context["version"], right=([text("của tôi")], False)))
    assert again.status_code == 302
    assert headings(boxes_for(section)["right"]) == ["của tôi"]


def test_a_mistake_saves_nothing_and_keeps_what_was_typed(client, publisher, section):
    version = version_shown(client, section)
    bad = ("related", {"heading": "Tin liên quan", "count": "rất nhiều"})
    answer = client.post(address(section), form_data(version, right=([bad], False), left=([text("tốt")], False)))
    assert answer.status_code == 200
    assert not PortletRegion.objects.exists()
    assert shows(answer, "Tin liên quan")


def test_invisible_characters_in_a_heading_are_dropped(client, publisher, section):
    data = form_data(version_shown(client, section), right=([text("Hỏi\u200b \u202eđáp ")], False))
    client.post(address(section), data)
    assert headings(boxes_for(section)["right"]) == ["Hỏi đáp"]


@pytest.mark.parametrize("broken", [{}, {"version": "x"}, {"version": "\x00", "right-boxes-count": "-1"}])
def test_a_broken_form_is_no_server_error(client, publisher, section, broken):
    assert client.post(address(section), broken).status_code in {200, 302, 400}


def test_who_may_only_edit_may_look_but_not_save(client, home, section):
    log_in(client, "change", at=home)
    place(section, "Hỏi đáp")
    answer = client.get(address(section))
    assert answer.status_code == 200
    assert "Hỏi đáp" in answer.content.decode()
    assert 'name="right-boxes-count"' not in answer.content.decode()
    client.post(address(section), form_data(answer.context["version"], right=([text("mới")], False)))
    assert headings(boxes_for(section)["right"]) == ["Hỏi đáp"]


def test_who_has_no_right_on_the_page_is_sent_away(client, home, section):
    other = home.add_child(instance=SectionPage(title="Tin tức"))
    log_in(client, "change", "publish", at=other)
    assert client.get(address(other)).status_code == 200
    assert client.get(address(section)).status_code == 302
    client.post(address(section), form_data("", right=([text("lạ")], False)))
    assert not PortletRegion.objects.exists()


def test_without_login_there_is_only_the_login_form(client, section):
    answer = client.get(address(section))
    assert answer.status_code == 302
    assert "login" in answer["Location"]


def test_the_root_and_unknown_pages_have_no_boxes(client, publisher):
    assert client.get(reverse("portlets:place", args=[Page.get_first_root_node().pk])).status_code == 404
    assert client.get(reverse("portlets:place", args=[999_999])).status_code == 404


def test_the_page_listing_and_the_editor_lead_to_the_screen(client, publisher, home, section):
    for name in ("wagtailadmin_explore", "wagtailadmin_pages:edit"):
        html = client.get(reverse(name, args=[section.pk])).content.decode()
        assert f'href="{address(section)}"' in html
    assert f'href="{address(section)}"' in client.get(reverse("wagtailadmin_explore", args=[home.pk])).content.decode()
