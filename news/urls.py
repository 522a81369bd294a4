"""Addresses of news feeds."""

from django.urls import path

from .feeds import NewsFeed

app_name = "news"

urlpatterns = [path("", NewsFeed(), name="feed")]
