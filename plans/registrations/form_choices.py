"""Radio buttons of the public form, with an error that says what to do."""

from django import forms
from django.utils.translation import gettext_lazy as _

_MESSAGES = {"required": _("Choose one of the answers."), "invalid_choice": _("Choose one of the answers.")}


def choice_field(label, choices, **kwargs) -> forms.ChoiceField:
    """One of `choices`."""
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages=dict(_MESSAGES), **kwargs
    )


def yes_or_no_field(label, **kwargs) -> forms.TypedChoiceField:
    """True or False; nothing is chosen beforehand."""
    return forms.TypedChoiceField(
        label=label,
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages=dict(_MESSAGES),
        **kwargs,
    )
