"""Addresses of the citizen's own page, below those of registration and with their namespace."""

from django.urls import path

from . import finding, page, steps

urlpatterns = [
    path("tra-cuu/", finding.find, name="find"),
    path("gui-lai-ma/", finding.again, name="code_again"),
    path("phieu/<str:code>/<str:secret>/", page.page, name="receipt"),
    path("phieu/<str:code>/<str:secret>/bien-nhan/", page.receipt, name="printed_receipt"),
    path("phieu/<str:code>/<str:secret>/phieu.txt", page.text_file, name="text_file"),
    path("phieu/<str:code>/<str:secret>/cong-van/<int:pk>/", page.letter, name="letter"),
    path("phieu/<str:code>/<str:secret>/mo-lai/<int:number>/", steps.reopen, name="reopen"),
    path("phieu/<str:code>/<str:secret>/<slug:step>/", steps.take_step, name="step"),
]
