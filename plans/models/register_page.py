"""The register: every plan below it, newest first, to filter and look up."""

from django.utils.translation import gettext_lazy as _

from cms.pages.models import SitePage

from .plan_page import PlanPage


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
