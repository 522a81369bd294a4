"""Addresses of polls: voting, results, archive."""

app_name = "polls"

urlpatterns = []
