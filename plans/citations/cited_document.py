"""A document that a published page names by its number: found on the site, unsure, or unknown."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .recognising import Citation
from .resolving import Outcome


class CitedDocumentQuerySet(models.QuerySet):
    """Rows of published pages."""

    def wanting(self):
        """Those without a certain page: for the editor's eye."""
        return self.filter(target__isnull=True)


class CitedDocument(models.Model):
    """One document named on one page, however often; kept for lists and reports, made anew at every publication."""

    class State(models.TextChoices):
        FOUND = Outcome.FOUND.value, _("On this site")
        UNSURE = Outcome.UNSURE.value, _("Several possible, or not certain")
        UNKNOWN = Outcome.UNKNOWN.value, _("Not on this site")

    page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="cited_documents", verbose_name=_("page")
    )
    position = models.PositiveIntegerField(editable=False)
    number = models.CharField(_("number and symbol"), max_length=120)
    key = models.CharField(max_length=80, db_index=True)
    kind = models.CharField(_("kind of document"), max_length=60, blank=True)
    issuer = models.CharField(_("issuing office"), max_length=200, blank=True)
    day = models.DateField(_("day of issue"), null=True, blank=True)
    excerpt = models.CharField(_("in the words"), max_length=300, blank=True)
    is_basis = models.BooleanField(_("is a legal basis"), default=False)
    target = models.ForeignKey(
        "plans.PlanPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="cited_by",
        verbose_name=_("page of the document"),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.UNKNOWN, db_index=True)

    objects = CitedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document named on a page")
        verbose_name_plural = _("documents named on pages")
        ordering = ["page", "position"]
        constraints = [models.UniqueConstraint(fields=["page", "position"], name="cited_document_place")]

    def __str__(self):
        return self.number

    @property
    def citation(self) -> Citation:
        """The row as the recogniser gave it."""
        return Citation(0, 0, self.number, self.key, self.day, self.kind, self.issuer)
