"""Vietnamese tax codes (mã số thuế): their shape and check digit.

The check digit is that of Circular 105/2020/TT-BTC: weights on the first nine digits, ten minus the sum modulo
eleven. It proves the shape of a code, not that it was issued; so a wrong one is a warning, never a refusal.
"""

import re
import unicodedata

_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)
_SHAPE = re.compile(r"([0-9]{10})(?:-?([0-9]{3}))?")
_PERSONAL = re.compile(r"[0-9]{12}")


def normalise(text: str) -> str:
    """`text` without spaces and dots, branch numbers after a hyphen: "0314 409 058 002" → "0314409058-002"."""
    compact = re.sub(r"[\s.]", "", unicodedata.normalize("NFKC", text))
    match = _SHAPE.fullmatch(compact)
    if match and match[2]:
        return f"{match[1]}-{match[2]}"
    return compact


def is_plausible(code: str) -> bool:
    """Whether a normalised code has the shape and check digit of a tax code; personal numbers have none."""
    if _PERSONAL.fullmatch(code):
        return True
    match = _SHAPE.fullmatch(code)
    if match is None or match[2] == "000":
        return False
    digits = [int(digit) for digit in match[1]]
    total = sum(weight * digit for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return digits[9] == 10 - total % 11
