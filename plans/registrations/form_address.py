"""Where an answer by post goes: province, then commune of that province, then house and street."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.addresses.models import Commune, Province
from cms.intake.fields import CleanTextField
from cms.intake.form import PublicForm

from .registration import Registration

# The choice of those who do not find their commune under its new name: what they typed then has to do.
UNSURE = "unsure"
_UNSURE_LABEL = _("Not in the list, or not sure")


class AddressPart(PublicForm):
    """Only needed for answers by post. Without JavaScript the communes come once a province was sent."""

    province = forms.ChoiceField(
        label=_("Province or city"),
        required=False,
        error_messages={
            "required": _("Choose the province or city the answer should go to."),
            "invalid_choice": _("Choose a province or city of the list."),
        },
    )
    commune = forms.ChoiceField(
        label=_("Commune, ward or special zone"),
        required=False,
        help_text=_("The names since 1 July 2025. Choose the province or city first."),
        error_messages={
            "required": _("Choose the commune, ward or special zone."),
            "invalid_choice": _("Choose a commune, ward or special zone of this province or city."),
        },
    )
    postal_address = CleanTextField(
        label=_("House number, street, village or group"),
        max_length=400,
        required=False,
        help_text=_("Old names of districts and communes may stand here too."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "street-address"}),
        error_messages={"required": _("Enter the address the answer should go to.")},
    )

    def offer_addresses(self) -> None:
        """The provinces of today; the communes of the province that was sent."""
        self.fields["province"].choices = self._provinces
        self.fields["commune"].choices = self._communes
        self.fields["commune"].widget.attrs["data-unsure"] = _UNSURE_LABEL
        for name in ("province", "commune", "postal_address"):
            self.fields[name].label_note = ""
            self.fields[name].required = self.goes_by_post

    @property
    def goes_by_post(self) -> bool:
        """Whether an address is needed."""
        return self.sent.get("answer_by") == Registration.AnswerBy.POST

    @property
    def has_communes(self) -> bool:
        """Whether a province is chosen, so that its communes are in the list."""
        return len(self.fields["commune"].choices) > 1

    def address_columns(self) -> dict:
        """The keys of province and commune, None where not given; only after `is_valid()`."""
        province, commune = self.cleaned_data["province"], self.cleaned_data["commune"]
        if not self.goes_by_post:
            return {"province_id": None, "commune_id": None}
        chosen = Commune.objects.filter(code=commune).first() if commune not in {"", UNSURE} else None
        found = Province.objects.filter(code=province).first() if province else None
        return {"province_id": found and found.pk, "commune_id": chosen and chosen.pk}

    def _provinces(self) -> list[tuple[str, str]]:
        provinces = Province.objects.valid_on(timezone.localdate()).by_name()
        return [("", _("Choose …")), *((province.code, province.short_name) for province in provinces)]

    def _communes(self) -> list[tuple[str, str]]:
        choices = [("", _("Choose …"))]
        communes = communes_of(self.sent.get("province", ""))
        if communes:
            choices += [*communes, (UNSURE, _UNSURE_LABEL)]
        return choices


def communes_of(province_code: str) -> list[tuple[str, str]]:
    """Code and name of the communes of a province, as they stand today; empty for unknown codes."""
    if not (province_code.isascii() and province_code.isalnum() and len(province_code) <= 10):
        return []
    communes = Commune.objects.valid_on(timezone.localdate()).filter(province__code=province_code)
    return [(commune.code, commune.name) for commune in communes.by_name()]
