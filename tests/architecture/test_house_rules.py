"""Rules of the house that a program can check."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PACKAGES = ["cms", "plans", "polls", "news"]
JUNK_DRAWERS = {"utils", "helpers", "common", "core", "services", "misc", "util", "helper", "stuff", "base_models"}
TOP_LEVEL = {
    "manage.py", "requirements.txt", "README.md", "Makefile", "pyproject.toml", "CHANGELOG.md", "docs", ".ci",
    "cms", "plans", "polls", "news", "templates", "tests", "deploy", "locale", ".gitignore", "LICENSE",
    ".dockerignore", ".gitattributes",
}  # fmt: skip


def modules(*folders: str) -> list[Path]:
    found = [file for folder in folders for file in (ROOT / folder).rglob("*.py") if "migrations" not in file.parts]
    assert found
    return sorted(found)


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


def test_a_module_is_at_most_300_lines():
    long = {name_of(file): lines for file in modules(*PACKAGES, "tests") if (lines := count_lines(file)) > 300}
    assert not long


def count_lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())


def test_there_are_no_junk_drawers():
    names = {
        name_of(file)
        for file in modules(*PACKAGES, "tests")
        if JUNK_DRAWERS & {file.stem, *file.parent.parts[len(ROOT.parts) :]}
    }
    assert not names


def test_the_top_level_holds_only_the_agreed_names():
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {line.partition("/")[0] for line in listed.splitlines()} <= TOP_LEVEL


def test_every_module_and_public_class_says_what_it_is_for():
    silent = []
    for file in modules(*PACKAGES):
        text = file.read_text(encoding="utf-8")
        if text.strip() and not text.lstrip().startswith(('"""', "'''")) and file.name not in {"apps.py", "urls.py"}:
            silent.append(name_of(file))
    assert not silent


def test_no_code_waits_for_later():
    marks = re.compile("#.*\\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3]) + ")\\b")
    waiting = [name_of(file) for file in modules(*PACKAGES, "tests") if marks.search(file.read_text(encoding="utf-8"))]
    assert not waiting


@pytest.mark.parametrize(
    "pattern", [r"<script(?![^>]*\bsrc=)[^>]*>", r"<style\b", r"\sstyle=", r"\son(click|load|change|submit)="]
)
def test_public_templates_hold_no_script_and_no_style(pattern):
    offenders = []
    for file in (ROOT / "templates").rglob("*.html"):
        if "admin" in file.relative_to(ROOT).parts:
            continue
        text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", file.read_text(encoding="utf-8"), flags=re.S)
        if re.search(pattern, text):
            offenders.append(name_of(file))
    assert not offenders


def test_templates_ask_nobody_elses_server():
    other = re.compile(r"""(src|href|action)=["'](https?:)?//(?!schema\.org)""")
    offenders = [
        name_of(file)
        for file in (ROOT / "templates").rglob("*.html")
        if other.search(file.read_text(encoding="utf-8"))
    ]
    assert not offenders


def test_requirements_are_pinned_exactly():
    for file in [ROOT / "requirements.txt", ROOT / "tests" / "requirements.txt"]:
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        assert all(re.fullmatch(r"[\w.\-]+(\[[\w,]+\])?==[\w.]+", line) for line in lines), file


def test_the_layers_hold():
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
