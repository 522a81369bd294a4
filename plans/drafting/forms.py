"""The clerk's form for importing: a register, and a text pasted or uploaded."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.permissions import page_permission_policy

from plans.models import PlanPage, PlanRegisterPage

from .reading import MAX_BYTES, UnreadableError, checked, decode


def registers_for(user):
    """The plan registers below which `user` may add a plan."""
    allowed = page_permission_policy.instances_user_has_permission_for(user, "add")
    return PlanRegisterPage.objects.filter(pk__in=allowed.values("pk")).order_by("path")


class RegisterChoiceField(forms.ModelChoiceField):
    """Registers by title and language."""

    def label_from_instance(self, obj):
        """The title, and the language where a register stands in several."""
        return f"{obj.title} ({obj.locale})"


class ImportForm(forms.Form):
    """Cleans to `text` and `name`, the name of the uploaded file (empty for pasted text)."""

    register = RegisterChoiceField(PlanRegisterPage.objects.none(), label=_("Plan register"), empty_label=None)
    file = forms.FileField(
        label=_("Text file"),
        required=False,
        help_text=_("A plain-text file (.txt, UTF-8), at most 2 MB."),
        widget=forms.FileInput(attrs={"accept": ".txt,.md,text/plain"}),
    )
    text = forms.CharField(
        label=_("Text"),
        required=False,
        strip=False,
        help_text=_("Or paste the text of the document here. Every word is kept, also what is not understood."),
        widget=forms.Textarea(attrs={"rows": 18}),
    )
    name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["register"].queryset = registers_for(user).select_related("locale")
        # Empty files and characters that cannot be kept get one sentence of our own.
        self.fields["file"].allow_empty_file = True
        self.fields["text"].validators = []

    def clean(self):
        """Exactly one text, and one that can be read."""
        data = super().clean()
        upload, pasted = data.get("file"), data.get("text") or ""
        if self.errors:
            return data
        if upload and pasted.strip():
            self.add_error("file", _("Paste the text or choose a file, not both."))
        elif upload:
            self._take("file", lambda: decode(upload.read(MAX_BYTES + 1)))
            data["name"] = upload.name
        elif not pasted.strip():
            self.add_error("text", _("Paste the text of the document or choose a file."))
        else:
            self._take("text", lambda: checked(pasted))
        return data

    def _take(self, field: str, read):
        try:
            self.cleaned_data["text"] = read()
        except UnreadableError as error:
            self.add_error(field, str(error))

    def clean_register(self):
        """A register that still takes plans."""
        register = self.cleaned_data["register"]
        if not PlanPage.can_create_at(register):
            raise forms.ValidationError(_("No plan can be added to this register."))
        return register
