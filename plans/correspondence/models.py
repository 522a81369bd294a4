"""The office's own wording of its letters."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.history import AppendOnly

from .default_wordings import Wording, default_wording
from .kinds import Notice


class NoticeWordingQuerySet(models.QuerySet):
    """Wordings; the newest row of a kind and language is the one in force."""

    def newest(self, kind: str, language: str) -> "NoticeWording | None":
        """The last row for `kind` in `language`, whatever it says."""
        return self.filter(kind=kind, language=language).order_by("-pk").first()

    def in_force(self, kind: Notice, language: str) -> Wording:
        """What letters of `kind` say: the office's words, or the portal's where the office has none."""
        own = self.newest(kind, language)
        return Wording(own.subject, own.text) if own and own.is_own else default_wording(kind, language)


class NoticeWording(AppendOnly):
    """One version of the office's wording. A row without text takes the office back to the portal's wording."""

    kind = models.CharField(_("kind"), max_length=20, choices=Notice)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    text = models.TextField(_("text"), max_length=5000, blank=True)
    at = models.DateTimeField(_("written at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("written by"),
    )

    objects = NoticeWordingQuerySet.as_manager()

    class Meta:
        verbose_name = _("wording of a letter")
        verbose_name_plural = _("wordings of letters")
        default_permissions = ("change",)
        ordering = ["-pk"]
        indexes = [models.Index(fields=["kind", "language", "-id"], name="wording_newest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(subject="", text="") | (~models.Q(subject="") & ~models.Q(text="")),
                name="wording_is_whole_or_empty",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.language})"

    @property
    def is_own(self) -> bool:
        """Whether it holds the office's words."""
        return bool(self.text)
