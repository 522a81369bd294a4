"""One e-mail address as visitors type it."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext_lazy as _

from cms.text import clean_line

_LONGEST = 254
# Nobody outside can write to "localhost".
_validate = EmailValidator(allowlist=[])


def ascii_address(address: str) -> str:
    """`address` with its domain as mail servers write it ("lan@ví-dụ.vn" → "lan@xn--v-d-…").

    Raises ValueError where mail could not be sent: signs that become brackets, spaces or a second "@" on the
    way, labels that are too long, addresses of machines instead of domains.
    """
    local, _at, domain = address.partition("@")
    written = f"{local}@{domain.encode('idna').decode('ascii')}"
    if "[" in domain or not written.isascii() or len(written) > _LONGEST:
        raise ValueError(address)
    try:
        _validate(written)
    except ValidationError:
        raise ValueError(address) from None
    return written


class EmailAddressField(forms.EmailField):
    """One address without display name; trimmed, never with a line end (that would forge mail headers)."""

    default_error_messages = {
        "invalid": _("Enter one e-mail address in the form name@example.vn."),
        "several": _("Enter one e-mail address only."),
        "too_long": _("An e-mail address has at most 254 characters."),
        "domain": _("Write the e-mail address again: no mail can be sent to what stands after @."),
        "letters": _("The part of the e-mail address before @ is written without accents."),
    }

    def __init__(self, **kwargs):
        # RFC 5321 allows 254; longer ones are refused with our own words, not cut by the browser.
        super().__init__(**kwargs)
        self.validators = [validator for validator in self.validators if not isinstance(validator, EmailValidator)]

    def to_python(self, value):
        if value in self.empty_values:
            return ""
        typed = str(value).strip()
        if any(sign in typed for sign in "\r\n\x00\u2028\u2029\u0085"):
            raise self._error("invalid")
        address = clean_line(typed)
        if not address:
            return ""
        if address.count("@") > 1 or any(sign in address for sign in ",;"):
            raise self._error("several")
        local, _at, domain = address.partition("@")
        address = f"{local}@{domain.lower()}"
        if len(address) > _LONGEST:
            raise self._error("too_long")
        if not local.isascii():
            raise self._error("letters")
        # Quoted local parts are legal and never a citizen's; they serve header tricks only.
        if '"' in address or " " in address:
            raise self._error("invalid")
        try:
            _validate(address)
        except ValidationError:
            raise self._error("invalid") from None
        try:
            ascii_address(address)
        except ValueError:
            raise self._error("domain") from None
        return address

    def bound_data(self, data, initial):
        return clean_line(data) if isinstance(data, str) else data

    def widget_attrs(self, widget):
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def _error(self, code: str) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code)
