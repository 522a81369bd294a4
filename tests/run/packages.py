"""What the tests need beside the portal's own requirements: installed when that is allowed, else named exactly."""

import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from .postgres import PostgresError, find_programs

ROOT = Path(__file__).resolve().parent.parent.parent


class MissingError(Exception):
    """Something is not there and cannot be installed from here; the message says what to type."""


def install_test_packages() -> None:
    """Install tests/requirements.txt into the virtual environment when it has changed since the last time."""
    wanted = ROOT / "tests" / "requirements.txt"
    stamp = Path(sys.prefix) / ".tests-installed"
    if stamp.exists() and stamp.stat().st_mtime >= wanted.stat().st_mtime:
        return
    print("Installing test packages …", flush=True)
    pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "-q", "-r", wanted]
    if subprocess.run(pip, check=False).returncode:
        raise MissingError(f"pip could not install {wanted}; is the package registry reachable?")
    stamp.touch()


def find_chromium() -> str:
    """The browser for the journeys: CHROMIUM_PATH, or Debian's."""
    chosen = os.environ.get("CHROMIUM_PATH", "")
    if chosen:
        if not Path(chosen).exists():
            raise MissingError(f"CHROMIUM_PATH is {chosen}, but there is no such file")
        return chosen
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""


def missing_debian_packages() -> list[str]:
    """Names of Debian packages whose programs or libraries are not there."""
    missing = []
    if not find_chromium():
        missing += ["chromium", "chromium-driver"]
    try:
        find_programs()
    except PostgresError:
        missing.append("postgresql")
    if not shutil.which("redis-server"):
        missing.append("redis-server")
    if not shutil.which("xgettext"):
        missing.append("gettext")
    if not all(ctypes.util.find_library(name) for name in ("pango-1.0", "pangoft2-1.0")):
        missing += ["libpango-1.0-0", "libpangoft2-1.0-0"]
    return missing


def install_debian_packages() -> None:
    """Install what is missing when run by root on Debian; otherwise say what to type, as an error."""
    missing = missing_debian_packages()
    if not missing:
        return
    command = f"apt-get install -y --no-install-recommends {' '.join(missing)}"
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise MissingError(f"The tests need these Debian packages: {', '.join(missing)}. As root: {command}")
    print(f"Installing Debian packages: {', '.join(missing)} (some minutes) …", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in ["apt-get update -qq", f"{command} -qq"]:
        if subprocess.run(step.split(), env=environment, stdout=subprocess.DEVNULL, check=False).returncode:
            raise MissingError(f"This failed: {step}")
    if still := missing_debian_packages():
        raise MissingError(f"Still missing after the installation: {', '.join(still)}")
