"""The check screen: steps, conflicts, and who may see it; every step as a plain form."""

import pytest
from django.urls import reverse

from plans.drafting.drafts import import_document
from plans.drafting.recognising import recognise
from tests.drafting.check_screen import address, facts, node_with, reread, step
from tests.drafting.test_drafts import NOW
from tests.factories.drafting import make_editor
from tests.factories.intakes import PLAN, make_intake
from tests.factories.plans import make_register

pytestmark = pytest.mark.django_db


def test_the_screen_shows_the_source_beside_the_parts_and_the_facts(editor_client, intake):
    page = editor_client.get(intake.get_absolute_url()).content.decode()
    node = node_with(intake, "Nghe dân nói")
    assert f'<span data-node="{node["id"]}" id="s-{node["id"]}">1. Nghe dân nói.</span>' in page
    assert f'id="{node["id"]}" data-node="{node["id"]}"' in page
    assert 'value="12/KH-UBND"' in page
    assert 'value="08/01/2026"' in page


def test_a_chosen_part_opens_with_its_form_and_its_stretch_marked(editor_client, intake):
    node = node_with(intake, "Nghe dân nói")["id"]
    page = editor_client.get(f"{intake.get_absolute_url()}?node={node}").content.decode()
    assert f'id="s-{node}" class="is-chosen"' in page
    assert f'name="node" value="{node}"' in page
    assert editor_client.get(f"{intake.get_absolute_url()}?node=n9999").status_code == 200


def test_a_step_changes_the_tree_and_can_be_undone(editor_client, intake):
    before = intake.tree
    response = step(editor_client, intake, "inner", "MỤC ĐÍCH")
    intake = reread(intake)
    assert response.status_code == 302
    assert node_with(intake, "MỤC ĐÍCH")["level"] == 2
    assert node_with(intake, "Nghe dân nói")["level"] == 3
    editor_client.post(address("undo", intake), {"version": intake.version})
    assert reread(intake).tree == before
    assert "undo" in editor_client.post(address("undo", intake), {"version": intake.version + 1}).content.decode()


def test_a_part_is_rewritten_and_parted_at_new_lines(editor_client, intake):
    more = {"kind": "item", "level": "2", "label": "1)", "heading": "Nghe", "text": "dân nói\nvà ghi lại"}
    step(editor_client, intake, "save", "Nghe dân nói", **more)
    intake = reread(intake)
    node = node_with(intake, "1)")
    assert (node["heading"], node["html"]) == ("Nghe", "dân nói")
    assert node_with(intake, "và ghi lại")["kind"] == "paragraph"


def test_a_script_gets_the_lines_that_changed(editor_client, intake):
    node = node_with(intake, "Nghe dân nói")["id"]
    data = {"version": intake.version, "verb": "drop", "node": node}
    response = editor_client.post(address("edit", intake), data, headers={"X-Requested-With": "XMLHttpRequest"})
    answer = response.json()
    assert answer["version"] == intake.version + 1
    assert answer["removed"] == 1
    assert f'data-node="{node}"' in answer["rows"]
    assert intake.tree[answer["at"]]["id"] == node


def test_a_second_window_overwrites_nothing_and_loses_no_typed_word(editor_client, intake):
    step(editor_client, intake, "drop", "Nghe dân nói")
    more = {"kind": "item", "level": "1", "label": "I.", "heading": "Mục đích mới", "text": "chữ vừa gõ"}
    page = step(editor_client, intake, "save", "MỤC ĐÍCH", **more).content.decode()
    now = reread(intake)
    assert now.version == intake.version + 1
    assert node_with(now, "MỤC ĐÍCH")
    assert "chữ vừa gõ" in page
    assert f'name="version" value="{now.version}"' in page
    response = editor_client.post(
        address("edit", intake),
        {"version": intake.version, "verb": "drop", "node": "n1"},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert response.status_code == 409
    assert editor_client.post(address("facts", intake), facts(intake, title="Tên mới")).status_code == 200
    assert reread(intake).typed == {}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"verb": "explode", "node": "n1", "version": "0"},
        {"verb": "drop", "node": "n99999", "version": "0"},
        {"verb": "drop", "node": "n1'--", "version": "0"},
        {"verb": "drop", "node": "n1", "version": "x"},
        {"verb": "save", "node": "n1", "version": "0", "kind": "zzz"},
        {"verb": "save", "node": "n1", "version": "0", "text": "\x00"},
        {"verb": "before", "node": "n1", "version": "0", "other": "n99999"},
        {"verb": "up", "node": "n1", "version": "0"},
    ],
)
def test_a_step_that_makes_no_sense_is_refused_with_a_sentence(editor_client, intake, data):
    response = editor_client.post(address("edit", intake), data)
    assert response.status_code == 200
    assert "help-critical" in response.content.decode()
    assert reread(intake).tree == intake.tree


def test_typed_facts_are_kept_and_what_is_wrong_stays_in_its_field(editor_client, intake):
    response = editor_client.post(address("facts", intake), facts(intake, title="Tên khác", issued_on="45/13/2026"))
    page = response.content.decode()
    assert response.status_code == 200
    assert "45/13/2026" in page
    assert reread(intake).typed == {"title": "Tên khác"}
    intake = reread(intake)
    assert editor_client.post(address("facts", intake), facts(intake, title="Tên khác")).status_code == 302


def test_a_part_made_the_title_counts_more_than_what_was_typed_before(editor_client, intake):
    editor_client.post(address("facts", intake), facts(intake, title="Tên gõ vội"))
    intake = reread(intake)
    step(editor_client, intake, "kind", "Giao các thôn", kind="title")
    assert reread(intake).typed == {}
    intake = reread(intake)
    editor_client.post(address("undo", intake), {"version": intake.version})
    assert reread(intake).typed == {"title": "Tên gõ vội"}


def test_the_same_file_again_is_announced_on_the_screen(editor_client, intake, register):
    page, _earlier = import_document(recognise(PLAN), register, now=NOW)
    assert (
        reverse("wagtailadmin_pages:edit", args=[page.pk])
        in editor_client.get(intake.get_absolute_url()).content.decode()
    )


def test_a_draft_of_another_register_is_not_announced(editor_client, home, intake):
    other = make_register(home, title="Kho khác", slug="kho-khac")
    page, _earlier = import_document(recognise(PLAN), other, now=NOW)
    link = reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert link not in editor_client.get(intake.get_absolute_url()).content.decode()
    made = editor_client.post(address("draft", intake), facts(intake), follow=True)
    assert link not in made.content.decode()


def test_what_the_format_checker_can_mend_is_mended_at_one_click(editor_client, editor, register):
    intake = make_intake(editor, register, PLAN.replace("Giao các thôn", "Giao các thôn vàdịch vụ"))
    page = editor_client.get(intake.get_absolute_url()).content.decode()
    key = page.split('name="key" value="')[1].split('"')[0]
    assert editor_client.post(address("mend", intake), {"version": intake.version, "key": key}).status_code == 302
    assert reread(intake).tree != intake.tree
    again = editor_client.post(address("mend", intake), {"version": intake.version + 1, "key": "0" * 16})
    assert "help-critical" in again.content.decode()
    answer = editor_client.get(address("findings", intake)).json()
    assert answer["version"] == intake.version + 1


@pytest.mark.parametrize("name", ["check", "findings"])
def test_nobody_else_sees_a_document_on_its_way_in(client, intake, register, name):
    client.force_login(make_editor(register, "nguoi-khac"))
    assert client.get(address(name, intake)).status_code == 404
    assert client.get(reverse(f"drafting:{name}", args=[999999])).status_code == 404


@pytest.mark.parametrize("name", ["edit", "undo", "mend", "facts", "draft", "convert", "forget"])
def test_nobody_else_changes_a_document_on_its_way_in(client, intake, register, name):
    client.force_login(make_editor(register, "nguoi-khac"))
    data = {"version": 0, "verb": "drop", "node": "n1"}
    assert client.post(address(name, intake), data).status_code == 404
    client.logout()
    assert "login" in client.post(address(name, intake), data).url
    assert reread(intake).tree == intake.tree


def test_who_may_no_longer_add_plans_there_has_no_way_to_it(editor_client, editor, intake):
    editor.groups.clear()
    editor.user_permissions.clear()
    assert editor_client.get(intake.get_absolute_url()).status_code in (302, 403, 404)
