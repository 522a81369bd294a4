"""How documents stand to each other: one replaces or amends another, is attached to it, is based on it.

A relation is written down once, on either of the two documents, and read from both. The other document is a page of
this site or, when it is not published here, its number and subject as text.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail_localize.fields import SynchronizedField

from cms.pages.parts import PagePart
from plans.relating import INVERSE, KIND_LABELS, circle_with

from .vocabulary import Status


class RelationKind(models.TextChoices):
    """What the document of the row is to the other one."""

    REPLACES = "replaces", KIND_LABELS["replaces"]
    AMENDS = "amends", KIND_LABELS["amends"]
    REPLACED_BY = "replaced_by", KIND_LABELS["replaced_by"]
    AMENDED_BY = "amended_by", KIND_LABELS["amended_by"]
    ATTACHED_TO = "attached_to", KIND_LABELS["attached_to"]
    BASED_ON = "based_on", KIND_LABELS["based_on"]


# What becomes of a document that stands in such a relation, seen from that document.
STATUS_BY_KIND = {"replaced_by": Status.REPLACED, "amended_by": Status.AMENDED}

_SELF = _("A document cannot stand in a relation to itself. Choose the other document.")


class PlanRelation(PagePart):
    """One relation of a plan to another document."""

    page = ParentalKey("plans.PlanPage", on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("this document"), max_length=12, choices=RelationKind)
    target = models.ForeignKey(
        "plans.PlanPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="relations_from_others",
        verbose_name=_("the other document, on this site"),
    )
    text = models.CharField(
        _("the other document, not on this site"),
        max_length=500,
        blank=True,
        help_text=_("Number, day and subject, for example: 12/KH-UBND of 05/3/2020 on the yearly dialogue."),
    )

    line_fields = ("text",)
    panels = [FieldPanel("kind"), PageChooserPanel("target"), FieldPanel("text")]
    override_translatable_fields = [
        SynchronizedField("kind", overridable=False),
        SynchronizedField("target", overridable=False),
    ]

    class Meta(PagePart.Meta):
        verbose_name = _("relation")
        verbose_name_plural = _("relations to other documents")
        constraints = [
            *PagePart.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(target__isnull=True) | ~models.Q(target=models.F("page")),
                name="plan_not_related_to_itself",
                violation_error_message=_SELF,
            ),
        ]

    def __str__(self):
        other = self.text or (self.target.title if self.target_id else "")
        return f"{self.get_kind_display()}: {other}"

    def clean(self):
        """Refuse a relation to nothing, to the document itself, and one that closes a circle."""
        super().clean()
        if not self.target_id and not self.text:
            raise ValidationError(
                {"text": _("Choose the other document, or write its number and subject if it is not on this site.")}
            )
        if self.target_id and self.page_id:
            key = self.page.translation_key
            if self.target.translation_key == key:
                raise ValidationError({"target": _SELF})
            circle = circle_with(self, key)
            if circle:
                raise ValidationError(
                    {
                        "target": _("This would close a circle: %(circle)s. Correct one of these relations first.")
                        % {"circle": circle}
                    }
                )

    @property
    def inverse_kind(self) -> str:
        """What the other document is to this one."""
        return INVERSE[self.kind]
