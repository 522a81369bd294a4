"""The clerk's forms: what is to be brought in, and the facts on top of the check screen."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.text import clean_line
from plans.models import DocumentType, Issuer, PlanPage, PlanRegisterPage

from .facts import LONGEST_TITLE, Facts
from .intake_reading import PASTED_HTML, PASTED_TEXT, Arrival
from .readers import ACCEPTED, MAX_BYTES
from .registers import registers_for


class RegisterChoiceField(forms.ModelChoiceField):
    """Registers by title and language."""

    def label_from_instance(self, obj):
        """The title, and the language where a register stands in several."""
        return f"{obj.title} ({obj.locale})"


class ImportForm(forms.Form):
    """Cleans to `register` and `arrival`, what is to be read."""

    file = forms.FileField(
        label=_("The file"),
        required=False,
        help_text=_("Word, PDF, web page or plain text. Drag the file into the box, or press the button in it."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED, "class": "import-file"}),
    )
    text = forms.CharField(
        label=_("Or paste the text here"),
        required=False,
        strip=False,
        help_text=_("Open the document, press Ctrl+A and Ctrl+C there, click here and press Ctrl+V."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    html = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    register = RegisterChoiceField(
        PlanRegisterPage.objects.none(),
        label=_("Plan register"),
        empty_label=None,
        help_text=_("Where the document will stand on the site."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["register"].queryset = registers_for(user).select_related("locale")
        # Empty files and characters that cannot be kept get one sentence of our own.
        self.fields["file"].allow_empty_file = True
        self.fields["text"].validators = []
        self.fields["html"].validators = []

    def clean(self):
        """Exactly one document."""
        data = super().clean()
        upload, pasted, html = data.get("file"), data.get("text") or "", data.get("html") or ""
        if self.errors:
            return data
        if upload and pasted.strip():
            self.add_error("file", _("Paste the text or choose a file, not both."))
        elif upload and upload.size > MAX_BYTES:
            most = MAX_BYTES // 1024**2
            self.add_error(
                "file",
                _("The file is larger than %(most)s MB. Save it with smaller pictures, or import it in parts.")
                % {"most": most},
            )
        elif upload:
            data["arrival"] = Arrival(upload.read(MAX_BYTES + 1), upload.name or "")
        elif html.strip():
            data["arrival"] = Arrival(_encoded(html), "", PASTED_HTML)
        elif pasted.strip():
            data["arrival"] = Arrival(_encoded(pasted), "", PASTED_TEXT)
        else:
            self.add_error("file", _("Choose a file, or paste the text of the document below."))
        return data

    def clean_register(self):
        """A register that still takes plans."""
        register = self.cleaned_data["register"]
        if not PlanPage.can_create_at(register):
            raise forms.ValidationError(_("No plan can be added to this register."))
        return register


class FactsForm(forms.Form):
    """The facts of the document; what differs from the recognised ones counts as typed (`typed`)."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    title = forms.CharField(
        label=_("Title"), max_length=LONGEST_TITLE, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    document_type = forms.ChoiceField(label=_("Kind of document"), required=False)
    number = forms.CharField(label=_("Number and symbol"), max_length=80, required=False)
    # A plain field: the admin's calendar turns a day it does not understand into today without a word.
    issued_on = forms.DateField(
        label=_("Issued on"),
        required=False,
        input_formats=["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"],
        error_messages={"invalid": _("This is no day of the calendar. Write it like 08/01/2026.")},
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": _("day/month/year"), "autocomplete": "off"}),
    )
    place = forms.CharField(label=_("Place"), max_length=120, required=False)
    issuer = forms.ModelChoiceField(
        Issuer.objects.all(), label=_("Issuing office"), required=False, empty_label=_("– not known yet –")
    )
    is_attached = forms.BooleanField(label=_("Let readers download the original file too"), required=False)

    def __init__(self, *args, facts: Facts, typed: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.facts = facts
        self.typed_before = typed
        own = DocumentType.recognise(facts.document_type)
        others = [(own, own)] if own and own not in DocumentType.values else []
        self.fields["document_type"].choices = [("", _("– not known yet –")), *DocumentType.choices, *others]

    def typed(self) -> dict[str, str]:
        """What the clerk typed, as it is kept: facts that are as they were shown stay as they are."""
        typed = dict(self.typed_before)
        for name, text in self.texts().items():
            if text != shown_texts(self.facts)[name]:
                typed[name] = text
        return typed

    def texts(self) -> dict[str, str]:
        """The valid answers as texts."""
        data = self.cleaned_data
        day, issuer = data.get("issued_on"), data.get("issuer")
        lines = ("title", "document_type", "number", "place")
        values = {name: clean_line(data[name]) for name in lines if name in data}
        if "issued_on" in data:
            values["issued_on"] = day.isoformat() if day else ""
        if "issuer" in data:
            values["issuer"] = str(issuer.pk) if issuer else ""
        return values


def shown_texts(facts: Facts) -> dict[str, str]:
    """The facts as the fields of the form show them, as texts."""
    return {
        "title": facts.title[:LONGEST_TITLE],
        "document_type": DocumentType.recognise(facts.document_type),
        "number": facts.number,
        "place": facts.place,
        "issued_on": facts.issued_on.isoformat() if facts.issued_on else "",
        "issuer": str(facts.issuer.pk) if facts.issuer else "",
    }


def _encoded(text: str) -> bytes:
    """Pasted text as bytes; halves of signs that browsers sometimes send become a question mark."""
    return text.encode(errors="replace")
