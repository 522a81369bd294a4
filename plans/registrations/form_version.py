"""The office's own questions of a form, kept as they stood when somebody answered them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FormVersion(models.Model):
    """One version of the own questions of one conference.

    `definition` is a list of dicts with `key` (stable, never reused), `kind`, `label`, `help_text`, `is_required`,
    `choices` and `shown_if`; answers are kept by `key`.
    """

    conference = models.ForeignKey(
        "conferences.ConferencePage",
        on_delete=models.PROTECT,
        related_name="form_versions",
        verbose_name=_("conference"),
    )
    number = models.PositiveIntegerField(_("version"))
    definition = models.JSONField(_("questions"), default=list)
    created_at = models.DateTimeField(_("in use since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("version of a form")
        verbose_name_plural = _("versions of forms")
        ordering = ["conference", "-number"]
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["conference", "number"], name="form_version_once")]

    def __str__(self):
        return f"{self.conference_id} v{self.number}"
