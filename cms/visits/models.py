"""What the counter keeps: figures for good, and for a day or two what tells visits apart.

Nothing here names a person: no address, no browser name, no cookie. Pages and sites are referred to
without a database constraint, so that figures outlive a deleted page and a view that arrives while
its page is being deleted harms nothing.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

from cms.text import clean, clean_line


class Figures(models.Model):
    """Counted visits and views; rows are written by `cms.visits.ledger` alone and only ever grow."""

    visits = models.PositiveBigIntegerField(_("visits"), default=0)
    views = models.PositiveBigIntegerField(_("views"), default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        abstract = True


def _kept_after_deletion(model: str, label) -> models.ForeignKey:
    return models.ForeignKey(
        model, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+", verbose_name=label
    )


class SiteTotal(Figures):
    """All that was ever counted on a site; locked while a batch is written."""

    site = models.OneToOneField(
        "wagtailcore.Site", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+", primary_key=True
    )

    class Meta:
        verbose_name = _("site total")
        verbose_name_plural = _("site totals")
        constraints = [models.CheckConstraint(condition=Q(views__gte=F("visits")), name="site_total_views_gte_visits")]

    def __str__(self):
        return f"{self.site_id}: {self.visits}/{self.views}"


class PageTotal(Figures):
    """All that was ever counted on a page."""

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+", primary_key=True
    )
    site = _kept_after_deletion("wagtailcore.Site", _("site"))

    class Meta:
        verbose_name = _("page total")
        verbose_name_plural = _("page totals")
        constraints = [models.CheckConstraint(condition=Q(views__gte=F("visits")), name="page_total_views_gte_visits")]

    def __str__(self):
        return f"{self.page_id}: {self.visits}/{self.views}"


class SiteDay(Figures):
    """What was counted on a site on one day in Vietnam."""

    site = _kept_after_deletion("wagtailcore.Site", _("site"))
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("site's day")
        verbose_name_plural = _("site's days")
        constraints = [
            models.UniqueConstraint(fields=["site", "day"], name="one_row_per_site_and_day"),
            models.CheckConstraint(condition=Q(views__gte=F("visits")), name="site_day_views_gte_visits"),
        ]

    def __str__(self):
        return f"{self.site_id}, {self.day}: {self.visits}/{self.views}"


class PageDay(Figures):
    """What was counted on a page on one day in Vietnam."""

    page = _kept_after_deletion("wagtailcore.Page", _("page"))
    site = _kept_after_deletion("wagtailcore.Site", _("site"))
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("page's day")
        verbose_name_plural = _("page's days")
        indexes = [models.Index(fields=["site", "day"], name="visits_pageday_site_day")]
        constraints = [
            models.UniqueConstraint(fields=["page", "day"], name="one_row_per_page_and_day"),
            models.CheckConstraint(condition=Q(views__gte=F("visits")), name="page_day_views_gte_visits"),
        ]

    def __str__(self):
        return f"{self.page_id}, {self.day}: {self.visits}/{self.views}"


class DaySalt(models.Model):
    """The random salt of one day; once it is destroyed nobody can tell who was behind a visitor key."""

    day = models.DateField(primary_key=True)
    salt = models.BinaryField(max_length=32)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("salt of the day")
        verbose_name_plural = _("salts of the day")

    def __str__(self):
        return str(self.day)


class Visitor(models.Model):
    """The current visit of a browser on one site and day, under its salted key; gone with the salt."""

    key = models.CharField(max_length=32, primary_key=True)
    day = models.DateField(db_index=True)
    visit_started_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("visitor of the day")
        verbose_name_plural = _("visitors of the day")

    def __str__(self):
        return self.key


class VisitorPage(models.Model):
    """How often a browser viewed a page today, and in which of its visits last; gone with the salt."""

    visitor_key = models.CharField(max_length=32)
    page_id = models.PositiveBigIntegerField()
    day = models.DateField(db_index=True)
    visit_started_at = models.DateTimeField()
    views = models.PositiveIntegerField(default=0)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("visitor's page of the day")
        verbose_name_plural = _("visitor's pages of the day")
        constraints = [models.UniqueConstraint(fields=["visitor_key", "page_id"], name="one_row_per_visitor_and_page")]

    def __str__(self):
        return f"{self.visitor_key}: {self.page_id}"


class CountingProcess(models.Model):
    """The last batch a web process has written; a batch tried again after a lost answer is not counted twice."""

    key = models.UUIDField(primary_key=True)
    last_batch = models.PositiveBigIntegerField(default=0)
    written_at = models.DateTimeField(db_index=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("counting process")
        verbose_name_plural = _("counting processes")

    def __str__(self):
        return f"{self.key}: {self.last_batch}"


@register_setting(icon="view", order=700)
class OpeningBalance(BaseSiteSetting):
    """Figures taken over from an older site. Kept apart from what is counted here, added when shown."""

    visits = models.PositiveBigIntegerField(_("visits taken over"), default=0)
    views = models.PositiveBigIntegerField(_("views taken over"), default=0)
    counted_until = models.DateField(
        _("counted until"), null=True, blank=True, help_text=_("The last day on which the older site counted.")
    )
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Where the figures come from, for example “Counter of the former website, minutes of handover”."),
    )
    correction_note = models.TextField(
        _("reason for a correction"),
        blank=True,
        max_length=600,
        help_text=_("Needed when a figure is lowered: the public totals then fall. Shown to everybody."),
    )

    panels = [
        HelpPanel(template="visits/admin/opening_balance_help.html"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("visits"), FieldPanel("views")]),
                FieldPanel("counted_until"),
                FieldPanel("source"),
                FieldPanel("correction_note"),
            ],
            heading=_("Opening balance"),
        ),
    ]

    class Meta:
        verbose_name = _("opening balance of the visit counter")
        verbose_name_plural = _("opening balances of the visit counter")
        constraints = [models.CheckConstraint(condition=Q(views__gte=F("visits")), name="balance_views_gte_visits")]

    def clean(self):
        """Refuse figures that nobody can trace, and a silent fall of the public totals."""
        super().clean()
        self.source = clean_line(self.source or "")
        self.correction_note = clean(self.correction_note or "")
        errors = {}
        if self.visits is None or self.views is None:
            return
        if self.views < self.visits:
            errors["views"] = _("There cannot be fewer views than visits. Check both figures.")
        if self.views and not self.counted_until:
            errors["counted_until"] = _("Enter the day until which the older site counted.")
        if self.views and not self.source:
            errors["source"] = _("Write down where the figures come from.")
        stored = OpeningBalance.objects.filter(pk=self.pk).first() if self.pk else None
        is_lowered = stored is not None and (self.visits < stored.visits or self.views < stored.views)
        if is_lowered and (not self.correction_note or self.correction_note == stored.correction_note):
            errors["correction_note"] = _("The public totals would fall. Write down why the figure is corrected.")
        if errors:
            raise ValidationError(errors)
