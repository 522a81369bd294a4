"""Addresses of the published results."""

from django.urls import path

from . import public_views

app_name = "reports"

urlpatterns = [path("<int:pk>/", public_views.result, name="result")]
