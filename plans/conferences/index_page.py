"""The list of conferences."""

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.pages.models import SitePage

from .conference_page import ConferencePage

PAST_PER_PAGE = 20


class ConferenceIndexPage(SitePage):
    """All conferences below it: those to come first, then those held."""

    subpage_types = ["conferences.ConferencePage"]

    class Meta:
        verbose_name = _("list of conferences")
        verbose_name_plural = _("lists of conferences")

    def get_context(self, request, *args, **kwargs):
        """Adds `upcoming` and one page of `past`, both published conferences below this page."""
        context = super().get_context(request, *args, **kwargs)
        now = timezone.now()
        conferences = ConferencePage.objects.published().descendant_of(self).with_file_state()
        context["upcoming"] = conferences.upcoming(now)
        context["past"] = Paginator(conferences.past(now), PAST_PER_PAGE).get_page(request.GET.get("page"))
        return context
