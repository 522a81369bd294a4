"""What the letters of a name give away to an attentive clerk."""

import unicodedata

_LOOK_ALIKE = ("LATIN", "CYRILLIC", "GREEK")


def mixes_scripts(text: str) -> bool:
    """Whether look-alike letters of different scripts stand in one text (a Cyrillic "а" in a Latin name)."""
    scripts = {unicodedata.name(sign, "").split(" ")[0] for sign in text if sign.isalpha()}
    return len(scripts.intersection(_LOOK_ALIKE)) > 1
