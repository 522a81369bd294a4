"""All addresses of the dialogue's views, read from the URL configuration, so that a new one is walked by itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver
from django.utils import translation

_PART = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class Route:
    """One address with holes: `text` like "dang-ky/<int:pk>/", `names` of its holes."""

    text: str

    @property
    def names(self) -> list[str]:
        return _PART.findall(self.text)

    def filled(self, values: dict) -> str:
        """The address with `values` in its holes, as text."""
        return "/" + _PART.sub(lambda hole: str(values[hole[1]]), self.text)

    def variants(self, usual: dict[str, list], odd: dict[str, list]) -> Iterator[str]:
        """With each usual value, and with every odd value in one hole while the others hold the first usual one."""
        firsts = {name: usual[name][0] for name in self.names}
        seen = set()
        for name in [*self.names, None]:
            for value in [*usual[name], *odd[name]] if name else [None]:
                address = self.filled(firsts | ({name: value} if name else {}))
                if address not in seen:
                    seen.add(address)
                    yield address


def public_routes() -> list[Route]:
    """Of the views everybody may ask."""
    return [route for route in _routes_of_plans() if not route.text.startswith("admin/")]


def office_routes() -> list[Route]:
    """Of the office's screens."""
    return [route for route in _routes_of_plans() if route.text.startswith("admin/")]


def _routes_of_plans() -> list[Route]:
    with translation.override("vi"):  # the language without a prefix, whatever was asked before
        routes = {Route(text) for text, view in _walk(get_resolver().url_patterns, "") if _is_of_plans(view)}
    return sorted(routes, key=lambda route: route.text)


def _walk(patterns, prefix: str) -> Iterator[tuple[str, object]]:
    for pattern in patterns:
        text = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield text.replace("^", "").replace("$", ""), pattern.callback
        else:
            yield from _walk(pattern.url_patterns, text)


def _is_of_plans(view) -> bool:
    view_class = getattr(view, "view_class", None)
    model = getattr(view, "view_initkwargs", {}).get("model") or getattr(view_class, "model", None)
    modules = [getattr(each, "__module__", "") or "" for each in (view, view_class, model)]
    inner = getattr(view, "__wrapped__", None)
    return any(module.startswith("plans.") for module in [*modules, getattr(inner, "__module__", "") or ""])
