"""A PostgreSQL of the test run's own: made in a temporary folder, reached by a socket, gone afterwards.

Alone, to run some tests by hand on PostgreSQL:  python -m tests.run.postgres -- pytest tests/outbox
"""

import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path


class PostgresError(Exception):
    """PostgreSQL is not there or does not start; the message says what to do."""


def find_programs() -> Path:
    """The folder with `initdb` and `postgres`: the newest of Debian's, or the one on the PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = debian[-1] if debian else shutil.which("initdb")
    if not found:
        raise PostgresError("PostgreSQL's server programs are missing (Debian: apt install postgresql)")
    return Path(found).resolve().parent


@contextmanager
def throwaway_postgres():
    """Run a fresh cluster; gives the DATABASE_URL. Stopped by its process id whatever happens.

    PostgreSQL refuses to run as root, so root lends it to the user `postgres` or `nobody`.
    """
    programs = find_programs()
    user = _lesser_user()
    folder = Path(tempfile.mkdtemp(prefix="cong-postgres-"))
    if user:
        os.chown(folder, user.pw_uid, user.pw_gid)
    log_file = folder / "log"
    try:
        _call(
            [
                programs / "initdb",
                "-D",
                folder / "data",
                "-U",
                "cong",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
            ],
            user,
        )
        with open(os.open(log_file, os.O_CREAT | os.O_WRONLY, 0o644), "wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", "-k", folder, "-c", "listen_addresses=",
                 "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off",
                 "-c", "max_connections=60"],
                stdout=log, stderr=log, cwd=folder, start_new_session=True, **_as(user),
            )  # fmt: skip
        try:
            _wait_until_ready(programs, folder, server, log_file)
            yield f"postgres://cong@{str(folder).replace('/', '%2F')}/postgres"
        finally:
            server.send_signal(signal.SIGINT)  # "fast": ends open connections
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.send_signal(signal.SIGQUIT)
                server.wait(10)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_ready(programs: Path, folder: Path, server: subprocess.Popen, log_file: Path) -> None:
    deadline = time.monotonic() + 60
    while subprocess.run([programs / "pg_isready", "-q", "-h", folder], check=False).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise PostgresError(f"PostgreSQL did not start:\n{log_file.read_text(errors='replace')[-2000:]}")
        time.sleep(0.1)


def _lesser_user():
    """Whom root lends the server to; None for everybody else."""
    if os.geteuid() != 0:
        return None
    for name in ["postgres", "nobody"]:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise PostgresError("PostgreSQL must not run as root, and there is no user postgres or nobody to run it")


def _as(user) -> dict:
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def _call(command, user) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False, **_as(user))
    if done.returncode:
        raise PostgresError(f"{command[0]} failed:\n{done.stdout[-1000:]}{done.stderr[-2000:]}")


if __name__ == "__main__":
    arguments = [argument for argument in sys.argv[1:] if argument != "--"]
    with throwaway_postgres() as url:
        sys.exit(subprocess.run(arguments, env={**os.environ, "DATABASE_URL": url}, check=False).returncode)
