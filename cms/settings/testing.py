"""For the test suite: a throw-away data folder, fast password hashes, plain static files.

DATABASE_URL decides which database the suite runs on (SQLite in memory-backed files when unset).
"""

import os
import tempfile

os.environ.setdefault("CONG_DATA", tempfile.mkdtemp(prefix="cong-test-"))
_PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "")
if _PROCESS and not os.environ["CONG_DATA"].endswith(f"/{_PROCESS}"):
    # Processes that test side by side have files of their own, as they have a database of their own.
    os.environ["CONG_DATA"] += f"/{_PROCESS}"
    os.makedirs(os.environ["CONG_DATA"], exist_ok=True)
os.environ.setdefault("CONG_SECRET_KEY", "only-for-tests-" + "0" * 40)

from .base import *  # noqa: E402, F403
from .base import DATABASES  # noqa: E402

DEBUG = False
SECRET_KEY = os.environ["CONG_SECRET_KEY"]
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CONG_VISIT_FLUSH_SECONDS = 0  # no thread writing into the database beside a test
CONG_MAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: browser journeys and parallel processes need to share it.
    DATABASES["default"]["TEST"] = {"NAME": os.environ["CONG_DATA"] + "/test.sqlite3"}
    # Tests of many writers count who got in; on a busy machine the last of them may wait long.
    DATABASES["default"]["OPTIONS"]["timeout"] = 60
else:
    DATABASES["default"]["OPTIONS"]["options"] = "-c lock_timeout=60s"
CONG_PAGE_SECONDS = 0
# Three thousand communes need not be put back after every test that commits; who needs them loads them.
TEST_NON_SERIALIZED_APPS = ["cms.addresses"]
