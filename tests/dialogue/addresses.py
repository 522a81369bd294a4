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
        """The address with `values` in its holes, "x" where there is none."""
        return "/" + _PART.sub(lambda hole: str(values.get(hole[1], "x")), self.text)

    def variants(self, usual: dict[str, list], tried: dict[str, list] | None = None) -> list[str]:
        """With every value of `tried` (or `usual`) in one hole while the others hold their first usual one."""
        tried = usual if tried is None else tried
        firsts = {name: values[0] for name, values in usual.items()}
        addresses = [self.filled(firsts | {name: value}) for name in self.names for value in tried.get(name, ())]
        return list(dict.fromkeys(addresses or [self.filled(firsts)]))


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
