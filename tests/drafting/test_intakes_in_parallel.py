"""One document in two windows at the same moment: one draft, no overwritten step, one worker."""

import pytest

from plans.drafting.drafts import make_draft
from plans.drafting.intake import VersionConflictError
from plans.drafting.intake_reading import AT_ONCE, read_next
from plans.drafting.kept_files import private_storage
from plans.drafting.models import ImportedText, Intake
from plans.drafting.tree_edits import drop
from plans.models import PlanPage
from tests.drafting.test_drafts import NOW
from tests.factories.drafting import make_editor
from tests.factories.intakes import PLAN, make_intake
from tests.factories.plans import make_register
from tests.processes import run_in_parallel

pytestmark = [pytest.mark.parallel, pytest.mark.django_db(transaction=True)]


def press_the_button(pk: int) -> int | str:
    try:
        page, _earlier = make_draft(Intake.objects.get(pk=pk), seen=0, now=NOW)
    except VersionConflictError:
        return "conflict"
    return page.pk


def press_or_delete(pk: int, is_delete: bool) -> int | str:
    return Intake.objects.filter(pk=pk, state=Intake.State.READY).forget() if is_delete else press_the_button(pk)


def leave_out(pk: int, node: str) -> str:
    intake = Intake.objects.get(pk=pk)
    try:
        intake.change_tree(drop(intake.tree, node), seen=0, now=NOW)
    except VersionConflictError:
        return "conflict"
    return node


def read_a_file() -> int | None:
    intake = read_next(NOW)
    return intake.pk if intake else None


@pytest.fixture
def intake(home):
    register = make_register(home)
    return make_intake(make_editor(register), register)


def test_a_double_click_in_two_processes_makes_one_draft(intake):
    assert len(set(run_in_parallel(press_the_button, [(intake.pk,)] * 3))) == 1
    assert PlanPage.objects.count() == 1
    assert ImportedText.objects.get().file.name == intake.file.name


def test_a_document_deleted_while_its_draft_is_made_is_one_or_the_other(intake):
    run_in_parallel(press_or_delete, [(intake.pk, False), (intake.pk, True)])
    assert PlanPage.objects.count() == Intake.objects.count()
    assert private_storage().exists(intake.file.name) == PlanPage.objects.exists()


def test_of_two_steps_at_once_one_is_refused(intake):
    nodes = [node["id"] for node in intake.tree[-3:]]
    done = run_in_parallel(leave_out, [(intake.pk, node) for node in nodes])
    assert done.count("conflict") == 2
    intake.refresh_from_db()
    assert [node["id"] for node in intake.tree if node["kind"] == "dropped"] == [n for n in done if n != "conflict"]
    assert intake.steps.count() == intake.version == 1


def test_a_file_is_read_by_one_worker_only(home):
    register = make_register(home)
    text = PLAN + "Một dòng dài để văn bản không đọc ngay.\n\n" * (AT_ONCE // 50)
    waiting = make_intake(make_editor(register), register, text)
    assert sorted(run_in_parallel(read_a_file, [()] * 3), key=str) == sorted([waiting.pk, None, None], key=str)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == (Intake.State.READY, 1)
