"""`make bench`: requests per second of the portal beside a bare Django view that answers the same bytes.

    python -m tests.benchmarks [--pages 10000] [--rounds 5] [--seconds 2]

The portal runs as an office runs it (two web processes) on a scratch database: SQLite, or the one DATABASE_URL
names (it must be empty and is left filled). Portal and yardstick are measured in turns, so that whatever else the
machine does meets both; medians of the rounds are printed. Loopback only.
"""

import argparse
import contextlib
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cms.delivery.launch import answers, granian_command

from .beside_wagtail import compare_forms
from .load import ask, measure, render

ROOT = Path(__file__).resolve().parent.parent.parent
ONCE = {"vote", "registration"}
GOOD = {"vote": {302, 303}, "registration": {302, 303}}


def main() -> int:
    """Prepare, measure, print; 1 when answers were not what they should be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="cong-bench-"))
    environment = {
        **os.environ,
        "CONG_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "CONG_DEMO": "0",
        "BARE_ANSWERS": str(folder / "answers.json"),
    }
    try:
        return run(options, folder, environment)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(options, folder: Path, environment: dict[str, str]) -> int:
    """The whole measurement in a scratch folder."""
    call([sys.executable, "manage.py", "prepare"], environment, quiet=True)
    print(f"Filling a scratch site with {options.pages} pages …", flush=True)
    file = folder / "requests.json"
    call([sys.executable, "-m", "tests.benchmarks.scratch_site", str(options.pages), str(file)], environment)
    requests = json.loads(file.read_text("utf-8"))
    with contextlib.ExitStack() as stack:
        portal = stack.enter_context(server(environment, "cms.wsgi:application"))
        write_answers(portal, requests, Path(environment["BARE_ANSWERS"]))
        bare = stack.enter_context(server(environment, "tests.benchmarks.bare:application"))
        kept_for_later = requests["registration"][1::2]
        requests["registration"] = requests["registration"][::2]
        wrong = compare(options, requests, portal, bare)
        wrong += compare_forms(options, environment, folder, kept_for_later, portal, server)
    for line in sorted(set(wrong)):
        print(f"WRONG {line}")
    return 1 if wrong else 0


def write_answers(port: int, requests: dict, target: Path) -> None:
    """Ask the portal each different thing once and keep what it answered, for the yardstick."""
    kept = {}
    for name, wanted in requests.items():
        for request in wanted[-1:] if name in ONCE else wanted:
            status, headers, body = ask(port, request)
            kept[request["path"].partition("?")[0]] = [status, headers.get("location", ""), body.decode("utf-8")]
    target.write_text(json.dumps(kept), "utf-8")


def compare(options, requests: dict, portal: int, bare: int) -> list[str]:
    """Measure in turns and print the table; returns what was wrong."""
    speeds = {name: ([], []) for name in requests}
    wrong = []
    print("warming up …", flush=True)
    for name in requests.keys() - ONCE:
        for port in [portal, bare]:
            measure(port, [render(each, port) for each in requests[name]], 1.0)
    for turn in range(options.rounds):
        print(f"round {turn + 1} of {options.rounds} …", flush=True)
        for name, wanted in requests.items():
            once = name in ONCE
            # The last request of these was used up for the yardstick.
            share = wanted[:-1][turn :: options.rounds] if once else wanted
            for which, port in enumerate([portal, bare]):
                outcome = measure(port, [render(each, port) for each in share], options.seconds, once=once)
                speeds[name][which].append(outcome.per_second)
                bad = {code: count for code, count in outcome.statuses.items() if code not in GOOD.get(name, {200})}
                if bad:
                    wrong.append(f"{name}: unexpected answers {bad}")
    print(f"\n{'':14}{'portal/s':>12}{'bare view/s':>14}{'ratio':>9}")
    for name, (own, yardstick) in speeds.items():
        ours, theirs = statistics.median(own), statistics.median(yardstick)
        print(f"{name:14}{ours:12.0f}{theirs:14.0f}{ours / theirs:9.3f}")
    return wrong


@contextlib.contextmanager
def server(environment: dict[str, str], application: str):
    """Granian with two processes on a free port, exactly as the portal is run; gives the port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [*granian_command("127.0.0.1", port, ROOT)[:-1], application]
    process = subprocess.Popen(command, env=environment, cwd=ROOT, start_new_session=True)
    try:
        deadline = time.monotonic() + 60
        while not answers("127.0.0.1", port):
            if process.poll() is not None or time.monotonic() > deadline:
                raise SystemExit(f"{application} did not start")
            time.sleep(0.1)
        time.sleep(1)  # both processes
        yield port
    finally:
        process.terminate()
        process.wait(30)


def call(command: list[str], environment: dict[str, str], *, quiet: bool = False) -> None:
    """Run a preparing step; its output is shown, or only when it fails."""
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=quiet, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} failed\n{done.stdout or ''}{done.stderr or ''}")


if __name__ == "__main__":
    sys.exit(main())
