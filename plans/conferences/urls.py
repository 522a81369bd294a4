"""Addresses of calendar files."""

from django.urls import path

from . import views

app_name = "conferences"

urlpatterns = [
    path("hoi-nghi.ics", views.feed, name="feed"),
    path("<int:pk>.ics", views.conference_file, name="calendar"),
]
