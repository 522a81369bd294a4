"""The desk's lists at size: median time and number of queries with 1,000 and with 100,000 registrations.

    python -m tests.benchmarks.desk [--registrations 100000] [--rounds 7]

In-process with the test client on a scratch database (SQLite, or the empty one DATABASE_URL names), every form with
three questions. Processor time tells more than the clock on a machine that has other things to do; what a database
server works is not in it. Then the XLSX copy of half the registrations, in a fresh process, with its highest memory.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SMALL = 1000
MOST_TIMES, MOST_MEGABYTES = 2.0, 200


def main() -> int:
    """Fill, measure, print; 1 where a list grows with the register or a copy takes too much memory."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--registrations", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="cong-desk-"))
    environment = {
        **os.environ,
        "CONG_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "cms.settings.production",
        "CONG_DEMO": "0",
        "CONG_HOSTS": "testserver",
    }
    try:
        steps = (["manage.py", "prepare"], ["-m", __spec__.name, "--inside"])
        subprocess.run([sys.executable, *steps[0]], env=environment, cwd=ROOT, check=True, capture_output=True)
        arguments = [str(options.registrations), str(options.rounds)]
        measured = subprocess.run([sys.executable, *steps[1], *arguments], env=environment, cwd=ROOT, check=False)
        half = str(options.registrations // 2)
        copied = subprocess.run(
            [sys.executable, "-m", __spec__.name, "--copy", half], env=environment, cwd=ROOT, check=False
        )
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return measured.returncode or copied.returncode


def measure_lists(registrations: int, rounds: int) -> int:
    """Fill twice and ask every list at both sizes; 1 where one got slower or asks more than it may."""
    import django

    django.setup()
    from django.db import connection
    from django.utils import timezone

    from .desk_fill import fill_desk

    now = timezone.now()
    conferences, units = _site(now)
    lists = _lists(conferences, units)
    results = []
    for size in (SMALL, registrations):
        started = time.perf_counter()
        fill_desk(conferences, units, size if not results else size - SMALL, now)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"{size} registrations after {time.perf_counter() - started:.0f} s", flush=True)
        results.append({name: _ask(who, path, rounds) for name, (who, path) in lists.items()})
    return _print(results, registrations)


def _print(results: list[dict], registrations: int) -> int:
    from django.db import connection

    print(f"\n{'':34}{SMALL:>22}{registrations:>22}\n{'':34}{'ms  (cpu) queries':>22}{'ms  (cpu) queries':>22}  times")
    wrong = 0
    for name, small in results[0].items():
        big = results[1][name]
        cells = "".join(f"{wall:9.0f} ({cpu:4.0f}) {queries:4d}  " for wall, cpu, queries in (small, big))
        # SQLite works inside this process: its processor time tells more than the clock of a busy machine.
        which = 1 if connection.vendor == "sqlite" else 0
        times = big[which] / small[which]
        is_good = times <= MOST_TIMES and big[2] <= small[2]
        wrong += not is_good
        print(f"{name:34}{cells}{times:7.2f}{'' if is_good else '  TOO MUCH'}")
    return 1 if wrong else 0


def _site(now):
    from wagtail.models import Page, Site

    from cms.home.models import HomePage
    from plans.models import Unit
    from tests.factories.conferences import make_conference_index, make_open_conference

    from .desk_fill import CONFERENCES, UNITS

    if not HomePage.objects.exists():
        home = Page.get_first_root_node().add_child(instance=HomePage(title="Trang chủ", slug="trang-chu"))
        Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "testserver", "root_page": home})
    root = Site.objects.get(is_default_site=True).root_page.specific
    index = make_conference_index(root, slug="hoi-nghi-ban-lam-viec")
    conferences = [make_open_conference(index, now) for _number in range(CONFERENCES)]
    return conferences, [Unit.objects.create(name=f"Phòng {number}") for number in range(UNITS)]


def _lists(conferences, units) -> dict:
    """Who asks for what, by name."""
    from django.contrib.auth.models import Permission, User
    from django.urls import reverse

    from plans.questions.models import UnitOfficer

    def client_of(name: str, *codenames: str):
        from django.test import Client

        user = User.objects.create_user(name)
        user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
        client = Client()
        client.force_login(user)
        return client, user

    clerk, _user = client_of("clerk", "view_registration", "change_registration", "view_question", "change_question")
    officer, user = client_of("officer", "prepare_answer")
    UnitOfficer.objects.create(user=user, unit=units[0])
    forms, questions = reverse("registration:index"), reverse("question:index")
    first, unit = conferences[0].pk, units[1].pk
    return {
        "forms, newest": (clerk, forms),
        "forms of a conference and state": (clerk, f"{forms}?conference={first}&form_state=sent"),
        "forms by code": (clerk, f"{forms}?q=DT-0100-0000"),
        "forms by name, many": (clerk, f"{forms}?q=nguyen+van+an"),
        "forms by name, none": (clerk, f"{forms}?q=khong+co+ai"),
        "questions, newest": (clerk, questions),
        "questions of an open state": (clerk, f"{questions}?state=assigned"),
        "questions of a settled state": (clerk, f"{questions}?state=answered_there"),
        "questions of a unit": (clerk, f"{questions}?unit={unit}"),
        "questions overdue": (clerk, f"{questions}?due=late"),
        "questions by words, many": (clerk, f"{questions}?q=dat+dai"),
        "questions by words, none": (clerk, f"{questions}?q=khong+co+tu+nay+zzz"),
        "an officer's inbox": (officer, questions),
        "an officer's own open ones": (officer, f"{questions}?mine=unit"),
    }


def _ask(client, path: str, rounds: int) -> tuple[float, float, int]:
    """Median ms by the clock, median ms of the processor, queries."""
    from django.db import connection

    asked = []

    def count(execute, sql, *arguments):
        asked.append(sql)
        return execute(sql, *arguments)

    for _turn in range(2):
        response = client.get(path)
        if response.status_code != 200:
            raise SystemExit(f"{path} answers {response.status_code}")
    with connection.execute_wrapper(count):
        client.get(path)
    walls, cpus = [], []
    for _turn in range(rounds):
        wall, cpu = time.perf_counter(), time.process_time()
        client.get(path)
        walls.append((time.perf_counter() - wall) * 1000)
        cpus.append((time.process_time() - cpu) * 1000)
    return statistics.median(walls), statistics.median(cpus), len(asked)


def measure_copy(count: int) -> int:
    """Write the XLSX copy of `count` registrations; 1 where it takes more memory than it may."""
    import django

    django.setup()
    from django.contrib.auth.models import User
    from django.db import connection

    from plans.registrations.exporting import content
    from plans.registrations.exports import Shape, Table
    from plans.registrations.models import Registration

    if connection.vendor == "sqlite":
        # Mapped pages of the database file count as memory here, but the system takes them back whenever it likes.
        connection.cursor().execute("PRAGMA mmap_size=0")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = time.perf_counter()
    keys = list(Registration.objects.order_by("-received_at", "-pk").values_list("pk", flat=True)[:count])
    user = User.objects.get(username="clerk")
    table = Table(keys, Shape.FORM, user)
    with content(table, "xlsx", table.rows()) as file:
        size = file.seek(0, os.SEEK_END) / 1024**2
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    seconds = time.perf_counter() - started
    print(f"\nXLSX of {len(keys)} forms: {seconds:.0f} s, {size:.1f} MB, peak {peak:.0f} MB ({before:.0f} before)")
    return 1 if peak > MOST_MEGABYTES else 0


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--inside", size, rounds]:
            sys.exit(measure_lists(int(size), int(rounds)))
        case ["--copy", size]:
            sys.exit(measure_copy(int(size)))
    sys.exit(main())
