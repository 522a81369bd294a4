"""Addresses of the importer, below the admin."""

from django.urls import path

from . import check_views, intake_views
from .views import ImportView, SourceView

app_name = "drafting"

urlpatterns = [
    path("", ImportView.as_view(), name="import"),
    path("van-ban/<int:pk>/", check_views.CheckView.as_view(), name="check"),
    path("van-ban/<int:pk>/sua/", check_views.EditView.as_view(), name="edit"),
    path("van-ban/<int:pk>/hoan-tac/", check_views.UndoView.as_view(), name="undo"),
    path("van-ban/<int:pk>/chua/", check_views.MendView.as_view(), name="mend"),
    path("van-ban/<int:pk>/soat/", check_views.FindingsView.as_view(), name="findings"),
    path("van-ban/<int:pk>/phan/<str:node>/", check_views.PanelView.as_view(), name="panel"),
    path("van-ban/<int:pk>/thong-tin/", intake_views.FactsView.as_view(), name="facts"),
    path("van-ban/<int:pk>/ban-nhap/", intake_views.DraftView.as_view(), name="draft"),
    path("van-ban/<int:pk>/chuyen-ma/", intake_views.ConvertView.as_view(), name="convert"),
    path("van-ban/<int:pk>/xoa/", intake_views.ForgetView.as_view(), name="forget"),
    path("van-ban/<int:pk>/hinh/<int:index>/", intake_views.PictureView.as_view(), name="picture"),
    path("<int:page_id>/source/", SourceView.as_view(), name="source"),
    path("<int:page_id>/file/", SourceView.as_view(wants_file=True), name="source_file"),
]
