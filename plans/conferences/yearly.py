"""The yearly plan of dialogues (kế hoạch đối thoại năm): which periodic conferences a year owes, and which stand."""

import calendar
from datetime import date, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from cms.text import clean
from plans.periods import Period

from .dossier import BEFORE_ANNOUNCING, CALLED_OFF, Dossier

# How long before the last day an announcement is possible the office is told that one is missing.
WARNING_DAYS = 30


class YearlyPlanQuerySet(models.QuerySet):
    """Plans with what a list shows."""

    def with_counts(self):
        """Adds `slot_count` and `announced_count`."""
        stands = Q(slots__conference__dossier__isnull=False) & ~Q(
            slots__conference__dossier__state__in=[*BEFORE_ANNOUNCING, *CALLED_OFF]
        )
        return self.annotate(
            slot_count=models.Count("slots", distinct=True),
            announced_count=models.Count("slots", filter=stands, distinct=True),
        )


class YearlyPlan(ClusterableModel):
    """One year's plan; its slots are made from the rhythm and can be changed one by one afterwards."""

    class Rhythm(models.IntegerChoices):
        """How many periodic conferences the year has."""

        YEARLY = 1, _("Once a year")
        HALF_YEARLY = 2, _("Every half-year")
        QUARTERLY = 4, _("Every quarter")
        MONTHLY = 12, _("Every month")

    year = models.PositiveSmallIntegerField(
        _("year"), unique=True, validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    rhythm = models.PositiveSmallIntegerField(_("rhythm"), choices=Rhythm, default=Rhythm.HALF_YEARLY)
    plan = models.ForeignKey(
        "plans.PlanPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("plan document"),
        help_text=_("The issued plan, if it is on this site."),
    )
    remark = models.TextField(_("remark"), blank=True, max_length=1000)

    objects = YearlyPlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("yearly plan of dialogues")
        verbose_name_plural = _("yearly plans of dialogues")
        ordering = ["-year"]

    def __str__(self):
        return str(_("Dialogue plan %(year)d") % {"year": self.year})

    def save(self, *args, **kwargs):
        self.remark = clean(self.remark or "")
        super().save(*args, **kwargs)

    def add_missing_slots(self) -> None:
        """Give a plan without slots those of its rhythm, equal parts of the year, with what is announced already."""
        if self.slots.exists():
            return
        months = 12 // self.rhythm
        PlannedSlot.objects.bulk_create(
            PlannedSlot(
                yearly_plan=self,
                number=number,
                starts_on=date(self.year, (number - 1) * months + 1, 1),
                ends_on=date(self.year, number * months, calendar.monthrange(self.year, number * months)[1]),
            )
            for number in range(1, self.rhythm + 1)
        )
        announced = Dossier.objects.exclude(state__in=[*BEFORE_ANNOUNCING, *CALLED_OFF])
        periodic = announced.filter(conference__kind="periodic", conference__starts_at__year=self.year)
        for dossier in periodic.select_related("conference").order_by("conference__starts_at"):
            PlannedSlot.objects.take(dossier.conference, timezone.localdate(dossier.conference.starts_at))


class PlannedSlotQuerySet(models.QuerySet):
    """Slots by what stands in them."""

    def unannounced(self):
        """Slots in which no conference is announced and still meant to be, or was, held."""
        return self.filter(
            Q(conference=None)
            | Q(conference__dossier=None)
            | Q(conference__dossier__state__in=[*BEFORE_ANNOUNCING, *CALLED_OFF])
        )

    def pressing(self, today: date):
        """Unannounced slots of this and the last year whose last days to announce have come, or have passed."""
        horizon = today + timedelta(days=WARNING_DAYS + 365)
        slots = (
            self.unannounced()
            .filter(ends_on__lte=horizon, ends_on__year__gte=today.year - 1)
            .select_related("yearly_plan", "conference__dossier")
        )
        return slots.order_by("ends_on")

    def promised(self, today: date):
        """Unannounced slots of this and the last year whose time has passed: promised, and not held yet."""
        return self.unannounced().filter(ends_on__lt=today, ends_on__year__gte=today.year - 1).order_by("-ends_on")

    def take(self, conference, day: date) -> "PlannedSlot | None":
        """Put a periodic `conference` held on `day` into the first free slot of that time; returns it."""
        if self.filter(conference=conference).exists():
            return None
        free = (
            self.unannounced()
            .select_for_update(of=("self",))
            .exclude(conference__dossier__state__in=BEFORE_ANNOUNCING)
        )
        slot = free.filter(starts_on__lte=day, ends_on__gte=day).order_by("ends_on", "number").first()
        if slot is not None:
            slot.conference = conference
            slot.save(update_fields=["conference"])
        return slot


class PlannedSlot(models.Model):
    """One periodic conference the year owes (đợt), and the time in which it must be held."""

    yearly_plan = ParentalKey(YearlyPlan, on_delete=models.CASCADE, related_name="slots")
    number = models.PositiveSmallIntegerField(_("number"), validators=[MinValueValidator(1)])
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), help_text=_("The last day on which the conference may be held."))
    conference = models.ForeignKey(
        "conferences.ConferencePage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="slots",
        verbose_name=_("conference"),
        help_text=_("Found by itself when a periodic conference of that time is announced."),
    )

    objects = PlannedSlotQuerySet.as_manager()

    class Meta:
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        ordering = ["yearly_plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["yearly_plan", "number"], name="planned_slot_number_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="planned_slot_in_order",
                violation_error_message=_("The slot ends before it begins. Check both days."),
            ),
        ]

    def __str__(self):
        return f"{self.number}/{self.yearly_plan.year}"

    @property
    def period(self) -> Period:
        """The time in which it is promised: a month, a quarter, or the days themselves."""
        return Period.of_columns(self.starts_on, self.ends_on)
