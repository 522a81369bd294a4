"""Keeps a handful of programs running as one: started together, restarted when they die, stopped together."""

import ctypes
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 30.0
# Having run this long counts as healthy: the next death is answered quickly again.
HEALTHY_AFTER = 60.0
PATIENCE = 20.0


@dataclass
class Child:
    """One program: its name for messages and its command line. The rest is the supervisor's bookkeeping."""

    name: str
    command: Sequence[str]
    environment: dict[str, str] | None = None
    process: subprocess.Popen | None = None
    started: float = 0.0
    pause: float = FIRST_PAUSE
    restart_at: float = field(default=0.0)

    def start(self) -> None:
        """Start the program in its own session, so that Ctrl-C reaches only the supervisor, which passes it on."""
        self.process = subprocess.Popen(
            self.command, env=self.environment, start_new_session=True, preexec_fn=_die_with_parent
        )
        self.started = time.monotonic()

    def is_running(self) -> bool:
        """Whether the program is there right now."""
        return self.process is not None and self.process.poll() is None


class Supervisor:
    """Runs children until SIGTERM or SIGINT, or `stop`."""

    def __init__(self, say: Callable[[str], None], patience: float = PATIENCE):
        self._say = say
        self._patience = patience
        self._stop = threading.Event()
        self.children: list[Child] = []

    def add(self, child: Child) -> None:
        """Start a program now and keep it running."""
        self.children.append(child)
        child.start()

    def stop(self, *_signal_details) -> None:
        """End everything; safe as a signal handler."""
        self._stop.set()

    @property
    def was_stopped(self) -> bool:
        """Whether `stop` was called."""
        return self._stop.is_set()

    def listen_to_signals(self) -> None:
        """Let Ctrl-C and SIGTERM end everything cleanly."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)

    def run_to_end(self, child: Child) -> int:
        """Start a program that ends by itself and wait for it; its exit code. Told to stop, it ends it."""
        child.start()
        while child.is_running() and not self._stop.wait(0.05):
            pass
        if child.is_running():
            child.process.terminate()
        return child.process.wait()

    def wait_until(self, is_ready: Callable[[], bool], timeout: float) -> bool:
        """Watch over the children until `is_ready()`; False when stopped, a child died or it took too long."""
        deadline = time.monotonic() + timeout
        while not self._stop.is_set() and time.monotonic() < deadline:
            if is_ready():
                return True
            if not all(child.is_running() for child in self.children):
                return False
            self._stop.wait(0.05)
        return False

    def watch(self) -> None:
        """Keep everything running until told to stop, then stop it."""
        while not self._stop.wait(0.5):
            for child in self.children:
                self._look_after(child)

    def _look_after(self, child: Child) -> None:
        moment = time.monotonic()
        if child.is_running():
            if moment - child.started > HEALTHY_AFTER:
                child.pause = FIRST_PAUSE
        elif not child.restart_at:
            self._say(f"{child.name} ended (exit code {child.process.returncode}); again in {child.pause:.0f} s")
            child.restart_at = moment + child.pause
            child.pause = min(child.pause * 2, LONGEST_PAUSE)
        elif moment >= child.restart_at:
            child.restart_at = 0.0
            child.start()

    def stop_children(self) -> None:
        """Ask all to end, wait, and end those that do not. Last started, first asked."""
        self._stop.set()
        for child in reversed(self.children):
            if child.is_running():
                child.process.terminate()
        deadline = time.monotonic() + self._patience
        for child in reversed(self.children):
            if child.process is None:
                continue
            try:
                child.process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self._say(f"{child.name} did not end by itself and is stopped hard")
                child.process.kill()
                child.process.wait()


def _die_with_parent() -> None:
    """A supervisor that is killed hard takes its children along (Linux; elsewhere they stay)."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGTERM)
