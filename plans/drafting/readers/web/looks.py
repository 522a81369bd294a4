"""What tags, attributes and inline styles of HTML say about text; style sheets are not asked."""

import re
from dataclasses import dataclass, replace

_DECLARATION = re.compile(r"([a-z-]{3,40})\s*:\s*([^;]{1,200})", re.IGNORECASE)
_BOLD_TAGS = frozenset(("b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"))
_ITALIC_TAGS = frozenset(("i", "em", "address"))
_ALIGNMENTS = {"center": "center", "right": "right", "end": "right", "left": "left", "start": "left"} | {
    "justify": "justify"
}
NEVER_SHOWN = frozenset(
    ("script", "style", "head", "title", "template", "noscript", "svg", "math", "iframe", "object", "embed", "audio")
) | {"video", "canvas", "select", "datalist", "button", "textarea", "del", "xml", "area", "map"}
_NEVER_SHOWN_PARTS = frozenset(("header", "footer", "comment-list", "frame-header", "footnote-separator"))


@dataclass(frozen=True, slots=True)
class Look:
    """How text inside an element is set."""

    is_bold: bool = False
    is_italic: bool = False
    is_preformatted: bool = False
    is_upper: bool = False
    alignment: str = ""
    outline_level: int = 0


def declarations(element) -> dict[str, str]:
    """The inline style of `element`: property to value, in small letters."""
    style = element.get("style")
    if not style:
        return {}
    return {name.lower(): said.strip().lower() for name, said in _DECLARATION.findall(style[:2_000])}


def is_hidden(element, style: dict[str, str]) -> bool:
    """Whether nobody sees the text of `element`."""
    return (
        element.tag in NEVER_SHOWN
        or element.get("hidden") is not None
        or style.get("display") == "none"
        or style.get("mso-hide") == "all"
        or style.get("mso-element") in _NEVER_SHOWN_PARTS
    )


def inside(look: Look, element, style: dict[str, str]) -> Look:
    """The look of text inside `element`, which stands in text of the look `look`."""
    tag = element.tag
    changes = {}
    if tag in _BOLD_TAGS:
        changes["is_bold"] = True
    if tag in _ITALIC_TAGS:
        changes["is_italic"] = True
    if tag in ("pre", "listing") or style.get("white-space", "").startswith("pre"):
        changes["is_preformatted"] = True
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        changes["outline_level"] = int(tag[1])
    weight = style.get("font-weight", "")
    if weight:
        changes["is_bold"] = weight in ("bold", "bolder") or (weight.isdecimal() and int(weight[:5]) >= 600)
    if "font-style" in style:
        changes["is_italic"] = style["font-style"] in ("italic", "oblique")
    if "text-transform" in style:
        changes["is_upper"] = style["text-transform"] == "uppercase"
    aligned = _ALIGNMENTS.get(style.get("text-align") or (element.get("align") or "").lower())
    if tag == "center":
        aligned = "center"
    if aligned and tag not in ("table", "img"):
        changes["alignment"] = aligned
    return replace(look, **changes) if changes else look
