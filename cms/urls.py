"""Every address of the portal. Pages come last: whatever no view claims is looked up in the page tree.

Vietnamese, the first language, has no prefix; other languages have theirs (/en/…).
"""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

handler400 = "cms.delivery.errors.bad_request"
handler403 = "cms.delivery.errors.permission_denied"
handler404 = "cms.delivery.errors.page_not_found"
handler500 = "cms.delivery.errors.server_error"

urlpatterns = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("cms.delivery.urls")),
    path("", include("cms.home.urls")),
    path("luot-truy-cap/", include("cms.visits.urls")),
]

urlpatterns += i18n_patterns(
    path("tim-kiem/", include("cms.search.urls")),
    path("binh-chon/", include("polls.urls")),
    path("dang-ky/", include("plans.privacy.urls")),
    path("dang-ky/", include("plans.registrations.urls")),
    path("hoi-dap/", include("plans.questions.urls")),
    path("ket-qua/", include("plans.reports.urls")),
    path("lich/", include("plans.conferences.urls")),
    path("van-ban/", include("plans.typesetting.urls")),
    path("van-ban/", include("plans.downloads.urls")),
    path("van-ban/", include("plans.publishing.urls")),
    path("van-ban/", include("plans.tasks.urls")),
    path("ban-tin/", include("news.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
