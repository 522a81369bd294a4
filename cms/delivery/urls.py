"""Addresses of health, robots, site map and published files."""

app_name = "delivery"

urlpatterns = []
