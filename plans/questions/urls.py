"""Addresses of the answered questions."""

app_name = "questions"

urlpatterns = []
