"""Which pages have an official sheet, and who writes it. The app a page type belongs to says so in its `sheets.py`:

    @sheet_of(PlanPage)
    def plan_sheet(page) -> OfficialDocument | None: ...

None: this page has no sheet at present. The app imports its `sheets` when it is ready.
"""

from collections.abc import Callable

from django.conf import settings
from wagtail.models import Page

from .document import OfficialDocument

Builder = Callable[[Page], OfficialDocument | None]

_builders: dict[type[Page], Builder] = {}


def sheet_of(page_type: type[Page]):
    """Decorator: this function writes the sheet of pages of `page_type`; a second one for the same type is refused."""

    def add(builder: Builder) -> Builder:
        known = _builders.get(page_type)
        if known is not None and (known.__module__, known.__qualname__) != (builder.__module__, builder.__qualname__):
            raise ValueError(f"{page_type.__name__} has a sheet already: {known.__module__}.{known.__qualname__}")
        _builders[page_type] = builder
        return builder

    return add


def page_types() -> tuple[type[Page], ...]:
    """The page types that have sheets."""
    return tuple(_builders)


def has_sheet(page: Page) -> bool:
    """Whether files are made of `page`: the office's own documents are in its first language, translations are not."""
    return (
        page.specific_class in _builders
        and page.alias_of_id is None
        and page.locale.language_code == settings.LANGUAGE_CODE
    )


def document_of(page: Page) -> OfficialDocument | None:
    """The sheet of `page` (specific) as it stands now, live or draft; None where it has none."""
    builder = _builders.get(type(page))
    return builder(page) if builder is not None else None
