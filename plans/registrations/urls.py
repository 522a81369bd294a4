"""Addresses of the registration form and receipt."""

app_name = "registrations"

urlpatterns = []
