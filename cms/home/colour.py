"""The office's own colour: checked for contrast once, then given a light and a dark set of shades.

Contrast is the WCAG 2 ratio of relative luminances, 1 (equal) to 21 (black on white).
"""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

READABLE = 4.5
# The lightest surface of the dark look and the darkest of the light look, as in base.css.
DARKEST_LIGHT_SURFACE = "#f1ece2"
LIGHTEST_DARK_SURFACE = "#22302e"

_HEX = re.compile(r"#[0-9a-f]{6}")


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue (0–255) of "#rrggbb"."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", 0 for black to 1 for white."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """How well `one` can be read on `other`."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0–1) of `other` in it."""
    pairs = zip(channels(colour), channels(other), strict=True)
    return "#" + "".join(f"{round(mine + (theirs - mine) * share):02x}" for mine, theirs in pairs)


def readable_shade(colour: str, surface: str, towards: str) -> str:
    """`colour`, moved towards `towards` in steps until it can be read on `surface`."""
    for step in range(21):
        shade = mixed(colour, towards, step / 20)
        if contrast(shade, surface) >= READABLE:
            return shade
    return towards


def validate_brand_colour(value: str) -> None:
    """Refuse what is no "#rrggbb", and colours too pale for white letters on them."""
    if not _HEX.fullmatch(value.lower()):
        raise ValidationError(_("Write the colour as # and six digits, for example #0e4f4c."))
    ratio = contrast(value.lower(), "#ffffff")
    if ratio < READABLE:
        raise ValidationError(
            _("White letters cannot be read on this colour (contrast %(ratio).1f, needed 4.5). Choose a darker one."),
            params={"ratio": ratio},
        )


def stylesheet(colour: str) -> str:
    """The custom properties that put `colour` in place of the portal's own, for the light and the dark look."""
    link = readable_shade(colour, DARKEST_LIGHT_SURFACE, "#000000")
    deep = mixed(colour, "#000000", 0.3)
    dark_link = readable_shade(colour, LIGHTEST_DARK_SURFACE, "#ffffff")
    dark_band = mixed(colour, "#000000", 0.35)
    dark_deep = mixed(colour, "#000000", 0.6)
    return (
        f":root{{--color-brand:{colour};--color-brand-deep:{deep};--color-link:{link}}}\n"
        "@media screen and (prefers-color-scheme:dark){"
        f":root{{--color-brand:{dark_band};--color-brand-deep:{dark_deep};--color-link:{dark_link}}}}}\n"
    )
