"""Address of the office's colour as a stylesheet."""

from django.urls import path

from .views import theme

app_name = "home"

urlpatterns = [path("theme.css", theme, name="theme")]
