"""Addresses of polls: the ballot, its fragment, voting, the archive."""

from django.urls import path

from . import views

app_name = "polls"

urlpatterns = [
    path("", views.archive, name="archive"),
    path("<int:pk>/", views.poll, name="poll"),
    path("<int:pk>/phieu/", views.box, name="box"),
    path("<int:pk>/bo-phieu/", views.vote, name="vote"),
]
