"""Whose address counts, behind proxies or not."""

import pytest
from django.test import RequestFactory

from cms.visits.address import client_address


def address(peer: str, forwarded: str | None = None) -> str:
    extra = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded is not None else {}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=peer, **extra))


def test_without_trusted_proxies_the_header_is_not_believed():
    assert address("203.0.113.9", "1.2.3.4") == "203.0.113.9"


@pytest.mark.parametrize(
    ("forwarded", "expected"),
    [
        ("1.2.3.4", "1.2.3.4"),
        ("6.6.6.6, 1.2.3.4", "1.2.3.4"),
        ("6.6.6.6, 1.2.3.4, 10.0.0.7", "1.2.3.4"),
        ("1.2.3.4:5678", "1.2.3.4"),
        ("::ffff:1.2.3.4", "1.2.3.4"),
        ("[2001:db8:1:2:3::4]:443", "2001:db8:1:2::/64"),
        ("1.2.3.4, rubbish", "10.0.0.1"),
        ("", "10.0.0.1"),
        ("\x00,,,", "10.0.0.1"),
    ],
)
def test_behind_a_trusted_proxy_the_nearest_stranger_counts(settings, forwarded, expected):
    settings.CONG_TRUSTED_PROXIES = ["10.0.0.0/8"]
    assert address("10.0.0.1", forwarded) == expected


def test_a_server_behind_a_socket_may_trust_the_header(settings):
    assert address("", "1.2.3.4") == ""
    settings.CONG_TRUSTED_PROXIES = ["unix"]
    assert address("", "1.2.3.4") == "1.2.3.4"


def test_a_household_with_many_ipv6_addresses_is_one_network():
    assert address("2001:db8::1") == address("2001:db8::ffff:2") != address("2001:db8:0:1::1")
