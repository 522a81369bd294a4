"""A SQLite file with all migrations, made once while the first stages run; every test process takes a copy of it."""

import subprocess
import sys
from pathlib import Path

from .packages import ROOT


class MigratedDatabase:
    """`path` may be copied once `wait` has come back without a problem."""

    def __init__(self, folder: str, environment: dict[str, str]):
        self.path = Path(folder) / "migrated.sqlite3"
        self._log = Path(folder) / "migrating.log"
        self._environment = {**environment, "DATABASE_URL": f"sqlite:///{self.path}"}
        self._process: subprocess.Popen | None = None

    def start(self) -> None:
        """Begin in the background."""
        with open(self._log, "wb") as log:
            command = [sys.executable, "manage.py", "migrate", "--verbosity", "0"]
            self._process = subprocess.Popen(command, cwd=ROOT, env=self._environment, stdout=log, stderr=log)

    def wait(self) -> str:
        """Wait until it is there; what went wrong, or ""."""
        if self._process is None or self._process.wait() == 0:
            return ""
        return f"FAILED: the database could not be migrated\n{self._log.read_text(errors='replace')[-3000:]}"

    def stop(self) -> None:
        """End what may still be running."""
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            self._process.wait(30)
