"""`make test`: every check there is, stage by stage, with the time each took.

    python -m tests.run                     everything
    python -m tests.run lint "tests on SQLite"   only these stages

Nothing is skipped in silence: what cannot run fails and says why, and a skipped test counts as a failure.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from .migrated import READY_ON_POSTGRES, MigratedDatabases
from .packages import ROOT, MissingError, find_chromium, install_debian_packages, install_test_packages
from .stages import STAGES, Stage

_CLOSING = re.compile(
    r"^=*\s*((?:\d+ \w+, )*\d+ (?:passed|failed|errors?|skipped|deselected|xfailed|warnings?)\b.* in [\d.]+s.*?)\s*=*$"
)


def main(names: list[str]) -> int:
    """Run the stages (all without names); the exit code."""
    unknown = set(names) - {stage.name for stage in STAGES}
    if unknown:
        print(f"No such stage: {', '.join(sorted(unknown))}. There are: {', '.join(stage.name for stage in STAGES)}")
        return 2
    try:
        install_test_packages()
        install_debian_packages()
    except MissingError as problem:
        print(problem, file=sys.stderr)
        return 1
    folder = tempfile.mkdtemp(prefix="cong-tests-")
    base = {
        **{key: value for key, value in os.environ.items() if not key.startswith("CONG_")},
        "CONG_DATA": folder,
        "DJANGO_SETTINGS_MODULE": "cms.settings.testing",
        "CHROMIUM_PATH": find_chromium(),
        "PYTHONUNBUFFERED": "1",
    }
    for outside in ["DATABASE_URL", "REDIS_URL"]:
        base.pop(outside, None)
    chosen = [stage for stage in STAGES if not names or stage.name in names]
    results = []
    with_postgres = any(stage.needs_postgres for stage in chosen)
    migrated = MigratedDatabases(folder, base, with_postgres=with_postgres)
    try:
        if any(stage.is_pytest for stage in chosen):
            migrated.start()
        for number, stage in enumerate(chosen, start=1):
            print(f"\n[{number}/{len(chosen)}] {stage.name} …", flush=True)
            started = time.monotonic()
            problem, closing = run_stage(stage, base, migrated)
            seconds = time.monotonic() - started
            results.append((stage.name, seconds, problem, closing))
            print(f"[{number}/{len(chosen)}] {stage.name}: {problem or 'ok'} ({seconds:.0f} s)", flush=True)
    finally:
        migrated.stop()
        shutil.rmtree(folder, ignore_errors=True)
    return report(results)


def run_stage(stage: Stage, base: dict[str, str], migrated: MigratedDatabases) -> tuple[str, str]:
    """(what is wrong, pytest's closing line); both empty when there is nothing to say."""
    environment = {**base, **stage.environment}
    if stage.is_pytest:
        if problem := migrated.wait(for_postgres=stage.needs_postgres):
            return problem, ""
        environment["TEST_DATABASE_READY"] = READY_ON_POSTGRES if stage.needs_postgres else str(migrated.file)
        if stage.needs_postgres:
            environment["DATABASE_URL"] = migrated.postgres_url
    code, closing = follow(stage.command, environment)
    if code:
        return f"FAILED (exit code {code})", closing
    if stage.is_pytest and not closing:
        return "FAILED: pytest did not finish", closing
    if "skipped" in closing:
        return "FAILED: tests were skipped", closing
    return "", closing


def follow(command: list, environment: dict[str, str]) -> tuple[int, str]:
    """Run a command with its output passed on as it comes; its exit code and pytest's closing line."""
    closing = ""
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        for line in process.stdout:
            print(line, end="", flush=True)
            if found := _CLOSING.match(line.strip()):
                closing = found.group(1)
        return process.wait(), closing
    except BaseException:
        process.terminate()
        process.wait(30)
        raise


def report(results: list[tuple]) -> int:
    """Print the table and pytest's own closing lines; 1 if anything failed."""
    print("\n" + "-" * 78)
    for name, seconds, problem, _closing in results:
        print(f"{name:24} {seconds:6.0f} s   {(problem or 'ok').splitlines()[0]}")
    failed = [name for name, _seconds, problem, _closing in results if problem]
    total = sum(seconds for _name, seconds, _problem, _closing in results)
    print(f"{'all':24} {total:6.0f} s   {'FAILED: ' + ', '.join(failed) if failed else 'ok'}")
    for name, _seconds, _problem, closing in results:
        if closing:
            print(f"{name}:\n=== {closing} ===")
    return 1 if failed else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
