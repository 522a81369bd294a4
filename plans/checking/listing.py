"""Findings as people read them: what is wrong, where in the document that is, how to mend it."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .finding import Finding, Weight
from .registry import rules
from .sheet import Kind, Sheet

_KINDS = {
    Kind.AGENCY: gettext_lazy("Issuing office"),
    Kind.NATIONAL_TITLE: gettext_lazy("National title"),
    Kind.NUMBER: gettext_lazy("Number and symbol"),
    Kind.PLACE: gettext_lazy("Place"),
    Kind.DATE: gettext_lazy("Date of issue"),
    Kind.TYPE: gettext_lazy("Kind of document"),
    Kind.TITLE: gettext_lazy("Title"),
    Kind.BASIS: gettext_lazy("Legal bases"),
    Kind.CAPTION: gettext_lazy("Recipients"),
    Kind.RECIPIENT: gettext_lazy("Recipients"),
    Kind.AUTHORITY: gettext_lazy("Signature"),
    Kind.SIGNER_TITLE: gettext_lazy("Signature"),
    Kind.SIGNER_NAME: gettext_lazy("Signature"),
    Kind.ATTACHMENT: gettext_lazy("Attached files"),
    Kind.CELL: gettext_lazy("Table or box"),
}


@dataclass(frozen=True)
class ShownFinding:
    """One line of the list: `where` names the part of the document, `rule` the rule."""

    finding: Finding
    where: str
    rule: str

    @property
    def is_error(self) -> bool:
        """Whether the document is wrong as it stands."""
        return self.finding.weight == Weight.ERROR


def shown(findings: list[Finding], sheet: Sheet) -> list[ShownFinding]:
    """`findings` of `sheet` with the names of their places and rules."""
    names = _names_of_places(sheet)
    return [ShownFinding(each, names.get(each.place, ""), rules.label_of(each.rule)) for each in findings]


def _names_of_places(sheet: Sheet) -> dict[str, str]:
    names = {place: str(_KINDS[kind]) for kind, place in sheet.places.items() if kind in _KINDS}
    names |= {kind.value: str(name) for kind, name in _KINDS.items() if kind.value not in names}
    latest = ""
    for text in sheet.texts:
        if text.item >= 0:
            item = sheet.items[text.item]
            if not item.is_bullet and item.label:
                latest = item.label.strip()
            names[text.place] = _("Item %(label)s") % {"label": latest} if latest else _("Numbered item")
        elif text.kind in _KINDS:
            names[text.place] = str(_KINDS[text.kind])
        else:
            names[text.place] = _("Paragraph below %(label)s") % {"label": latest} if latest else _("Running text")
    return names
