"""The editor's form of a plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.pages.page_form import SitePageForm

from .vocabulary import DocumentType


class PlanForm(SitePageForm):
    """Offers the usual kinds of documents to choose from; a kind outside the list stays as it is."""

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
        """The period cannot end before it begins; the message stands at the end date."""
        data = super().clean()
        start, end = data.get("period_start"), data.get("period_end")
        if start and end and end < start:
            self.add_error("period_end", _("The period ends before it begins. Check both dates."))
        return data
