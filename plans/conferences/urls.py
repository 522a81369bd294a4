"""Addresses of calendar files."""

app_name = "conferences"

urlpatterns = []
