"""Addresses of the visit counter."""

from django.urls import path

from . import views

app_name = "visits"

urlpatterns = [
    path("", views.about, name="about"),
    path("dem/", views.count, name="count"),
    path("dem.gif", views.pixel, name="pixel"),
    path("so-lieu/", views.figures, name="figures"),
]
