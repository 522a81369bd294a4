"""Addresses of publication histories: /van-ban/12/lich-su-cong-bo/."""

from django.urls import path

from . import views

app_name = "publishing"

urlpatterns = [path("<int:pk>/lich-su-cong-bo/", views.history, name="history")]
