"""Make the database DATABASE_URL names, with all migrations:  python -m tests.run.migrate"""

import django
from django.conf import settings
from django.core.management import call_command


def make_database() -> None:
    """On PostgreSQL the server is there and the database is not; SQLite makes its file itself."""
    configured = settings.DATABASES["default"]
    if configured["ENGINE"] != "django.db.backends.postgresql":
        return
    import psycopg

    with psycopg.connect(
        host=configured["HOST"], user=configured["USER"], dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(f'CREATE DATABASE "{configured["NAME"]}"')


if __name__ == "__main__":
    django.setup()
    make_database()
    call_command("migrate", verbosity=0)
