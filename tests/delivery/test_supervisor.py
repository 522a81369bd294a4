"""Programs that are started, restarted and stopped together."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest
from django.conf import settings

from cms.delivery import supervisor as supervising
from cms.delivery.supervisor import Child, Supervisor

FOREVER = [sys.executable, "-c", "import time; print('on', flush=True); time.sleep(600)"]
STUBBORN = [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(600)"]


@pytest.fixture
def lines():
    return []


def wait_for(condition, seconds=15):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def test_children_are_stopped_together(lines):
    supervisor = Supervisor(lines.append)
    for name in ["one", "two"]:
        supervisor.add(Child(name, FOREVER))

    supervisor.stop_children()

    assert not any(child.is_running() for child in supervisor.children)
    assert lines == []


def test_a_child_that_does_not_listen_is_stopped_hard(lines):
    supervisor = Supervisor(lines.append, patience=1)
    supervisor.add(Child("stubborn", STUBBORN))
    time.sleep(0.5)

    supervisor.stop_children()

    assert not supervisor.children[0].is_running()
    assert "stubborn" in lines[0]


def test_a_dead_child_is_started_again_after_a_growing_pause(lines, monkeypatch):
    monkeypatch.setattr(supervising, "FIRST_PAUSE", 0.1)
    supervisor = Supervisor(lines.append)
    child = Child("worker", FOREVER, pause=0.1)
    supervisor.add(child)
    first = child.process.pid
    watching = threading.Thread(target=supervisor.watch)
    watching.start()

    os.kill(first, signal.SIGKILL)
    wait_for(lambda: child.is_running() and child.process.pid != first)
    supervisor.stop()
    watching.join()
    supervisor.stop_children()

    assert "worker ended (exit code -9)" in lines[0]
    assert child.pause > 0.1


def test_waiting_ends_when_the_child_dies(lines):
    supervisor = Supervisor(lines.append)
    supervisor.add(Child("short", [sys.executable, "-c", "raise SystemExit(3)"]))

    assert supervisor.wait_until(lambda: False, timeout=30) is False


def test_a_supervisor_killed_hard_leaves_no_children_behind(tmp_path):
    script = (
        "import time\nfrom cms.delivery.supervisor import Child, Supervisor\n"
        f"s = Supervisor(print)\nc = Child('x', {FOREVER!r})\ns.add(c)\nprint(c.process.pid, flush=True)\ns.watch()\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True)
    child = int(next(line for line in parent.stdout if line.strip().isdigit()))

    parent.kill()
    parent.wait()

    wait_for(lambda: not _is_alive(child))


def _is_alive(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat") as stat:
            return stat.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_taken_port_is_said_in_one_line(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "cms.delivery.launch", "--port", str(port)],
            cwd=settings.BASE_DIR,
            env={**os.environ, "CONG_DATA": str(tmp_path)},
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert f"Port {port}" in done.stderr
    assert "PORT=" in done.stderr
    assert not list(tmp_path.iterdir())
