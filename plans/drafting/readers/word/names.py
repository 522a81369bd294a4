"""The names of WordprocessingML that the reader looks for."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
VML = "{urn:schemas-microsoft-com:vml}"
VAL = f"{W}val"


def value(element, name: str) -> str | None:
    """The `w:val` of the child `name` of `element`; None without such a child or value."""
    child = element.find(W + name) if element is not None else None
    return child.get(VAL) if child is not None else None


def number(text: str | None, default: int | None = None) -> int | None:
    """`text` as a whole number of at most six digits; `default` for anything else."""
    try:
        return int(text) if text is not None and len(text) < 7 else default
    except ValueError:
        return default


def switch(element, name: str) -> bool | None:
    """Whether the property `name` is on, off, or (None) not mentioned."""
    child = element.find(W + name)
    return None if child is None else child.get(VAL, "1") not in ("0", "false", "off")
