"""Drafts of an answer: every saved version stays, and nobody overwrites another's."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from cms.history import AppendOnly
from cms.text import clean


class AnswerConflictError(Exception):
    """Somebody else saved a version meanwhile: `latest`."""

    def __init__(self, latest: "AnswerVersion"):
        super().__init__(latest.version)
        self.latest = latest


class AnswerVersionQuerySet(models.QuerySet):
    """Versions, newest first."""

    def write(self, question, text: str, *, based_on: int, actor, now: datetime) -> "AnswerVersion":
        """Save the version that follows `based_on` (0 for the first); AnswerConflictError if there is one already."""
        try:
            with transaction.atomic():
                return self.create(
                    question=question, version=based_on + 1, text=clean(text), actor=actor, written_at=now
                )
        except IntegrityError:
            latest = self.filter(question=question).first()
            if latest is None:
                raise
            raise AnswerConflictError(latest) from None


class AnswerVersion(AppendOnly):
    """One version of the answer to one question."""

    question = models.ForeignKey("questions.Question", on_delete=models.CASCADE, related_name="answer_versions")
    version = models.PositiveIntegerField(_("version"))
    text = models.TextField(_("answer"), max_length=20_000)
    written_at = models.DateTimeField(_("written at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )

    objects = AnswerVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of an answer")
        verbose_name_plural = _("versions of answers")
        ordering = ["-version"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["question", "version"], name="answer_one_text_per_version")]

    def __str__(self):
        return f"{self.question_id} v{self.version}"
