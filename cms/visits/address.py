"""The network address a request comes from, also behind proxies."""

from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings


@lru_cache(maxsize=8)
def _networks(entries: tuple[str, ...]):
    return [ip_network(entry, strict=False) for entry in entries if entry != "unix"]


def _parse(text: str):
    """The address in `text` ("1.2.3.4", "1.2.3.4:567", "[::1]:567"), or None."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _is_trusted(address) -> bool:
    entries = tuple(settings.CONG_TRUSTED_PROXIES)
    if address is None:
        return "unix" in entries
    return any(address in network for network in _networks(entries))


def client_address(request) -> str:
    """The address of whoever asks: the peer, or the nearest hop that is none of our proxies.

    X-Forwarded-For is read only when the peer is in CONG_TRUSTED_PROXIES (addresses or networks; "unix" for
    a server behind a socket), from the right, so nobody can choose an address by sending the header.
    IPv6 is cut to its /64 network: a household has one of these, and far more addresses than views.
    """
    address = _parse(request.META.get("REMOTE_ADDR") or "")
    if _is_trusted(address):
        for hop in reversed(request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")):
            forwarded = _parse(hop)
            if forwarded is None:
                break
            address = forwarded
            if not _is_trusted(forwarded):
                break
    if address is None:
        return ""
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address)
