"""Databases with all migrations, made once while the first stages run; every test process takes a copy of its own."""

import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from .packages import ROOT
from .postgres import PostgresError, throwaway_postgres

# The database on the test run's own PostgreSQL that the test databases are copied from.
READY_ON_POSTGRES = "cong_ready"


class MigratedDatabases:
    """A SQLite file and, where wanted, a PostgreSQL with one database; both may be copied once `wait` has said ""."""

    def __init__(self, folder: str, environment: dict[str, str], *, with_postgres: bool):
        self.file = Path(folder) / "migrated.sqlite3"
        self.postgres_url = ""
        self._folder, self._environment = Path(folder), environment
        self._with_postgres = with_postgres
        self._stack = ExitStack()
        self._running: dict[str, subprocess.Popen] = {}
        self._problem = ""

    def start(self) -> None:
        """Begin in the background; SQLite at once, PostgreSQL beside it."""
        self._migrate("sqlite", f"sqlite:///{self.file}")
        if not self._with_postgres:
            return
        try:
            self.postgres_url = self._stack.enter_context(throwaway_postgres())
        except PostgresError as problem:
            self._problem = f"FAILED: {problem}"
            return
        ready = self.postgres_url.rpartition("/")[0] + f"/{READY_ON_POSTGRES}"
        self._migrate("postgres", ready)

    def wait(self, *, for_postgres: bool) -> str:
        """Wait until the one that is asked for is there; what went wrong, or ""."""
        name = "postgres" if for_postgres else "sqlite"
        if for_postgres and self._problem:
            return self._problem
        if self._running[name].wait() == 0:
            return ""
        log = self._log(name).read_text(errors="replace")[-3000:]
        return f"FAILED: the database could not be migrated\n{log}"

    def stop(self) -> None:
        """End what may still be running."""
        for process in self._running.values():
            if process.poll() is None:
                process.terminate()
                process.wait(30)
        self._stack.close()

    def _migrate(self, name: str, url: str) -> None:
        environment = {**self._environment, "DATABASE_URL": url}
        command = [sys.executable, "-m", "tests.run.migrate"]
        with open(self._log(name), "wb") as log:
            self._running[name] = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)

    def _log(self, name: str) -> Path:
        return self._folder / f"migrating-{name}.log"
