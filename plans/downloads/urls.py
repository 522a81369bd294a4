"""Addresses of the plan register's downloads: /van-ban/12/danh-muc.csv, /van-ban/12/danh-muc.atom."""

from django.urls import path, re_path

from .feed import RegisterFeed
from .views import register_file

app_name = "register"

urlpatterns = [
    re_path(r"^(?P<pk>[0-9]{1,18})/danh-muc\.(?P<kind>csv|csv-excel|xlsx)$", register_file, name="file"),
    path("<int:pk>/danh-muc.atom", RegisterFeed(), name="feed"),
]
