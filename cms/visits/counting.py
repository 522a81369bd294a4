"""Counting in a web process: views are taken in at once and written every two seconds by a thread.

A killed process loses what it took in since the last writing, never more and never twice.
"""

import logging
import os
from datetime import datetime
from multiprocessing.util import Finalize
from threading import Event, Lock, Thread

from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from .address import client_address
from .batch import View, WaitingViews
from .definition import day_of
from .ledger import write
from .salt import address_key, forget_salts_before, salt_of, visitor_key

logger = logging.getLogger(__name__)

_waiting = WaitingViews()
_writing = Lock()
_starting = Lock()
_wake = Event()
_thread: Thread | None = None


def take_in(request, site_id: int, page_id: int, now: datetime) -> bool:
    """Count this request as one view of the page at `now`; False if a limit refuses it."""
    salt = salt_of(day_of(now))
    address = client_address(request)
    key = visitor_key(salt, site_id, address, request.headers.get("User-Agent", ""))
    is_taken = _waiting.add(View(site_id, page_id, key, now), address_key(salt, address))
    if settings.CONG_VISIT_FLUSH_SECONDS:
        _start_thread()
        if _waiting.is_full_batch:
            _wake.set()
    return is_taken


def flush() -> int:
    """Write everything this process has taken in; the number of views counted."""
    counted = 0
    with _writing:
        while batch := _waiting.next_batch():
            counted += write(batch, timezone.now())
            _waiting.done(batch)
    return counted


def _flush_quietly() -> None:
    """Flush, and leave what cannot be written for the next time."""
    close_old_connections()
    try:
        flush()
    except DatabaseError as error:
        logger.warning("Views could not be written and wait for the next time: %s", type(error).__name__)
    if _waiting.refused:
        logger.warning("Views refused as a flood: %s", dict(_waiting.refused))
        _waiting.refused.clear()
    forget_salts_before(day_of(timezone.now()))
    close_old_connections()


def _run() -> None:
    while True:
        _wake.wait(settings.CONG_VISIT_FLUSH_SECONDS)
        _wake.clear()
        _flush_quietly()


def _start_thread() -> None:
    """Have one writing thread in this process; it and the last flush at exit start with the first view."""
    global _thread
    if _thread is not None:
        return
    with _starting:
        if _thread is None:
            _thread = Thread(target=_run, name="visits", daemon=True)
            _thread.start()
            # Unlike atexit this also runs at the end of a server's worker process.
            Finalize(None, _flush_quietly, exitpriority=10)


def _begin_anew() -> None:
    """In a forked process: what the parent took in is the parent's to write, and its thread is not ours."""
    global _waiting, _writing, _starting, _wake, _thread
    _waiting, _writing, _starting, _wake, _thread = WaitingViews(), Lock(), Lock(), Event(), None


os.register_at_fork(after_in_child=_begin_anew)
