"""The office's own questions of a form, kept as they stood when somebody answered them."""

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from plans.conferences.own_questions import definition_of


class FormVersionQuerySet(models.QuerySet):
    """Versions of the forms of conferences."""

    def current(self, conference) -> "FormVersion | None":
        """The version of the questions as they stand now, written down when they changed; None without questions."""
        for _attempt in range(5):
            definition = definition_of(conference)
            newest = self.filter(conference=conference).order_by("-number").first()
            if newest is None and not definition:
                return None
            if newest is not None and newest.definition == definition:
                return newest
            number = newest.number + 1 if newest else 1
            try:
                with transaction.atomic():
                    return self.create(conference=conference, number=number, definition=definition)
            except IntegrityError:
                continue
        return newest


class FormVersion(models.Model):
    """One version of the own questions of one conference.

    `definition` is a list of dicts with `key` (stable, never reused), `kind`, `label`, `help_text`, `is_required`,
    `choices` and `shown_if`; answers are kept by `key`. `plans.conferences.own_questions` writes it.
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

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a form")
        verbose_name_plural = _("versions of forms")
        ordering = ["conference", "-number"]
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["conference", "number"], name="form_version_once")]

    def __str__(self):
        return f"{self.conference_id} v{self.number}"

    def in_words(self, answers: dict) -> list[tuple[str, str]]:
        """Question and answer as people read them, in the order of the form; only what was answered."""
        pairs = []
        for question in self.definition:
            value = answers.get(question["key"])
            if value:
                pairs.append((question["label"], _words_of(question, value)))
        return pairs


def _words_of(question: dict, value) -> str:
    words = {choice["key"]: choice["label"] for choice in question["choices"]}
    if question["kind"] == "yes_no":
        words = {"yes": gettext("Yes"), "no": gettext("No")}
    if isinstance(value, list):
        return "; ".join(str(words.get(key, key)) for key in value)
    return str(words.get(value, value))
