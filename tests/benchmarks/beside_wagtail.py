"""The registration form beside a bare Wagtail `AbstractEmailForm` page with as many fields, on the same database kind.

Both are measured in turns. Ours validates, locks the conference, writes form, questions, events and letter, and sends
the visitor on; the plain page writes one row and renders its thanks. It is measured twice: with its mail thrown away,
and with its mail handed to a server on this machine that takes everything at once (such a page sends while the visitor
waits; ours leaves that to the worker).
"""

import contextlib
import json
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import parse_qsl

from .load import measure, render

ROOT = Path(__file__).resolve().parent.parent.parent
WSGI = "tests.benchmarks.plain_site.wsgi:application"


@contextlib.contextmanager
def plain_database(environment: dict[str, str], folder: Path):
    """The environment of the plain site: a database of its own beside the portal's, dropped afterwards."""
    own = {**environment, "CONG_DATA": str(folder / "plain")}
    (folder / "plain").mkdir()
    url = environment.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        own.pop("DATABASE_URL", None)
        yield own
        return
    import psycopg

    base, _slash, name = url.rpartition("/")
    name, question, options = name.partition("?")
    plain = f"{name}_plain"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{plain}"')
        connection.execute(f'CREATE DATABASE "{plain}"')
        try:
            yield {**own, "DATABASE_URL": f"{base}/{plain}{question}{options}"}
        finally:
            connection.execute(f'DROP DATABASE IF EXISTS "{plain}" WITH (FORCE)')


def compare_forms(options, environment, folder: Path, registrations: list[dict], portal: int, server) -> list[str]:
    """Measure both forms in turns; prints the ratio, returns what was wrong."""
    fields = len({name for name, _value in parse_qsl(registrations[0]["body"], keep_blank_values=True)})
    target = folder / "plain.json"
    with plain_database(environment, folder) as own:
        command = [sys.executable, "-m", "tests.benchmarks.plain_site.prepare", str(fields), "400", str(target)]
        subprocess.run(command, env=own, cwd=ROOT, check=True)
        plain_requests = json.loads(target.read_text("utf-8"))["plain form"]
        own["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.plain_site.settings"
        with (
            mail_sink() as mail,
            server(own, WSGI) as plain,
            server({**own, "PLAIN_MAIL_PORT": str(mail)}, WSGI) as mailing,
        ):
            return _measure_all(options, fields, registrations, plain_requests, portal, (plain, mailing))


@contextlib.contextmanager
def mail_sink():
    """The mail server; gives its port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([sys.executable, "-m", "tests.benchmarks.mail_sink", str(port)], cwd=ROOT)
    try:
        for _attempt in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def _measure_all(options, fields: int, ours: list[dict], theirs: list[dict], portal: int, plain: tuple) -> list[str]:
    names = ("registration", "mail thrown away", "mail sent by SMTP")
    speeds, wrong = {name: [] for name in names}, []
    for port in plain:
        measure(port, [render(each, port) for each in theirs], 1.0)
    for turn in range(options.rounds):
        for name, port in zip(names, (portal, *plain), strict=True):
            is_ours = port == portal
            share = ours[turn :: options.rounds] if is_ours else theirs
            outcome = measure(port, [render(each, port) for each in share], options.seconds, once=is_ours)
            speeds[name].append(outcome.per_second)
            if set(outcome.statuses) - ({302, 303} if is_ours else {200}):
                wrong.append(f"{name}: unexpected answers {outcome.statuses}")
    own = statistics.median(speeds.pop("registration"))
    print(f"\nregistration {own:.0f}/s, beside AbstractEmailForm with {fields} fields:")
    for name, all_speeds in speeds.items():
        yardstick = statistics.median(all_speeds)
        print(f"  {name:20}{yardstick:6.0f}/s, ratio {own / yardstick:.2f}")
    return wrong
