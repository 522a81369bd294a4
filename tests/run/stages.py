"""The stages of a full test run, in order: each a command with an environment; the quick ones come first."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

BIN = Path(sys.executable).parent
PYTHON = sys.executable
# Two processes: the machines that run this have two cores.
PYTEST = [PYTHON, "-m", "pytest", "--color=no", "-p", "no:cacheprovider", "--disable-warnings", "--durations=5"]
PARALLEL = ["-n", os.environ.get("TEST_PROCESSES", "2"), "--dist", "load"]


@dataclass(frozen=True)
class Stage:
    """One step: a name for people, the command, extra environment, and what else it needs."""

    name: str
    command: list
    environment: dict[str, str] = field(default_factory=dict)
    is_pytest: bool = False
    needs_postgres: bool = False


STAGES = [
    Stage("lint", [BIN / "ruff", "check", "."]),
    Stage("format", [BIN / "ruff", "format", "--check", "-q", "."]),
    Stage("layers", [BIN / "lint-imports", "--no-cache"]),
    Stage("templates", [BIN / "djlint", "templates", "--lint", "--quiet"]),
    Stage("catalogues", [PYTHON, "manage.py", "compile_catalogues"]),
    Stage("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
    Stage(
        "deployment",
        [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        {"DJANGO_SETTINGS_MODULE": "cms.settings.production", "CONG_HTTPS": "1"},
    ),
    Stage("tests on SQLite", [*PYTEST, *PARALLEL, "-m", "not journey"], is_pytest=True),
    # What uses no database was proved by the stage before and is the same here.
    Stage(
        "tests on PostgreSQL",
        [*PYTEST, *PARALLEL, "-m", "not journey", "--database-only"],
        is_pytest=True,
        needs_postgres=True,
    ),
    # Each process with a server, a database and a browser of its own.
    Stage("journeys", [*PYTEST, *PARALLEL, "-m", "journey"], is_pytest=True),
]
