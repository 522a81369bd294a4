"""The command as a clerk runs it: another process, its error stream and its exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def manage(data_folder, *arguments):
    """The command in a process of its own, on an installation that has no database yet."""
    environment = {
        **os.environ,
        "CONG_DATA": str(data_folder),
        "CONG_SECRET_KEY": "only-for-tests-" + "0" * 40,
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "DATABASE_URL": "",
    }
    command = [sys.executable, str(ROOT / "manage.py"), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=300, cwd=ROOT)


@pytest.mark.parametrize("data", [None, b"\x00\x01"], ids=["missing", "binary"])
def test_a_file_that_cannot_be_read_ends_with_one_line_and_an_exit_code(tmp_path, data):
    file = tmp_path / "plan.txt"
    if data is not None:
        file.write_bytes(data)
    done = manage(tmp_path, "import_plan", str(file), "--under", "ke-hoach")
    assert done.returncode != 0
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
