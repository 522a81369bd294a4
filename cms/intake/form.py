"""The base of public forms."""

from collections.abc import Collection
from copy import copy, deepcopy

from django import forms
from django.utils.translation import gettext_lazy as _


class PublicForm(forms.Form):
    """A form whose every check is the server's own, with messages that say what to do.

    `required` attributes are left out: the browser would stop at the first empty field, in its own language.
    A field that holds one value and is sent twice with different values is an error, not a silent choice.

    Django copies every field with its widget, choices and messages for every form. A form with many fields says in
    `own_widgets` which of them it gives other choices or attributes; the widgets of all others are then shared.
    """

    use_required_attribute = False
    own_widgets: Collection[str] | None = None

    def __init__(self, *args, **kwargs):
        if self.own_widgets is not None:
            self.base_fields = _SharedFields(type(self).base_fields, self.own_widgets)
        super().__init__(*args, **kwargs)

    def clean(self):
        cleaned = super().clean()
        for name, field in self.fields.items():
            if isinstance(field, forms.MultipleChoiceField) or not hasattr(self.data, "getlist"):
                continue
            if len(set(self.data.getlist(self.add_prefix(name)))) > 1:
                self.add_error(name, _("This was sent twice with different answers. Enter it once."))
        return cleaned


class _SharedFields(dict):
    """The fields of a form's class; what Django takes for a deep copy keeps the widgets that no form changes."""

    def __init__(self, fields: dict[str, forms.Field], own_widgets: Collection[str]):
        super().__init__(fields)
        self._own = own_widgets

    def __deepcopy__(self, memo):
        return {name: (deepcopy if name in self._own else copy)(field) for name, field in self.items()}
