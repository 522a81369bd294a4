"""Addresses of the site search."""

app_name = "search"

urlpatterns = []
