"""What a start prepares, and that a second start finds nothing to do."""

import os
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.urls import reverse

from cms.delivery import readiness
from cms.delivery.catalogues import compile_catalogue, stale_catalogues
from cms.delivery.handed_out_passwords import create_administrator
from cms.delivery.preparation import Preparation, is_empty_site, needs_migration, newest_migrations

CATALOGUE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Plan"\nmsgstr "Kế hoạch"\n'


@pytest.fixture
def portal(tmp_path):
    """A portal's folder with one migration and one translation, prepared on an SQLite database."""
    (tmp_path / "plans/migrations").mkdir(parents=True)
    (tmp_path / "plans/migrations/0001_initial.py").write_text("")
    (tmp_path / "requirements.txt").write_text("Django==5.2\n")
    locale = tmp_path / "locale/vi/LC_MESSAGES"
    locale.mkdir(parents=True)
    (locale / "django.po").write_text(CATALOGUE, encoding="utf-8")
    compile_catalogue(locale / "django.po")
    database = tmp_path / "db.sqlite3"
    import sqlite3

    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE django_migrations (app, name)")
        connection.execute("INSERT INTO django_migrations VALUES ('plans', '0001_initial')")
    connection.close()
    facts = SimpleNamespace(
        BASE_DIR=tmp_path,
        DATA_DIR=tmp_path,
        STATIC_ROOT=tmp_path / "static",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(database)}},
    )
    readiness.note_prepared(facts, [("plans", "0001_initial")])
    return facts


def test_what_was_prepared_stays_prepared(portal):
    assert readiness.is_prepared(portal)


def test_nothing_is_prepared_in_an_empty_folder(tmp_path):
    assert not readiness.is_prepared(SimpleNamespace(DATA_DIR=tmp_path))


@pytest.mark.parametrize(
    "path",
    ["requirements.txt", "plans/migrations/0002_more.py", "plans/static/plans.css", "locale/vi/LC_MESSAGES/django.po"],
)
def test_a_changed_file_asks_for_preparation(portal, path):
    file = portal.BASE_DIR / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("changed")

    assert not readiness.is_prepared(portal)


def test_a_database_that_was_replaced_by_an_old_one_asks_for_preparation(portal):
    os.truncate(portal.DATABASES["default"]["NAME"], 0)

    assert not readiness.is_prepared(portal)


def test_a_broken_note_asks_for_preparation(portal):
    (portal.DATA_DIR / readiness.NOTE).write_text("{")

    assert not readiness.is_prepared(portal)


def test_a_catalogue_is_compiled_when_it_is_newer_than_its_result(tmp_path):
    folder = tmp_path / "vi/LC_MESSAGES"
    folder.mkdir(parents=True)
    source = folder / "django.po"
    source.write_text(CATALOGUE, encoding="utf-8")

    assert stale_catalogues([tmp_path]) == [source]
    compiled = compile_catalogue(source)
    assert stale_catalogues([tmp_path]) == []
    assert "Kế hoạch".encode() in compiled.read_bytes()
    os.utime(compiled, (1, 1))
    assert stale_catalogues([tmp_path]) == [source]
    assert [file.name for file in folder.iterdir() if file.suffix == ".tmp"] == []


@pytest.mark.django_db
def test_a_migrated_database_needs_no_migration():
    assert not needs_migration()
    assert ("outbox", "0001_initial") in newest_migrations() or len(newest_migrations()) > 10


@pytest.mark.django_db
def test_a_database_that_lacks_an_apps_newest_migration_needs_one():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'outbox'")

    assert needs_migration()


@pytest.mark.django_db
def test_preparing_makes_one_administrator_and_only_one(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    first = Preparation(lambda line: None).run(static_files=False, demo=False)
    second = Preparation(lambda line: None).run(static_files=False, demo=False)

    assert User.objects.get(is_superuser=True).check_password(first[1])
    assert second is None


@pytest.mark.django_db
def test_a_site_with_only_wagtails_own_pages_is_empty(home):
    assert not is_empty_site()
    home.delete()
    assert is_empty_site()


@pytest.mark.django_db
def test_a_handed_out_password_must_be_changed_before_anything_else(client):
    password = create_administrator("quantri")
    client.post(reverse("wagtailadmin_login"), {"username": "quantri", "password": password})

    assert client.get(reverse("wagtailadmin_home")).url == reverse("wagtailadmin_account")
    page = client.get(reverse("wagtailadmin_account"))
    assert page.status_code == 200
    own = "mật khẩu của riêng tôi 7"
    form = {name: value for name, value in _fields(page).items() if value is not None}
    form.update(
        {
            "password-old_password": password,
            "password-new_password1": own,
            "password-new_password2": own,
            "name_email-first_name": "Quản",
            "name_email-last_name": "Trị",
            "name_email-email": "quantri@example.vn",
        }
    )
    client.post(reverse("wagtailadmin_account"), form)

    assert User.objects.get().check_password(own)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def _fields(page) -> dict:
    """What the account page would send unchanged."""
    fields = {}
    for panels in page.context["panels_by_tab"].values():
        for panel in panels:
            form = panel.get_form()
            for bound in form:
                fields[bound.html_name] = bound.value() or ""
    return fields


@pytest.mark.django_db
def test_a_password_of_ones_own_is_not_asked_to_be_changed(client):
    User.objects.create_superuser("lan", password="mật khẩu của Lan 9")
    client.post(reverse("wagtailadmin_login"), {"username": "lan", "password": "mật khẩu của Lan 9"})

    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_the_launcher_starts_without_loading_django():
    import subprocess
    import sys

    script = "import sys, cms.delivery.launch; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=settings.BASE_DIR, check=False).returncode == 0
