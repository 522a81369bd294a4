"""Addresses of the visit counter."""

app_name = "visits"

urlpatterns = []
