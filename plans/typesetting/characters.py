"""What may stand in a file: XML holds no control characters and no halves of characters."""

import re

_BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def plain(text: str) -> str:
    """`text` without characters that no office file may hold, line ends as `\\n`."""
    return _BROKEN.sub("", str(text).replace("\r\n", "\n").replace("\r", "\n"))
