"""The lines above a signature."""

import re

_NEXT_LINE = re.compile(r"\s+(?=(?:TM|KT|TL|TUQ|Q)\.\s)")


def authority_lines(authority: str) -> list[str]:
    """For whom somebody signs, line by line as printed: "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH" has two.

    Source: Decree 30/2020/NĐ-CP, annex I, II.7: each capacity stands in a line of its own.
    """
    return [line for line in _NEXT_LINE.split(authority.strip()) if line]
