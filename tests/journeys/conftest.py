"""A real browser before a real server: `browser_page` opens windows, `assert_no_violations` asks axe."""

import os
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import sync_playwright

# Playwright's synchronous interface runs an event loop in this thread, which makes Django suspect async code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]


@pytest.fixture(scope="session")
def browser(django_db_setup):
    """One Chromium for the whole run: CHROMIUM_PATH, Debian's, or the one Playwright has installed itself."""
    path = os.environ.get("CHROMIUM_PATH") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        if not path and not Path(playwright.chromium.executable_path).exists():
            pytest.fail("No browser: apt install chromium, or set CHROMIUM_PATH, or run `playwright install chromium`")
        chromium = playwright.chromium.launch(executable_path=path or None, args=_QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def browser_page(browser, live_server):
    """Opens windows: browser_page(width=360, dark=True, javascript=False) → Playwright page.

    Addresses may be given without host (`page.goto("/")`). The test fails when a script raised, the content
    security policy stopped something, or the page asked another host for anything.
    """
    contexts = []
    problems = []
    host = urlsplit(live_server.url).netloc

    def watch(page):
        page.on("pageerror", lambda error: problems.append(f"script error at {page.url}: {error}"))
        page.on("console", lambda message: _note_console(message, problems))
        page.on("request", lambda request: _note_request(request, host, problems))

    def open_window(width=1280, height=900, dark=False, javascript=True, language="vi-VN", **options):
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale=language,
            timezone_id="Asia/Ho_Chi_Minh",
            **options,
        )
        context.set_default_timeout(15_000)
        context.on("page", watch)
        contexts.append(context)
        return context.new_page()

    yield open_window
    for context in contexts:
        context.close()
    assert not problems, "\n".join(problems)


@pytest.fixture
def assert_no_violations():
    """Ask axe about the page as it stands: assert_no_violations(page)."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page):
        results = Axe().run(page, options={"resultTypes": ["violations"]})
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return check


def _note_console(message, problems: list[str]) -> None:
    if message.type == "error" and "Content Security Policy" in message.text:
        problems.append(message.text)


def _note_request(request, host: str, problems: list[str]) -> None:
    parts = urlsplit(request.url)
    if parts.scheme in ("http", "https") and parts.netloc != host:
        problems.append(f"asked another host: {request.url}")
