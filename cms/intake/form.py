"""The base of public forms."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PublicForm(forms.Form):
    """A form whose every check is the server's own, with messages that say what to do.

    `required` attributes are left out: the browser would stop at the first empty field, in its own language.
    A field that holds one value and is sent twice with different values is an error, not a silent choice.
    """

    use_required_attribute = False

    def clean(self):
        cleaned = super().clean()
        for name, field in self.fields.items():
            if isinstance(field, forms.MultipleChoiceField) or not hasattr(self.data, "getlist"):
                continue
            if len(set(self.data.getlist(self.add_prefix(name)))) > 1:
                self.add_error(name, _("This was sent twice with different answers. Enter it once."))
        return cleaned
