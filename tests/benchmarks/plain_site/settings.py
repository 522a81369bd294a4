"""The plainest settings such a page works with; CONG_DATA and DATABASE_URL say where it keeps its data.

The database settings are the portal's own, so that only the page is compared. Mail is thrown away at no cost, which is
kinder to this page than life would be, or goes to the server PLAIN_MAIL_PORT on this machine, as such a page sends it:
while the visitor waits.
"""

import os

os.environ.setdefault("CONG_SECRET_KEY", "only-for-benchmarks-" + "0" * 40)

from cms.settings.base import DATABASES  # noqa: F401

SECRET_KEY = os.environ["CONG_SECRET_KEY"]
DEBUG = False
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "tests.benchmarks.plain_site",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
ROOT_URLCONF = "tests.benchmarks.plain_site.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.locmem.Loader",
                    {
                        "plain_site/plain_form_page.html": (
                            "<form method=post>{% csrf_token %}{{ form.as_p }}<button>Gửi</button></form>"
                        ),
                        "plain_site/plain_form_page_landing.html": "<p>Đã nhận</p>",
                    },
                )
            ],
            "context_processors": ["django.template.context_processors.request"],
        },
    }
]
EMAIL_PORT = int(os.environ.get("PLAIN_MAIL_PORT", "0"))
EMAIL_HOST = "127.0.0.1"
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_PORT else 'dummy'}.EmailBackend"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
STATIC_URL = "/static/"
WAGTAIL_SITE_NAME = "Plain"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
