"""The format checker among Wagtail's content checks: in the Checks panel beside the preview and in the userbar.

Wagtail runs its checks in the browser, over the page shown. The rules here run on the server; the userbar item carries
their findings about just the page that is shown (in a preview: the draft as it stands in the form, saved or not), and
one small script tells Wagtail's checker which words on the page they are about.
"""

from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem
from wagtail.models import Page

from .finding import Finding
from .page_check import findings_beside
from .page_sheet import can_be_checked, sheet_of_page
from .registry import rules

_SELECTOR = "main h1, main h2, main h3, main h4, main h5, main p, main li, main td, main th, main dd"

_ENOUGH = 300


class FormatCheckerItem(ContentCheckerItem):
    """Wagtail's content checks, and the rules of the format checker as further ones."""

    template_name = "checking/admin/userbar_item.html"

    def __init__(self, page, in_editor=False):
        super().__init__(in_editor=in_editor)
        self.page = page

    @cached_property
    def findings(self) -> list[Finding]:
        """What is wrong with the page that is shown."""
        return findings_beside(self.page, timezone.localdate()) if self.page else []

    def get_axe_run_only(self, request):
        """The rules that run: Wagtail's and ours."""
        return [*super().get_axe_run_only(request), *(_name(rule) for rule in rules.all())]

    def get_axe_custom_rules(self, request):
        """One rule of the browser's checker for each rule here."""
        ours = [
            {
                "id": _name(rule),
                "impact": "serious" if rule.weight == "error" else "moderate",
                "selector": _SELECTOR,
                "tags": ["best-practice"],
                "any": [_name(rule)],
                "enabled": True,
            }
            for rule in rules.all()
        ]
        return [*super().get_axe_custom_rules(request), *ours]

    def get_axe_custom_checks(self, request):
        """What each of them asks; the script answers."""
        return [
            *super().get_axe_custom_checks(request),
            *({"id": _name(rule), "options": {"rule": rule.name}} for rule in rules.all()),
        ]

    def get_axe_messages(self, request):
        """What is said: on the site what is wrong, in the editor (where the text changes) where to read it."""
        hint = str(_("“Format check” above the form says why, and how to mend it."))
        said: dict[str, list[str]] = {}
        for each in () if self.in_editor else self.findings:
            said.setdefault(each.rule, []).append(f"{each.why} {each.mend}")
        ours = {
            _name(rule): {
                "error_name": rule.label,
                "help_text": " ".join(dict.fromkeys(said.get(rule.name, ()))) or hint,
            }
            for rule in rules.all()
        }
        return {**super().get_axe_messages(request), **ours}

    def get_context_data(self, parent_context):
        """Adds the findings about the page that is being shown."""
        context = super().get_context_data(parent_context)
        texts = {text.place: text.text for text in sheet_of_page(self.page).texts}
        context["findings"] = [
            {"rule": each.rule, "text": texts.get(each.place, "")[:_ENOUGH]} for each in self.findings
        ]
        return context

    class Media:
        js = ("checking/content_checks.js",)


def add_format_checks(request, items, page):
    """Hook of the userbar: put our item in the place of Wagtail's, for pages the rules apply to."""
    specific = page.specific_deferred if type(page) is Page else page
    if specific is not None and specific.locale_id and can_be_checked(specific):
        items[:] = [
            FormatCheckerItem(specific, in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
            for item in items
        ]


def _name(rule) -> str:
    return f"format-{rule.name.replace('_', '-')}"
