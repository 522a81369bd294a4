"""The page of one conference: when, where, for whom, how to register, and what came of it."""

from datetime import date, datetime, timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import RichTextField, StreamField
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.pages.models import SitePage
from cms.text import clean, clean_line

from .dossier import CALLED_OFF, ENDED
from .kept_facts import KeepsFacts
from .own_questions import OwnQuestionsBlock
from .page_form import ConferenceForm
from .panels import edit_handler
from .parts import ConferenceSession
from .querysets import ConferenceManager
from .rules import DialogueRules
from .schedule import Schedule, Stage, Window
from .standing import standing_of


class ConferencePage(KeepsFacts, SitePage):
    """A conference (hội nghị đối thoại) and its registration window.

    Its states follow from the stored moments and `now`. For lists, `starts_at` and `ends_at` repeat the first
    start and the last end of its sessions, `in_time_until` the closing with its grace. Registrations always
    belong to the `canonical` conference, whatever page the form was reached from.
    """

    class Kind(models.TextChoices):
        """Held by the calendar, or because something came up."""

        PERIODIC = "periodic", _("Periodic")
        AD_HOC = "ad_hoc", _("Ad hoc")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.PERIODIC)
    plan = models.ForeignKey(
        "plans.PlanPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="conferences",
        verbose_name=_("plan it belongs to"),
    )
    subject_fields = ParentalManyToManyField(
        "pages.SubjectField", blank=True, related_name="conferences", verbose_name=_("fields")
    )
    starts_at = models.DateTimeField(null=True, editable=False, db_index=True)
    ends_at = models.DateTimeField(null=True, editable=False, db_index=True)
    in_time_until = models.DateTimeField(null=True, editable=False)

    opens_at = models.DateTimeField(_("opens at"), null=True, blank=True)
    closes_at = models.DateTimeField(
        _("closes at"),
        null=True,
        blank=True,
        help_text=_("Exact to the hour. Forms sent from this moment on are kept, but count as late."),
    )
    grace_minutes = models.PositiveSmallIntegerField(
        _("minutes of grace"),
        default=0,
        validators=[MaxValueValidator(24 * 60)],
        help_text=_("Forms this many minutes after closing still count as in time; the page says so."),
    )
    capacity = models.PositiveIntegerField(
        _("seats"), null=True, blank=True, help_text=_("Leave empty when there is no limit.")
    )
    reserved_seats = models.PositiveIntegerField(
        _("of these reserved"), default=0, help_text=_("For guests the office invites; not given out online.")
    )
    max_group_size = models.PositiveSmallIntegerField(
        _("people per form"), default=5, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    own_questions = StreamField(OwnQuestionsBlock(), blank=True, verbose_name=_("questions of the office"))
    contact_unit = models.CharField(_("unit or person"), max_length=200, blank=True)
    contact_phone = models.CharField(_("phone"), max_length=60, blank=True)
    contact_email = models.EmailField(_("e-mail"), blank=True)
    contact_address = models.CharField(_("address"), max_length=300, blank=True)

    late_notice_reason = models.TextField(
        _("reason for publishing late"),
        blank=True,
        max_length=1000,
        help_text=_(
            "Needed when the notice goes out later than the rules allow. Kept in the file; readers do not see it."
        ),
    )

    results = RichTextField(
        _("results"), blank=True, features=["bold", "italic", "link", "document-link", "ol", "ul", "h3"]
    )
    attendees_count = models.PositiveIntegerField(_("people attending"), null=True, blank=True)
    questions_count = models.PositiveIntegerField(_("questions received"), null=True, blank=True)
    answered_there_count = models.PositiveIntegerField(_("answered at the conference"), null=True, blank=True)
    answered_in_writing_count = models.PositiveIntegerField(_("answered in writing"), null=True, blank=True)

    objects = ConferenceManager()

    base_form_class = ConferenceForm
    parent_page_types = ["conferences.ConferenceIndexPage"]
    subpage_types = []
    edit_handler = edit_handler(ConferenceForm)
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("results"),
        index.FilterField("kind"),
        index.FilterField("starts_at"),
    ]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in (
            "kind",
            "plan",
            "subject_fields",
            "opens_at",
            "closes_at",
            "grace_minutes",
            "capacity",
            "reserved_seats",
            "max_group_size",
            "own_questions",
            "contact_phone",
            "contact_email",
            "late_notice_reason",
        )
    ]

    class Meta:
        verbose_name = _("conference")
        verbose_name_plural = _("conferences")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_at__isnull=True) | Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="conference_window_in_order",
                violation_error_message=_("Registration closes before it opens. Check both times."),
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=F("reserved_seats")),
                name="conference_reserves_no_more_than_it_has",
                violation_error_message=_("There are more reserved seats than seats. Lower one or raise the other."),
            ),
        ]

    def full_clean(self, *args, **kwargs):
        self._clean_texts()
        super().full_clean(*args, **kwargs)

    def save(self, *args, **kwargs):
        """Save with the first start and last end of the sessions and the end of the grace."""
        self._clean_texts()
        sessions = list(self.sessions.all())
        self.starts_at = min((session.starts_at for session in sessions), default=None)
        self.ends_at = max((session.ends_at for session in sessions), default=None)
        self.in_time_until = self.closes_at and self.closes_at + timedelta(minutes=self.grace_minutes)
        super().save(*args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        """Adds what the page shows; nothing in it depends on who asks or, to the minute, when."""
        context = super().get_context(request, *args, **kwargs)
        context["sessions"] = self.sessions_in_order
        context["agenda"] = self.agenda.all()
        context["participants"] = self.participants.all()
        context["fields"] = self.subject_fields.all()
        context["plan"] = self.published_plan
        context["canonical"] = self.canonical
        has_results = bool(self.results) or any(count is not None for _label, count in self.result_counts)
        context["has_results"] = has_results
        is_reachable = self.has_public_form or self._is_previewed(request)
        standing = context["standing"] = standing_of(self)
        is_off = standing is not None and standing.is_called_off
        context["shows_registration"] = (
            bool(self.canonical.opens_at) and not has_results and is_reachable and not is_off
        )
        context["rules"] = DialogueRules.of(self)
        return context

    def schedule(self) -> Schedule:
        """The moments that decide the states, and what the file says at this very moment."""
        state = self.state_of_file
        return Schedule(
            self.starts_at,
            self.ends_at,
            self.opens_at,
            self.closes_at,
            timedelta(minutes=self.grace_minutes),
            is_called_off=state in CALLED_OFF,
            is_ended=state in ENDED,
        )

    def stage(self, now: datetime) -> Stage:
        """Where the conference stands at `now`."""
        return self.schedule().stage(now)

    def window(self, now: datetime) -> Window:
        """What the registration form does at `now`."""
        return self.schedule().window(now)

    @cached_property
    def canonical(self) -> "ConferencePage":
        """The conference that registrations belong to: the oldest of all translations; of an alias, its source's.

        The oldest stays the oldest when translations are added, so registrations never change their hall.
        """
        page, seen = self, set()
        while page.pk not in seen:
            seen.add(page.pk)
            oldest = type(self).objects.filter(translation_key=page.translation_key).order_by("pk").first() or page
            source = oldest.alias_of_id and type(self).objects.filter(pk=oldest.alias_of_id).first()
            page = source or oldest
        return self if page.pk == self.pk else page

    @property
    def has_public_form(self) -> bool:
        """Whether everybody may reach the form: its canonical conference is published."""
        return type(self).objects.published().filter(pk=self.canonical.pk).exists()

    @property
    def seats_for_registration(self) -> int | None:
        """How many seats the online form may give out; None without a limit."""
        return None if self.capacity is None else self.capacity - self.reserved_seats

    @property
    def sessions_in_order(self) -> list[ConferenceSession]:
        """The sessions by time."""
        return sorted(self.sessions.all(), key=lambda session: session.starts_at)

    @property
    def is_online_offered(self) -> bool:
        """Whether one may take part online."""
        return self.kept("online", lambda: any(session.online_link for session in self.sessions.all()))

    @property
    def published_plan(self):
        """The plan it belongs to, in the language of this page, if readers may see it; else None."""
        if self.plan is None:
            return None
        plan = self.plan.localized
        return type(plan).objects.published().filter(pk=plan.pk).first()

    @property
    def result_counts(self) -> list[tuple[str, int | None]]:
        """The numbers of the results with their labels; None where unknown."""
        names = ("attendees_count", "questions_count", "answered_there_count", "answered_in_writing_count")
        return [(self._meta.get_field(name).verbose_name, getattr(self, name)) for name in names]

    @property
    def listing_date(self) -> date | None:
        """The day it starts; without one, the day it was published."""
        return timezone.localdate(self.starts_at) if self.starts_at else super().listing_date

    def _is_previewed(self, request) -> bool:
        """Whether an editor looks at the canonical page itself before it is published."""
        return getattr(request, "is_preview", False) and self.pk is not None and self.canonical.pk == self.pk

    def _clean_texts(self):
        self.late_notice_reason = clean(self.late_notice_reason or "")
        for name in ("contact_unit", "contact_phone", "contact_address"):
            setattr(self, name, clean_line(getattr(self, name) or ""))
