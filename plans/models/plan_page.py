"""One official plan: the record of a document and its text in numbered items."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import ObjectList, TabbedInterface
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from cms.blocks.readable import readable_pages
from cms.pages.models import SitePage
from cms.text import clean_line, fold
from plans.dating import EARLIEST, is_impossible, official_date
from plans.numbers import clean_number, number_key, number_value, symbol_of
from plans.period_reading import read_period
from plans.periods import Period, Precision
from plans.relating import RelationGroup, relations_of

from . import plan_panels
from .plan_form import PlanForm
from .vocabulary import DocumentType, Status


class PlanPage(SitePage):
    """An official document of an office, most often a plan.

    Everything but the title may wait while it is a draft. `sorted_on` and `number_key` are kept
    for the register's order and look-up and follow `issued_on` and `number`.
    """

    number = models.CharField(
        _("number and symbol"),
        max_length=80,
        blank=True,
        help_text=_("As on the document, for example 1891/KH-SKHCN. Not numbered yet: /KH-SKHCN."),
    )
    number_key = models.CharField(max_length=80, blank=True, editable=False, db_index=True)
    number_value = models.PositiveBigIntegerField(default=0, editable=False)
    issued_on = models.DateField(
        _("issued on"),
        null=True,
        blank=True,
        help_text=_("The day written on the document. Leave empty while it is not signed."),
    )
    sorted_on = models.DateField(default=EARLIEST, editable=False)
    place = models.CharField(
        _("place"), max_length=120, blank=True, help_text=_("The place in front of the date, for example Quảng Ngãi.")
    )
    issuer = models.ForeignKey(
        "plans.Issuer",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("issuing office"),
    )
    drafting_unit = models.ForeignKey(
        "plans.Unit",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="plans",
        verbose_name=_("unit in charge"),
        help_text=_("The unit that prepared the plan and answers questions about it."),
    )
    document_type = models.CharField(
        _("kind of document"), max_length=60, default=DocumentType.PLAN.value, db_index=True
    )
    subject_fields = ParentalManyToManyField(
        "pages.SubjectField", blank=True, related_name="plans", verbose_name=_("fields")
    )
    period_start = models.DateField(_("period from"), null=True, blank=True)
    period_end = models.DateField(_("period to"), null=True, blank=True)
    period_text = models.CharField(
        _("period in words"),
        max_length=200,
        blank=True,
        help_text=_("When the document gives no exact days, for example: from quarter II to quarter IV of 2024."),
    )
    period_precision = models.CharField(max_length=8, blank=True, choices=Precision, editable=False)
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.IN_FORCE, db_index=True)

    base_form_class = PlanForm
    parent_page_types = ["plans.PlanRegisterPage"]
    subpage_types = []

    content_panels = plan_panels.content_panels
    record_panels = plan_panels.record_panels
    formal_panels = plan_panels.formal_panels
    grouping_panels = plan_panels.grouping_panels
    promote_panels = plan_panels.promote_panels

    edit_handler = TabbedInterface(
        [
            ObjectList(plan_panels.content_panels, heading=_("Content")),
            ObjectList(plan_panels.record_panels, heading=_("Document details")),
            ObjectList(plan_panels.formal_panels, heading=_("Bases, recipients, signatures")),
            ObjectList(plan_panels.grouping_panels, heading=_("Classification")),
            ObjectList(plan_panels.promote_panels, heading=_("Display")),
        ],
        base_form_class=PlanForm,
    )

    override_translatable_fields = [
        SynchronizedField("number", overridable=False),
        SynchronizedField("issued_on", overridable=False),
        SynchronizedField("document_type", overridable=False),
        SynchronizedField("status", overridable=False),
        SynchronizedField("subject_fields", overridable=False),
        SynchronizedField("period_start", overridable=False),
        SynchronizedField("period_end", overridable=False),
        SynchronizedField("period_precision", overridable=False),
    ]

    search_fields = [
        *SitePage.search_fields,
        index.SearchField("number"),
        index.RelatedFields("legal_bases", [index.SearchField("text")]),
        index.RelatedFields("recipients", [index.SearchField("text")]),
        index.RelatedFields("signers", [index.SearchField("title"), index.SearchField("name")]),
        index.FilterField("issued_on"),
        index.FilterField("status"),
        index.FilterField("document_type"),
        index.FilterField("issuer"),
    ]

    class Meta:
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        indexes = [models.Index(fields=["-sorted_on", "-page_ptr"], name="plans_by_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(issued_on__isnull=True) | models.Q(issued_on__gte=EARLIEST),
                name="plan_issued_since_1945",
                violation_error_message=_("No document can have been issued before 1945. Check the year."),
            ),
            models.CheckConstraint(
                condition=models.Q(period_start__isnull=True)
                | models.Q(period_end__isnull=True)
                | models.Q(period_end__gte=models.F("period_start")),
                name="plan_period_in_order",
                violation_error_message=_("The period ends before it begins. Check both dates."),
            ),
        ]

    def full_clean(self, *args, **kwargs):
        """Make number, place and kind clean before checks."""
        self._clean_texts()
        super().full_clean(*args, **kwargs)

    def clean(self):
        """Refuse a day on which nobody can have issued the document."""
        super().clean()
        if self.issued_on and is_impossible(self.issued_on, timezone.localdate()):
            raise ValidationError(
                {
                    "issued_on": _(
                        "No document can have been issued on %(day)s. Write the day on the document, "
                        "between 01/01/1945 and one year from today."
                    )
                    % {"day": f"{self.issued_on:%d/%m}/{self.issued_on.year}"}
                }
            )

    def save(self, *args, **kwargs):
        """Save with the register's order and look-up keys."""
        self._clean_texts()
        super().save(*args, **kwargs)

    def _clean_texts(self):
        self.number = clean_number(self.number or "")
        self.number_key = number_key(self.number)[:80]
        self.number_value = number_value(self.number)
        self.sorted_on = self.issued_on or EARLIEST
        self.place = clean_line(self.place or "")
        self.period_text = clean_line(self.period_text or "")
        self.period_precision = self._precision_of_period()
        self.document_type = DocumentType.recognise(self.document_type or "") or DocumentType.PLAN.value

    def _precision_of_period(self) -> str:
        """How finely the words say the days that are stored; translated words leave what the original said."""
        if self.period_start is None and self.period_end is None:
            return ""
        said = read_period(self.period_text)
        if said and (said.start, said.end) == (self.period_start, self.period_end):
            return said.precision
        is_kept = Period.fits(self.period_start, self.period_end, self.period_precision)
        return self.period_precision if is_kept and said is None else ""

    @property
    def period(self) -> Period | None:
        """The days the plan covers; None when none are stored."""
        return Period.of_columns(self.period_start, self.period_end, self.period_precision)

    @property
    def period_in_words(self) -> str:
        """The period as the document says it; in another language as that language would."""
        if get_language() != "vi":
            said = read_period(self.period_text)
            if said is not None:
                return said.in_words()
        return self.period_text or (self.period.in_words() if self.period else "")

    @property
    def listing_date(self) -> date | None:
        """The day it was issued; without one, the day it was published here."""
        return self.issued_on or super().listing_date

    @property
    def listing_number(self) -> str:
        """The document's number and symbol."""
        return self.number

    @property
    def symbol(self) -> str:
        """The symbol behind the running number: "KH-SKHCN"."""
        return symbol_of(self.number)

    @property
    def is_unnumbered(self) -> bool:
        """Whether there is only a symbol yet ("/KH-SKHCN"), as on documents numbered by hand."""
        return self.number.startswith("/")

    @property
    def place_and_date(self) -> str:
        """The line on top of the document: "Quảng Ngãi, ngày 20 tháng 01 năm 2022"; what is unknown is left out."""
        day = official_date(self.issued_on) if self.issued_on else ""
        return ", ".join(part for part in (self.place, day) if part)

    @property
    def type_name(self) -> str:
        """The kind of document in the reader's language."""
        return DocumentType.label_of(self.document_type)

    @property
    def is_type_in_title(self) -> bool:
        """Whether a title in the reader's language already begins with the kind ("Plan for …")."""
        return fold(self.title).startswith(fold(self.type_name)) and not self._has_official_type_in_title

    @property
    def subject(self) -> str:
        """The title below the kind of document: "Kế hoạch tổ chức …" → "Tổ chức …"."""
        if not self._has_official_type_in_title:
            return self.title
        rest = self.title[len(self.document_type) :].lstrip(" :–-")
        return rest[:1].upper() + rest[1:]

    @property
    def _has_official_type_in_title(self) -> bool:
        start = f"{self.document_type} "
        return len(self.title) > len(start) and fold(self.title).startswith(fold(start))

    @property
    def is_current(self) -> bool:
        """Whether the document applies as it stands here."""
        return self.status == Status.IN_FORCE

    def same_numbered(self):
        """Another published document with the same number, office and year; None if there is none."""
        if not self.number_key or self.is_unnumbered or not self.issued_on:
            return None
        others = PlanPage.objects.live().exclude(pk=self.pk).filter(locale_id=self.locale_id)
        year = self.issued_on.year
        return others.filter(number_key=self.number_key, issuer=self.issuer_id, sorted_on__year=year).first()

    def relations_for_readers(self) -> list[RelationGroup]:
        """What this document is to others, and they to it, as far as anybody may know."""
        return relations_of(self)

    def bases_for_readers(self) -> list[tuple[str, Page | None]]:
        """Each legal basis with the page it links to, if anybody may read that page."""
        bases = list(self.legal_bases.all())
        prefetch_related_objects(bases, "linked_page")
        shown = readable_pages(basis.linked_page for basis in bases if basis.linked_page_id)
        return [(basis.text, shown.get(basis.linked_page_id)) for basis in bases]

    def files_for_readers(self) -> list:
        """The attached files, fetched in one go."""
        files = list(self.attachments.all())
        prefetch_related_objects(files, "document")
        return files

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["fields"] = list(self.subject_fields.all())
        context["bases"] = self.bases_for_readers()
        context["files"] = self.files_for_readers()
        context["relations"] = self.relations_for_readers()
        return context
