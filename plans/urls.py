"""Addresses of the plan register's downloads."""

app_name = "plans"

urlpatterns = []
