"""Everything an office needs to run the portal, as one program: `make run` and `make dev` start it.

    python -m cms.delivery.launch --port 8000

Django is not loaded in this process: it looks whether something must be prepared (rarely), starts the site and
the background worker as children and watches over them. That keeps a second start short.
"""

import argparse
import http.client
import os
import socket
import sys
import time
from pathlib import Path

from .readiness import is_prepared, load_settings
from .supervisor import Child, Supervisor


class LaunchError(Exception):
    """Why the portal cannot start, in one line for the person at the keyboard."""


def main(arguments: list[str] | None = None) -> int:
    """Run until Ctrl-C or SIGTERM; the exit code."""
    parser = argparse.ArgumentParser(prog="start", description="Serve the portal and run its background worker.")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default=os.environ.get("CONG_BIND", "127.0.0.1"), help="address to listen on")
    parser.add_argument("--dev", action="store_true", help="autoreload, and pages that explain errors")
    options = parser.parse_args(arguments)
    supervisor = Supervisor(say)
    supervisor.listen_to_signals()
    try:
        _launch(supervisor, options.host, options.port, options.dev)
    except LaunchError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    finally:
        if supervisor.children:
            say("Stopping …")
            supervisor.stop_children()
            say("Stopped.")
    return 0


def say(line: str) -> None:
    """Print at once, also into a pipe."""
    print(line, flush=True)  # noqa: T201


def _launch(supervisor: Supervisor, host: str, port: int, dev: bool) -> None:
    begun = time.monotonic()
    refuse_taken_port(host, port)
    settings = load_settings()
    manage = [sys.executable, str(Path(settings.BASE_DIR) / "manage.py")]
    near = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104
    address = f"http://{near}:{port}"
    if not is_prepared(settings):
        command = [*manage, "prepare", "--address", address, *(["--no-static"] if dev else [])]
        code = supervisor.run_to_end(Child("The preparation", command))
        if supervisor.was_stopped:
            return
        if code:
            raise LaunchError("The preparation failed; the reason stands above. Nothing is lost: start again.")
    web = [*manage, "runserver", f"{host}:{port}"] if dev else granian_command(host, port, settings.BASE_DIR)
    supervisor.add(Child("The site", web))
    if not supervisor.wait_until(lambda: answers(near, port), timeout=60):
        if supervisor.was_stopped:
            return
        raise LaunchError("The site did not start; the reason should stand above this line.")
    say(f"Cổng answers at {address}/ (after {time.monotonic() - begun:.1f} s). Ctrl-C stops it.")
    supervisor.add(Child("The worker", [*manage, "run_worker", *(["--reload"] if dev else [])]))
    supervisor.watch()


def granian_command(host: str, port: int, folder: Path) -> list[str]:
    """The production server: two processes with a few threads each; no log of visitors' addresses."""
    return [
        *[sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)],
        *["--workers", os.environ.get("CONG_WEB_WORKERS", "2")],
        *["--blocking-threads", os.environ.get("CONG_WEB_THREADS", "4")],
        *["--no-ws", "--no-access-log", "--log-level", "warning", "--respawn-failed-workers"],
        *["--workers-kill-timeout", "15", "--working-dir", str(folder), "cms.wsgi:application"],
    ]


def refuse_taken_port(host: str, port: int) -> None:
    """Raise LaunchError when somebody already listens there or the address is not this machine's."""
    if not 1 <= port <= 65535:
        raise LaunchError(f"{port} is no port; choose one from 1 to 65535, e.g. PORT=8000.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise LaunchError(f"Port {port} needs special rights; choose one above 1023, e.g. PORT=8000.") from error
        except OSError as error:
            other = port + 1 if port < 65535 else 8000
            raise LaunchError(
                f"Port {port} on {host} is taken or not usable ({error.strerror}): "
                f"stop the program that uses it, or choose another, e.g. PORT={other}."
            ) from error


def answers(host: str, port: int) -> bool:
    """Whether the site answers a request; any status will do."""
    connection = http.client.HTTPConnection(host, port, timeout=10)
    try:
        connection.request("HEAD", "/", headers={"Host": "localhost"})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    else:
        return True
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
