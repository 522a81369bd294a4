"""What is printed before a conference: its notice and its invitations."""

from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import View
from wagtail.admin import messages

from plans.conferences.dossier import Dossier
from plans.typesetting.pdf import PangoMissingError

from .announcement import invitations_of, notice_of
from .files import FORMATS, document_response, many_response
from .minutes_screens import AboutConference
from .rights import require, sees_files


class PaperFile(AboutConference, View):
    """ "notice" or "invitation" as DOCX or PDF; several invitations come as one PDF or as a ZIP of DOCX files."""

    def get(self, request, pk: int, paper: str, file_format: str):
        """The file, made now."""
        require(sees_files(request.user))
        if paper not in ("notice", "invitation") or file_format not in FORMATS:
            raise Http404
        try:
            return self._answer(paper, file_format)
        except PangoMissingError as missing:
            messages.error(request, str(missing))
            return redirect(reverse("dossier:inspect", args=[Dossier.objects.of(self.conference).pk]))

    def _answer(self, paper: str, file_format: str):
        if paper == "notice":
            return document_response(notice_of(self.conference), file_format, f"thong-bao-{self.conference.pk}")
        documents = invitations_of(self.conference)
        stem = f"giay-moi-{self.conference.pk}"
        if len(documents) == 1:
            return document_response(documents[0], file_format, stem)
        named = [(f"giay-moi-{place:02d}", document) for place, document in enumerate(documents, 1)]
        return many_response(named, "pdf" if file_format == "pdf" else "zip", stem)
