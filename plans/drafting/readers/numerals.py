"""Numbers as Word's lists write them, and the signs of bullet lists."""

_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_WORDS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_MINUS, _PLUS, _STAR = "-\u2010\u2011\u2012\u2013\u2014\u2212\uf02d\uf0be", "+\uf02b", "*\uf02a"


def numeral(count: int, format_name: str, pattern: str = "") -> str:
    """`count` in the number format `format_name` of WordprocessingML; digits for formats not used in Vietnam.

    `pattern` is the example that a "custom" format gives, as "001, 002, 003".
    """
    if format_name in ("none", "bullet"):
        return ""
    if format_name in ("upperRoman", "lowerRoman") and 0 < count < 5000:
        roman = _roman(count)
        return roman.upper() if format_name == "upperRoman" else roman
    if format_name in ("upperLetter", "lowerLetter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 50)
        return letter.upper() if format_name == "upperLetter" else letter
    if format_name == "decimalZero":
        return f"{count:02d}"
    if format_name == "custom":
        return str(count).zfill(len(pattern.split(",")[0].strip()) if pattern[:1] == "0" else 1)
    if format_name == "vietnameseCounting" and 0 <= count < 100:
        return _counted(count)
    return str(count)


def bullet(sign: str) -> str:
    """The sign of a bullet list as text: "-", "+" and "*" as they are, whatever the font; others as "•"."""
    sign = sign.strip()
    if not sign:
        return ""
    if sign in _MINUS:
        return "-"
    if sign in _PLUS:
        return "+"
    if sign in _STAR:
        return "*"
    return "•" if len(sign) == 1 else sign


def _roman(count: int) -> str:
    written = ""
    for worth, letters in _ROMAN:
        written += letters * (count // worth)
        count %= worth
    return written


def _counted(count: int) -> str:
    """`count` below 100 in Vietnamese words."""
    tens, ones = divmod(count, 10)
    if not tens:
        return _WORDS[ones]
    start = "mười" if tens == 1 else f"{_WORDS[tens]} mươi"
    if not ones:
        return start
    if ones == 5:
        return f"{start} lăm"
    return f"{start} mốt" if ones == 1 and tens > 1 else f"{start} {_WORDS[ones]}"
