"""Addresses of documents in the official layout: /van-ban/12/ke-hoach-doi-thoai.pdf."""

from django.urls import re_path

from . import views

app_name = "typesetting"

urlpatterns = [
    re_path(r"^(?P<pk>[0-9]{1,18})/(?P<slug>[-\w]{1,255})\.(?P<kind>docx|pdf)$", views.typeset_file, name="file"),
]
