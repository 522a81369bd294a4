"""Screens of minutes, letters, reports and the ledger, below /admin/dialogue-reports/."""

from django.urls import path

from . import letter_screens, minutes_screens, paper_screens, report_screens

app_name = "reports_admin"

urlpatterns = [
    path("", report_screens.PeriodScreen.as_view(), name="index"),
    path("ledger/", report_screens.LedgerScreen.as_view(), name="ledger"),
    path("period/<int:year>/<slug:part>/<slug:file_format>/", report_screens.PeriodFile.as_view(), name="period_file"),
    path("conference/<int:pk>/", minutes_screens.ConferenceScreen.as_view(), name="conference"),
    path("conference/<int:pk>/report/", report_screens.ConferenceReportScreen.as_view(), name="conference_report"),
    path(
        "conference/<int:pk>/report/<slug:file_format>/",
        report_screens.ConferenceFile.as_view(),
        name="conference_file",
    ),
    path(
        "conference/<int:pk>/minutes/<slug:file_format>/", minutes_screens.MinutesFile.as_view(), name="minutes_file"
    ),
    path("conference/<int:pk>/notice/<slug:file_format>/", minutes_screens.NoticeFile.as_view(), name="notice_file"),
    path(
        "conference/<int:pk>/papers/<slug:paper>/<slug:file_format>/", paper_screens.PaperFile.as_view(), name="paper"
    ),
    path("letters/", letter_screens.LetterList.as_view(), name="letters"),
    path("letters/unsent/<slug:kind>/", letter_screens.UnsentLetters.as_view(), name="unsent_letters"),
    path("letters/<int:pk>/", letter_screens.LetterScreen.as_view(), name="letter"),
    path("letters/<int:pk>/<slug:file_format>/", letter_screens.LetterFile.as_view(), name="letter_file"),
]
