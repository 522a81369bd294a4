"""`manage.py check_documents`."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.checking.test_documents import CLEAN
from tests.factories.plans import make_plan, make_register

pytestmark = pytest.mark.django_db


def run(*arguments) -> tuple[int, str]:
    """(exit code, what was written) of the command."""
    written = StringIO()
    try:
        call_command("check_documents", *map(str, arguments), stdout=written, stderr=written)
    except SystemExit as end:
        return end.code, written.getvalue()
    return 0, written.getvalue()


def test_a_clean_file_ends_with_nought():
    code, written = run("--file", CLEAN[0])
    assert code == 0
    assert CLEAN[0].name in written


def test_a_file_with_errors_ends_with_one_and_says_where(tmp_path):
    faulty = tmp_path / "sai.txt"
    faulty.write_text(CLEAN[0].read_text().replace("Điều 4.", "Điều 5.").replace("Nơi nhận", "Noi nhận"))
    code, written = run("--file", faulty, "--json")
    found = json.loads(written)["documents"][0]["findings"]
    assert code == 1
    assert {each["rule"] for each in found} == {"numbering", "unmarked_caption"}
    assert next(each for each in found if each["rule"] == "unmarked_caption")["replacement"] == "Nơi nhận"


def test_what_cannot_be_read_ends_with_two_and_the_others_are_checked(tmp_path):
    empty = tmp_path / "trong.txt"
    empty.touch()
    code, written = run("--file", empty, "--file", tmp_path / "khong-co.txt", "--file", CLEAN[0], "--page", 999_999)
    assert code == 2
    assert CLEAN[0].name in written
    assert "khong-co.txt" in written


def test_every_plan_of_the_site_can_be_checked_or_one_of_them(home):
    plan = make_plan(make_register(home), title="Kế hoạch vềdịch vụ công")
    for arguments in (("--all",), ("--page", plan.pk)):
        code, written = run(*arguments)
        assert code == 1
        assert plan.title in written


def test_without_anything_to_check_the_command_asks():
    with pytest.raises(CommandError):
        run()
