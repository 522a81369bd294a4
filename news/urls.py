"""Addresses of news feeds."""

app_name = "news"

urlpatterns = []
