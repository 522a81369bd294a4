"""Redis helps while it is there and is not missed when it goes."""

import shutil
import socket
import subprocess
import time

import pytest
from django.core.cache import cache
from django.test import Client

from cms.delivery.forgiving_cache import ForgivingRedisCache
from tests.factories.site import make_plain

BACKEND = "cms.delivery.forgiving_cache.ForgivingRedisCache"


@pytest.fixture
def redis_server(tmp_path):
    """A real Redis on a free port; the test may end it."""
    binary = shutil.which("redis-server")
    assert binary, "No redis-server: apt install redis-server"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(tmp_path)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _attempt in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    server.port = port
    yield server
    server.kill()
    server.wait()


@pytest.fixture
def use_redis(settings, monkeypatch):
    """Points the cache at a port for this test."""
    monkeypatch.setattr(ForgivingRedisCache, "_pause_until", 0.0)

    def point_at(port):
        options = {"socket_connect_timeout": 1, "socket_timeout": 1}
        settings.CACHES = {
            "default": {"BACKEND": BACKEND, "LOCATION": f"redis://127.0.0.1:{port}", "OPTIONS": options}
        }

    return point_at


def test_what_is_kept_is_found_again(redis_server, use_redis):
    use_redis(redis_server.port)
    cache.set("a", {"b": "đối thoại"}, 10)
    assert cache.get("a") == {"b": "đối thoại"}
    assert cache.get_many(["a", "c"]) == {"a": {"b": "đối thoại"}}
    assert cache.add("a", 1) is False
    cache.set("n", 1)
    assert cache.incr("n") == 2
    assert cache.delete("a") is True


def test_when_the_server_dies_reading_finds_nothing_and_nothing_fails(redis_server, use_redis):
    use_redis(redis_server.port)
    cache.set("a", 1)
    redis_server.kill()
    redis_server.wait()
    assert cache.get("a", "không có") == "không có"
    cache.set("a", 2)
    assert cache.add("b", 1) is True
    assert cache.get_many(["a"]) == {}
    assert cache.delete("a") is False
    assert cache.incr("n") == 1


def test_a_dead_server_is_not_asked_at_every_turn(use_redis):
    use_redis(1)
    cache.get("a")
    started = time.monotonic()
    for _turn in range(1000):
        cache.get("a")
    assert time.monotonic() - started < 1


@pytest.mark.django_db
def test_pages_are_shown_and_polls_answer_without_the_cache(use_redis, home):
    page = make_plain(home, title="Giới thiệu")
    use_redis(1)
    assert Client().get(page.url).status_code == 200
    assert Client().get("/binh-chon/").status_code == 200
    assert Client().get("/tim-kiem/?q=gioi").status_code == 200
