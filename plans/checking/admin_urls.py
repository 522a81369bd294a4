"""Addresses of the format checker, below the admin."""

from django.urls import path

from .views import CheckView, MendView, PanelView

app_name = "checking"

urlpatterns = [
    path("<int:page_id>/", CheckView.as_view(), name="list"),
    path("<int:page_id>/o-ben/", PanelView.as_view(), name="panel"),
    path("<int:page_id>/sua/", MendView.as_view(), name="mend"),
]
