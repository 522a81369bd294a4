"""The register: every plan below it, newest first, to filter and look up."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.pages.models import SitePage
from plans.register import Listing, browse
from plans.register_filters import Selection, Vocabulary, select

from .issuers import Issuer
from .plan_page import PlanPage
from .vocabulary import DocumentType, Status


class PlanRegisterPage(SitePage):
    """A list of plans with filters, a number search and pages."""

    parent_page_types = ["home.HomePage", "pages.SectionPage"]
    subpage_types = ["plans.PlanPage"]

    class Meta:
        verbose_name = _("plan register")
        verbose_name_plural = _("plan registers")

    def plans(self):
        """The published plans below this register."""
        return PlanPage.objects.published().descendant_of(self)

    def browse(self, query) -> Listing:
        """One page of the plans that `query` (a mapping of texts, as in an address) asks for."""
        return browse(self.plans(), query, self._vocabulary(), timezone.localdate())

    def select(self, query) -> Selection:
        """All plans that `query` asks for, in its order."""
        return select(self.plans(), query, self._vocabulary(), timezone.localdate())

    @staticmethod
    def _vocabulary() -> Vocabulary:
        return Vocabulary(Issuer.objects.all(), DocumentType.label_of, Status.choices)

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["listing"] = self.browse(request.GET)
        return context
