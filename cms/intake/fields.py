"""Form fields for text from outside: cleaned once, here, and counted as the browser counts."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cms.text import clean, clean_line

_WEB_ADDRESS = re.compile(r"https?:|www\.|//|\w\.(com|net|org|info|vn|ru|io|xyz)\b", re.IGNORECASE)
_NAME_SIGNS = set(" '’.-")


class CleanTextField(forms.CharField):
    """Text of several lines; NFC with `\\n` line ends before its length is measured.

    The length is counted in code points, as the counter beside the box does.
    """

    widget = forms.Textarea

    def clean_text(self, value: str) -> str:
        """`value` as it is stored; subclasses put everything on one line."""
        return clean(value)

    def to_python(self, value):
        if value in self.empty_values:
            return self.empty_value
        return self.clean_text(str(value))

    def bound_data(self, data, initial):
        """What is shown again after an error: as typed, without what nobody can see."""
        return self.clean_text(data) if isinstance(data, str) else data

    def widget_attrs(self, widget):
        """No `maxlength`: browsers cut pasted text silently and count other units than we do."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        attrs.pop("minlength", None)
        return attrs


class CleanLineField(CleanTextField):
    """Text of one line, every run of spaces made one."""

    widget = forms.TextInput

    def clean_text(self, value: str) -> str:
        return clean_line(value)


class PersonNameField(CleanLineField):
    """A person's name in any script; neither capitals nor a second word are asked for."""

    default_error_messages = {
        "too_short_name": _("Enter the full name with at least two letters."),
        "web_address": _("A name holds no web address."),
        "foreign_signs": _("A name is written with letters, spaces, apostrophes, full stops and hyphens only."),
    }

    def validate(self, value):
        super().validate(value)
        if not value:
            return
        if _WEB_ADDRESS.search(value):
            raise ValidationError(self.error_messages["web_address"], code="web_address")
        kinds = [unicodedata.category(sign)[0] for sign in value if sign not in _NAME_SIGNS]
        if any(kind not in "LM" for kind in kinds):
            raise ValidationError(self.error_messages["foreign_signs"], code="foreign_signs")
        if kinds.count("L") < 2:
            raise ValidationError(self.error_messages["too_short_name"], code="too_short_name")


class CountedTextField(CleanTextField):
    """Longer text with a lower and an upper limit that the page shows and counts down."""

    def __init__(self, *, min_length: int, max_length: int, **kwargs):
        super().__init__(min_length=min_length, max_length=max_length, **kwargs)
        self.error_messages["min_length"] = self._too_short
        self.error_messages["max_length"] = self._too_long
        for validator in self.validators:
            if validator.code in {"min_length", "max_length"}:
                validator.message = self.error_messages[validator.code]

    _too_short = ngettext_lazy(
        "Write at least %(limit_value)d character; there is %(show_value)d so far.",
        "Write at least %(limit_value)d characters; there are %(show_value)d so far.",
        "limit_value",
    )
    _too_long = ngettext_lazy(
        "Shorten the text to %(limit_value)d character; there are %(show_value)d now.",
        "Shorten the text to %(limit_value)d characters; there are %(show_value)d now.",
        "limit_value",
    )

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"data-counted": str(self.max_length)}
