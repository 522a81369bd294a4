"""Addresses of the registration form, its live status, and the citizen's own page."""

from django.urls import include, path

from . import enclosure_screen, form_views, notice_screen, slip_screens, views

app_name = "registrations"

urlpatterns = [
    path("<int:pk>/", form_views.form, name="form"),
    path("thong-bao-du-lieu/", notice_screen.notice, name="notice"),
    path("<int:pk>/gui/", form_views.send, name="send"),
    path("<int:pk>/xem-lai/", form_views.check, name="check"),
    path("dia-chi/<str:province>/", form_views.communes, name="communes"),
    path("<int:pk>/mau-phieu/", slip_screens.blank_form, name="blank_form"),
    path("<int:pk>/tinh-trang/", views.status, name="status"),
    path(
        "phieu/<str:code>/<str:secret>/tep/<str:enclosure_secret>/", enclosure_screen.own_enclosure, name="enclosure"
    ),
    path("", include("plans.registrations.tracking.urls")),
]
