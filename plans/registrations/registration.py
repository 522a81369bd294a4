"""A registration form (phiếu đăng ký) as it was sent, and how it changes."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.text import fold

from .merging import Merging
from .moves import Moves
from .querysets import RegistrationQuerySet
from .restricting import Restricting
from .sender_steps import SenderSteps
from .states import ENDED_FORMS, FORM_MOVES, SEAT_MOVES, SEATS_RELEASED, SIGN_LABELS, Channel, FormState, Seat


class Registration(Moves, Merging, SenderSteps, Restricting, models.Model):
    """One form. Form state, seat and flags change with an event; what the sender corrects, too, and is kept.

    `submission_key` is one pressing of the button, however often the browser repeats it; `fingerprint` tells
    whether it says the same. `received_at` is the server's clock when the request arrived.
    """

    class ApplicantKind(models.TextChoices):
        """In what capacity somebody registers."""

        CITIZEN = "citizen", _("Citizen")
        BUSINESS = "business", _("Business")
        HOUSEHOLD = "household", _("Household business")
        ORGANISATION = "organisation", _("Organisation, authority")

    class Participation(models.TextChoices):
        """How somebody takes part."""

        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", _("Online")
        IN_WRITING = "in_writing", _("Only send a question and get a written answer")

    class AnswerBy(models.TextChoices):
        """How the answer reaches the sender."""

        POST = "post", _("By post")
        EMAIL = "email", _("By e-mail")
        COLLECT = "collect", _("Collected at the office")

    class ComplaintAnswer(models.TextChoices):
        """The sender's own view whether this is a complaint or denunciation; nothing is refused by it."""

        NO_COMPLAINT = "no_complaint", _("Correct")
        UNSURE = "unsure", _("I am not sure")

    conference = models.ForeignKey(
        "conferences.ConferencePage",
        on_delete=models.PROTECT,
        related_name="registrations",
        verbose_name=_("conference"),
    )
    code = models.CharField(_("code"), max_length=12, unique=True)
    secret = models.CharField(max_length=40, unique=True)
    submission_key = models.UUIDField(unique=True)
    fingerprint = models.CharField(max_length=64)
    received_at = models.DateTimeField(_("received at"))
    channel = models.CharField(_("channel"), max_length=10, choices=Channel, default=Channel.ONLINE)
    language = models.CharField(_("language"), max_length=5, default="vi")

    form_state = models.CharField(_("form"), max_length=20, choices=FormState)
    seat = models.CharField(_("seat"), max_length=20, choices=Seat, db_index=True)
    is_suspected_spam = models.BooleanField(_("possible spam"), default=False)
    is_possible_duplicate = models.BooleanField(_("possible duplicate"), default=False)
    signs = models.JSONField(_("signs"), default=list, blank=True)

    applicant_kind = models.CharField(_("registers as"), max_length=15, choices=ApplicantKind)
    full_name = models.CharField(_("full name"), max_length=100)
    position = models.CharField(_("position"), max_length=100, blank=True)
    organisation_name = models.CharField(_("organisation"), max_length=250, blank=True)
    tax_code = models.CharField(_("tax code"), max_length=20, blank=True)
    participation = models.CharField(_("takes part"), max_length=15, choices=Participation)
    group_size = models.PositiveSmallIntegerField(_("people"), default=1)
    phone = models.CharField(_("phone"), max_length=20, blank=True)
    phone_extension = models.CharField(_("extension"), max_length=10, blank=True)
    phone_as_typed = models.CharField(_("phone as typed"), max_length=60, blank=True)
    email = models.EmailField(_("e-mail"), max_length=254, blank=True)
    answer_by = models.CharField(_("answer"), max_length=10, choices=AnswerBy)
    province = models.ForeignKey(
        "addresses.Province",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("province"),
    )
    commune = models.ForeignKey(
        "addresses.Commune",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("commune"),
    )
    postal_address = models.TextField(_("house number, street, village"), max_length=400, blank=True)
    complaint_answer = models.CharField(_("not a complaint"), max_length=15, choices=ComplaintAnswer)
    may_publish = models.BooleanField(_("may be published without name"))
    access_needs = models.JSONField(_("access needs"), default=list, blank=True)
    form_version = models.ForeignKey(
        "registrations.FormVersion",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("version of the form"),
    )
    extra_answers = models.JSONField(_("answers to the office's own questions"), default=dict, blank=True)
    consent = models.ForeignKey("registrations.ConsentText", on_delete=models.PROTECT, verbose_name=_("consent text"))
    consented_at = models.DateTimeField(_("consented at"))
    # What stood before the form, and what was agreed to for reminders, where that was agreed to.
    notice = models.ForeignKey(
        "registrations.ConsentText",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("notice shown"),
    )
    reminder_consent = models.ForeignKey(
        "registrations.ConsentText",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("consent to reminders"),
    )
    wants_reminders = models.BooleanField(_("wants reminders"), default=False)
    reminders_withdrawn_at = models.DateTimeField(_("consent to reminders withdrawn at"), null=True, blank=True)
    # Where the group stands in the waiting list; who goes back into it stands at its end.
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="merged_forms",
        verbose_name=_("merged into"),
    )
    # Forms on paper, by phone or at the desk.
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("entered by"),
    )
    register_number = models.CharField(_("incoming number"), max_length=40, blank=True)
    changed_at = models.DateTimeField(_("changed by the sender at"), null=True, blank=True)
    # The person asked for it: nothing is sent, published or taken out of the house by itself any more.
    restricted_at = models.DateTimeField(_("use of the data restricted at"), null=True, blank=True)
    erased_at = models.DateTimeField(_("personal data erased at"), null=True, blank=True)
    folded = models.TextField(editable=False, default="")

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["-received_at", "-pk"]
        default_permissions = ("view", "change")
        permissions = [("export_registration", _("Can export registrations"))]
        indexes = [
            models.Index(fields=["conference", "seat"], name="registration_seats"),
            models.Index(fields=["conference", "phone"], name="registration_phone"),
            models.Index("conference", Lower("email"), name="registration_email"),
            # The desk's list, newest first: all, of one conference, of one state, of both.
            models.Index(fields=["-received_at", "-id"], name="registration_newest"),
            models.Index(fields=["conference", "-received_at"], name="registration_of_conference"),
            models.Index(fields=["form_state", "-received_at"], name="registration_of_state"),
            models.Index(fields=["conference", "form_state", "-received_at", "-id"], name="registration_of_both"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(group_size__gte=1), name="registration_of_somebody"),
            models.CheckConstraint(
                condition=~(models.Q(phone="") & models.Q(email=""))
                | models.Q(erased_at__isnull=False)
                | ~models.Q(channel="online"),
                name="registration_can_be_answered",
            ),
            models.CheckConstraint(
                condition=models.Q(form_state__in=FormState.values), name="registration_known_form_state"
            ),
            models.CheckConstraint(condition=models.Q(seat__in=Seat.values), name="registration_known_seat"),
        ]

    def __str__(self):
        return self.code

    def save(self, *args, **kwargs):
        """Save with the text that search compares."""
        self.fold_texts()
        super().save(*args, **kwargs)

    def fold_texts(self) -> None:
        """Put together the text that search compares."""
        parts = (self.code, self.code.replace("-", ""), self.full_name, self.organisation_name, self.email)
        digits = "".join(sign for sign in self.phone if sign.isdigit())
        self.folded = fold(" ".join([*parts, digits, "0" + digits.removeprefix("84") if digits else ""]))

    def receipt_path(self) -> str:
        """The address of the receipt; who has it may read the receipt."""
        return reverse("registrations:receipt", args=[self.code, self.secret])

    @property
    def is_late(self) -> bool:
        """Whether the form is still treated as late."""
        return self.form_state == FormState.LATE

    @property
    def has_ended(self) -> bool:
        """Whether the form was withdrawn or merged: no seat and no answer follow from it."""
        return self.form_state in ENDED_FORMS

    @property
    def seat_label(self):
        """The seat in words; a form that has ended keeps none."""
        is_released = self.has_ended and self.seat in SEATS_RELEASED
        return Seat.RELEASED.label if is_released else self.get_seat_display()

    @property
    def sign_labels(self) -> list:
        """What made the rules look twice, in words."""
        return [SIGN_LABELS.get(sign, sign) for sign in self.signs]

    @property
    def next_form_states(self) -> list[FormState]:
        """What a clerk may make of the form now."""
        return list(FORM_MOVES[FormState(self.form_state)])

    @property
    def next_seats(self) -> list[Seat]:
        """What a clerk may make of the seat now; nothing once the form has ended."""
        if not self.next_form_states:
            return []
        return list(SEAT_MOVES[Seat(self.seat)])
