"""Addresses of the registration form, its live status and the receipt."""

from django.urls import path

from . import form_views, views

app_name = "registrations"

urlpatterns = [
    path("<int:pk>/", form_views.form, name="form"),
    path("<int:pk>/gui/", form_views.send, name="send"),
    path("<int:pk>/tinh-trang/", views.status, name="status"),
    path("phieu/<str:code>/<str:secret>/", views.receipt, name="receipt"),
]
