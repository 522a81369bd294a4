"""Addresses of the answered questions."""

from django.urls import path

from . import public_views

app_name = "questions"

urlpatterns = [
    path("", public_views.archive, name="archive"),
    path("tuong-tu/", public_views.similar, name="similar"),
    path("<int:pk>/", public_views.question, name="question"),
]
