"""The e-mail domain a visitor probably meant: "gmial.com" → "gmail.com". A hint, never a refusal."""

_USUAL = (
    "gmail.com",
    "yahoo.com",
    "yahoo.com.vn",
    "outlook.com",
    "outlook.com.vn",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "vnn.vn",
    "fpt.vn",
    "chinhphu.vn",
)
# Real domains that look like a slip of the usual ones.
_REAL = {"mail.com", "ymail.com", "email.com", "gmx.com", "fpt.com.vn", "yahoo.co", "hotmail.vn"}


def suggest_address(address: str) -> str:
    """`address` with the domain that was probably meant; "" when nothing looks mistyped."""
    local, at, domain = address.partition("@")
    domain = domain.lower()
    if not at or domain in _USUAL or domain in _REAL:
        return ""
    for usual in _USUAL:
        if _is_one_slip_away(domain, usual):
            return f"{local}@{usual}"
    return ""


def _is_one_slip_away(typed: str, meant: str) -> bool:
    """One letter too many, too few or wrong, or two neighbours swapped."""
    if abs(len(typed) - len(meant)) > 1:
        return False
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    rest, due = typed[start:], meant[start:]
    is_swap = len(rest) == len(due) and rest[:2] == due[1::-1] and rest[2:] == due[2:]
    return is_swap or rest[1:] == due[1:] or rest[1:] == due or rest == due[1:]
