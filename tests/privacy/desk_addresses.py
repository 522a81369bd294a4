"""Every screen of the dialogue in the admin, as addresses of rows that exist."""

from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

# Everything under these names belongs to the dialogue. A screen with another name is added here with its table row.
PARTS = (
    "registration", "question", "dossier", "yearly_plan", "exceptional_day", "hall", "reports_admin",
    "notice_wording", "notice_calls", "data_request", "erasing", "escalation", "letter", "consent_text", "export_log",
    "message", "unit_officer",
)  # fmt: skip


def names_of_screens() -> list[str]:
    """Names of all addresses of the dialogue below /admin/, with what they want to know: "hall:door pk"."""
    found = []
    for name, route, wanted in _walk(get_resolver().url_patterns):
        if route.startswith("admin/") and name.split(":")[0] in PARTS:
            found.append(" ".join((name, *wanted)))
    return sorted(set(found))


def address(screen: str, values: dict) -> str:
    """The address of `screen`; `values` are by "name.argument", "part.argument" or argument."""
    name, *wanted = screen.split()
    part = name.split(":")[0]

    def value_of(argument: str):
        keys = (f"{name}.{argument}", f"{part}.{argument}", argument)
        return next((values[key] for key in keys if key in values), None)

    try:
        return reverse(name, kwargs={each: value_of(each) for each in wanted})
    except NoReverseMatch:
        raise AssertionError(f"{screen}: say in the test which row to open") from None


def _walk(patterns, spaces=(), prefix="", wanted=()):
    for pattern in patterns:
        here, arguments = prefix + str(pattern.pattern), (*wanted, *pattern.pattern.converters)
        if isinstance(pattern, URLPattern):
            yield ":".join((*spaces, pattern.name or "?")), here, arguments
        else:
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, inner, here, arguments)
