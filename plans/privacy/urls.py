"""Addresses below those of registration; they stand before them, where any word names a step of the form."""

from django.urls import path

from . import own_page

app_name = "privacy"

urlpatterns = [path("phieu/<str:code>/<str:secret>/du-lieu/", own_page.own_data, name="own_data")]
