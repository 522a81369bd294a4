"""Addresses of the hall below /admin/hall/."""

from django.urls import path

from . import chair_views, door_views, index_view

app_name = "hall"

urlpatterns = [
    path("", index_view.HallIndexView.as_view(), name="index"),
    path("<int:pk>/door/", door_views.door, name="door"),
    path("<int:pk>/door/sync/", door_views.sync, name="sync"),
    path("<int:pk>/door/people/", door_views.people, name="people"),
    path("<int:pk>/door/undo/", door_views.undo, name="undo"),
    path("<int:pk>/attendance/", door_views.attendance, name="attendance"),
    path("<int:pk>/chair/", chair_views.chair, name="chair"),
    path("<int:pk>/chair/questions/", chair_views.questions, name="questions"),
    path("<int:pk>/projector/", chair_views.projector, name="projector"),
    path("<int:pk>/projector/shown/", chair_views.projection, name="projection"),
]
