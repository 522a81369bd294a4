"""A document on its way in: the file a clerk chose, what was read in it, and what the clerk set right since.

Nothing of it is on the site. It belongs to one person, and is deleted a week after it was last worked on.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from plans.models import PlanRegisterPage

from .kept_files import private_storage, random_path
from .registers import registers_for
from .splice import Splice
from .tree import Tree, is_doubtful

KEPT_FOR = timedelta(days=7)
# A worker that has not said anything for this long has died; another one begins again.
SILENT_FOR = timedelta(minutes=10)
LATE_AFTER = timedelta(minutes=3)
MOST_ATTEMPTS = 2
MOST_STEPS = 200


class VersionConflictError(Exception):
    """The tree was changed in another window meanwhile; nothing was overwritten."""


class IntakeQuerySet(models.QuerySet):
    """Documents on their way in."""

    def of(self, user):
        """Those that `user` may see: the own ones, as long as plans may be added to their register."""
        return self.filter(user=user, register__in=registers_for(user).values("pk"))

    def open(self):
        """Those no page was made of yet."""
        return self.exclude(state=Intake.State.MADE)

    def claim(self, now: datetime) -> "Intake | None":
        """The next file to read, marked as being read by the caller; None when there is nothing to do."""
        dead = models.Q(state=Intake.State.READING, beat_at__lt=now - SILENT_FOR)
        waiting = self.filter(models.Q(state=Intake.State.WAITING) | dead).order_by("pk")
        for pk, state, beat in waiting.values_list("pk", "state", "beat_at"):
            mine = self.filter(pk=pk, state=state, beat_at=beat)
            if mine.update(state=Intake.State.READING, beat_at=now, progress=5, attempts=models.F("attempts") + 1):
                return self.get(pk=pk)
        return None

    def outdated(self, now: datetime):
        """Those nobody has worked on for a week."""
        return self.filter(changed_at__lte=now - KEPT_FOR)

    def forget(self) -> int:
        """Delete them with their files; returns how many. One that another window makes a draft of stays."""
        with transaction.atomic():
            # Whoever waits here for a draft being made asks the conditions again once it is.
            locked = list(self.select_for_update().values_list("pk", flat=True))
            return self.filter(pk__in=locked).delete()[1].get("drafting.Intake", 0)


class Intake(models.Model):
    """One document being checked. `tree` is described in `plans.drafting.tree`, `typed` in `plans.drafting.facts`.

    `layout` is what the screen shows of the source beside its text: tables and where pages begin. `version` counts
    changes; whoever changes something says which version it was made from.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waits to be read")
        READING = "reading", _("is being read")
        READY = "ready", _("to be checked")
        FAILED = "failed", _("could not be read")
        MADE = "made", _("draft made")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("clerk")
    )
    register = models.ForeignKey(
        PlanRegisterPage, on_delete=models.CASCADE, related_name="+", verbose_name=_("plan register")
    )
    name = models.CharField(_("file name"), max_length=200, blank=True)
    kind = models.CharField(_("kind of file"), max_length=10, blank=True)
    size = models.PositiveIntegerField(_("size"), default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    file = models.FileField(_("file"), storage=private_storage, upload_to=random_path, max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING, db_index=True)
    progress = models.PositiveSmallIntegerField(default=0)
    problem = models.TextField(_("problem"), blank=True)
    converted = models.TextField(blank=True)
    is_converted = models.BooleanField(default=False)
    remarks = models.JSONField(default=list)
    text = models.TextField(_("source text"), blank=True)
    layout = models.JSONField(default=dict)
    tree = models.JSONField(default=list)
    typed = models.JSONField(default=dict)
    version = models.PositiveIntegerField(default=0)
    page = models.ForeignKey(
        "plans.PlanPage", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("plan")
    )
    attempts = models.PositiveSmallIntegerField(default=0)
    beat_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(_("begun at"))
    changed_at = models.DateTimeField(_("changed at"), db_index=True)

    objects = IntakeQuerySet.as_manager()

    class Meta:
        verbose_name = _("document on its way in")
        verbose_name_plural = _("documents on their way in")
        ordering = ["-changed_at", "-pk"]
        default_permissions = ()

    def __str__(self):
        return self.shown_name

    def get_absolute_url(self) -> str:
        """The check screen, or how far reading is."""
        return reverse("drafting:check", args=[self.pk])

    @property
    def shown_name(self) -> str:
        """The name of the file; pasted texts have none."""
        return self.name or str(_("Pasted text"))

    @property
    def is_being_read(self) -> bool:
        """Whether there is nothing to check yet, but soon."""
        return self.state in {self.State.WAITING, self.State.READING}

    @property
    def offers_conversion(self) -> bool:
        """Whether the text is in an old encoding and could be read converted."""
        return self.state == self.State.FAILED and bool(self.converted)

    @cached_property
    def doubts(self) -> int:
        """How many parts want a look."""
        return sum(map(is_doubtful, self.tree))

    def is_late(self, now: datetime) -> bool:
        """Whether it waits for longer than any file needs."""
        return self.is_being_read and now - self.changed_at > LATE_AFTER

    def change_tree(self, splice: Splice, *, seen: int, now: datetime, typed: dict[str, str] | None = None) -> None:
        """Put a change in that was made from version `seen`; VersionConflictError when that is not the last one."""
        with transaction.atomic():
            self._save_version(seen, now, tree=splice.apply(self.tree), typed=self.typed if typed is None else typed)
            IntakeStep.objects.create(
                intake=self,
                version=self.version,
                at=splice.at,
                before=splice.before,
                after=splice.after,
                typed=None if typed is None else self._typed_before,
            )
            self.steps.filter(version__lte=self.version - MOST_STEPS).delete()

    def undo(self, *, seen: int, now: datetime) -> Splice | None:
        """Take the last change of the tree back; None when there is none."""
        with transaction.atomic():
            step = self.steps.order_by("-version").first()
            if step is None:
                return None
            splice = Splice(step.at, step.before, step.after).reversed()
            typed = self.typed if step.typed is None else step.typed
            self._save_version(seen, now, tree=splice.apply(self.tree), typed=typed)
            step.delete()
        return splice

    def change_facts(self, typed: dict[str, str], *, seen: int, now: datetime) -> None:
        """Keep what the clerk typed on top of the screen."""
        self._save_version(seen, now, typed=typed)

    def _save_version(self, seen: int, now: datetime, *, typed: dict[str, str], tree: Tree | None = None) -> None:
        facts = {"typed": typed, "version": seen + 1, "changed_at": now}
        facts |= {} if tree is None else {"tree": tree}
        mine = Intake.objects.filter(pk=self.pk, version=seen, state=self.State.READY)
        if self.version != seen or not mine.update(**facts):
            raise VersionConflictError
        self._typed_before = self.typed
        for name, value in facts.items():
            setattr(self, name, value)
        self.__dict__.pop("doubts", None)


class IntakeStep(models.Model):
    """One change of a tree, so that it can be taken back."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="steps")
    version = models.PositiveIntegerField()
    at = models.PositiveIntegerField()
    before = models.JSONField()
    after = models.JSONField()
    typed = models.JSONField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["intake", "version"], name="intake_step_once")]

    def __str__(self):
        return f"{self.intake_id}:{self.version}"


class IntakePicture(models.Model):
    """A picture found in the file; `index` is its number there."""

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="pictures")
    index = models.PositiveIntegerField()
    name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10)
    file = models.FileField(storage=private_storage, upload_to=random_path, max_length=200)

    class Meta:
        default_permissions = ()
        ordering = ["index"]
        constraints = [models.UniqueConstraint(fields=["intake", "index"], name="intake_picture_once")]

    def __str__(self):
        return self.name or str(self.index)
