"""Addresses of tasks: /van-ban/nhiem-vu/."""

from django.urls import path

from . import views

app_name = "tasks"

urlpatterns = [path("nhiem-vu/", views.tasks, name="overview")]
