"""The name under which a page asks to be counted: site and page, signed, the same for every reader.

Being deterministic it may stand in a cached page; being signed it keeps invented pages out.
"""

from django.core import signing


def _get_signer() -> signing.Signer:
    return signing.Signer(salt="cms.visits.page")


def token_for(site_id: int, page_id: int) -> str:
    """The token of a page, for example "1-42:Zx3…"."""
    return _get_signer().sign(f"{int(site_id)}-{int(page_id)}")


def read_token(token: str) -> tuple[int, int] | None:
    """Site and page of a token, or None if it is not one of ours."""
    if not isinstance(token, str) or len(token) > 120:
        return None
    try:
        site_id, _dash, page_id = _get_signer().unsign(token).partition("-")
        return int(site_id), int(page_id)
    except (signing.BadSignature, ValueError):
        return None
