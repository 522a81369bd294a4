"""Whether the words behind "của" mean a certain office: "UBND xã", "Chủ tịch UBND tỉnh", "Sở Nội vụ"."""

import re

from cms.text import fold

_SHORT_FORMS = (
    (re.compile(r"\bubnd\b"), "uy ban nhan dan"),
    (re.compile(r"\bhdnd\b"), "hoi dong nhan dan"),
    (re.compile(r"\btp\b\.?"), "thanh pho"),
    (re.compile(r"\bkh\s?&\s?cn\b|\bkhcn\b"), "khoa hoc va cong nghe"),
    (re.compile(r"^(?:chu tich|pho chu tich|giam doc|chanh van phong|ban thuong vu)\s"), ""),
)
_SPACES = re.compile(r"\s+")


def is_same_office(words: str, name: str, superior: str = "") -> bool | None:
    """Whether `words` of a text mean the office `name` below `superior`; None when they leave it open.

    "UBND xã" leaves open which commune; "Sở Khoa học và Công nghệ tỉnh Sơn La" is not the department of another
    province; "UBND tỉnh" is no commune.
    """
    said, own, above = _key(words), _key(name), _key(superior)
    if not said or not own:
        return None
    if own == said or said.startswith(f"{own} "):
        rest = said[len(own) :].strip()
        if not rest or not above:
            return True
        # What follows the name places it: "tỉnh Sơn La". Only a place can speak against it.
        if rest in above:
            return True
        return not re.match(r"(?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong)\s", rest)
    if own.startswith(f"{said} "):
        return None
    whole = f"{own} {above}".strip()
    return None if said in whole else False


def _key(words: str) -> str:
    key = fold(_SPACES.sub(" ", words)).strip(" .,:;–-")
    for short, full in _SHORT_FORMS:
        key = short.sub(full, key)
    return key
