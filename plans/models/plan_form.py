"""The editor's form of a plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.pages.page_form import SitePageForm
from plans.period_reading import read_period

from .vocabulary import DocumentType


class PlanForm(SitePageForm):
    """Offers the usual kinds of documents to choose from; a kind outside the list stays as it is."""

    take_period = forms.BooleanField(
        label=_("Fill in the days from these words"),
        required=False,
        help_text=_("Only where both days above are empty; days that were typed are never changed."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "document_type" in self.fields:
            own = self.instance.document_type
            others = [] if own in DocumentType.values or not own else [(own, own)]
            field = self.fields["document_type"]
            self.fields["document_type"] = forms.ChoiceField(
                label=field.label, help_text=field.help_text, choices=[*DocumentType.choices, *others]
            )

    def clean(self):
        """The period cannot end before it begins; on request its days are taken from the words."""
        data = super().clean()
        start, end = data.get("period_start"), data.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("The period ends before it begins. Check both dates."))
        if data.get("take_period") and not {"period_start", "period_end"} & set(self.errors) and not (start or end):
            self._take_period(data)
        return data

    def _take_period(self, data: dict) -> None:
        period = read_period(data.get("period_text") or "")
        if period is None:
            self.add_error(
                "period_text",
                _("These words name no days to fill in. Write for example “Quý III/2022” or type the days."),
            )
        else:
            data["period_start"], data["period_end"] = period.start, period.end
