"""Addresses of the importer, below the admin."""

from django.urls import path

from .views import ImportView, SourceView

app_name = "drafting"

urlpatterns = [
    path("", ImportView.as_view(), name="import"),
    path("<int:page_id>/source/", SourceView.as_view(), name="source"),
]
