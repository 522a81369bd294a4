"""The registration form beside a bare Wagtail `AbstractEmailForm` page with as many fields, on the same database kind.

Both are measured in turns. Ours validates, locks the conference, writes form, questions, events and letter, and sends
the visitor on; the plain page writes one row, renders its thanks and throws its mail away.
"""

import contextlib
import json
import statistics
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qsl

from .load import measure, render

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
        subprocess.run(command, env=own, cwd=Path(__file__).resolve().parent.parent.parent, check=True)
        plain_requests = json.loads(target.read_text("utf-8"))["plain form"]
        with server({**own, "DJANGO_SETTINGS_MODULE": "tests.benchmarks.plain_site.settings"}, WSGI) as plain:
            return _measure_both(options, fields, registrations, plain_requests, portal, plain)


def _measure_both(options, fields: int, ours: list[dict], theirs: list[dict], portal: int, plain: int) -> list[str]:
    speeds, wrong = ([], []), []
    measure(plain, [render(each, plain) for each in theirs], 1.0)
    for turn in range(options.rounds):
        share = ours[turn :: options.rounds]
        outcomes = (
            measure(portal, [render(each, portal) for each in share], options.seconds, once=True),
            measure(plain, [render(each, plain) for each in theirs], options.seconds),
        )
        for which, (outcome, good) in enumerate(zip(outcomes, ({302, 303}, {200}), strict=True)):
            speeds[which].append(outcome.per_second)
            if set(outcome.statuses) - good:
                wrong.append(f"{('registration', 'plain form')[which]}: unexpected answers {outcome.statuses}")
    own, yardstick = (statistics.median(each) for each in speeds)
    ratio = own / yardstick
    print(f"\nregistration {own:.0f}/s, AbstractEmailForm with {fields} fields {yardstick:.0f}/s, ratio {ratio:.2f}")
    return wrong
