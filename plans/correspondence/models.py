"""The office's own wording of its letters; whom it has to call. (The calls are in calls.py.)"""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from cms.history import AppendOnly

from .calls import CallTask
from .default_wordings import Wording, default_wording
from .kinds import Notice

__all__ = ["CallTask", "NoticeWording", "NoticeWordingQuerySet"]


class NoticeWordingQuerySet(models.QuerySet):
    """Wordings; the newest row of a kind and language is the one in force."""

    def newest(self, kind: str, language: str) -> "NoticeWording | None":
        """The last row for `kind` in `language`, whatever it says."""
        return self.filter(kind=kind, language=language).order_by("-number").first()

    def newest_of_all(self) -> dict[tuple[str, str], "NoticeWording"]:
        """The last rows by kind and language."""
        last = self.order_by().values("kind", "language").annotate(last=models.Max("pk")).values("last")
        return {(row.kind, row.language): row for row in self.filter(pk__in=last)}

    def write(self, kind: str, language: str, subject: str, text: str, *, based_on: int, actor, now: datetime):
        """Put a new version into force; empty texts take the office back to the portal's wording.

        `based_on` is the number of the version the editor saw (0: none yet). Returns None, and writes
        nothing, when somebody else has written one meanwhile.
        """
        newest = self.newest(kind, language)
        if (newest.number if newest else 0) != based_on:
            return None
        try:
            with transaction.atomic():
                return self.create(
                    kind=kind, language=language, number=based_on + 1, subject=subject, text=text, at=now, actor=actor
                )
        except IntegrityError:  # somebody was faster by a moment
            return None

    def in_force(self, kind: Notice, language: str) -> Wording:
        """What letters of `kind` say: the office's words, or the portal's where the office has none."""
        own = self.newest(kind, language)
        return Wording(own.subject, own.text) if own and own.is_own else default_wording(kind, language)


class NoticeWording(AppendOnly):
    """One version of the office's wording. A row without text takes the office back to the portal's wording."""

    kind = models.CharField(_("kind"), max_length=20, choices=Notice)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    number = models.PositiveIntegerField(_("version"))
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
        constraints = [
            models.UniqueConstraint(fields=["kind", "language", "number"], name="wording_numbered_once"),
            models.CheckConstraint(
                condition=models.Q(subject="", text="") | (~models.Q(subject="") & ~models.Q(text="")),
                name="wording_is_whole_or_empty",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.language})"

    @property
    def is_own(self) -> bool:
        """Whether it holds the office's words."""
        return bool(self.text)
