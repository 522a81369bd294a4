"""Several processes at once on one database, for tests of what locks (mark them `parallel`, transaction=True)."""

import multiprocessing
import traceback
from collections.abc import Callable, Sequence

from django.db import connections

_fork = multiprocessing.get_context("fork")


def run_in_parallel(function: Callable, argument_lists: Sequence[tuple], *, timeout: float = 60) -> list:
    """Call `function(*arguments)` in one process per tuple, all starting together; their results in order.

    A child that raises, dies or is not done after `timeout` seconds fails the test with its traceback.
    """
    connections.close_all()  # a connection must not be shared over a fork
    barrier = _fork.Barrier(len(argument_lists))
    children = []
    for arguments in argument_lists:
        receiving, sending = _fork.Pipe(duplex=False)
        process = _fork.Process(target=_child, args=(function, arguments, barrier, sending), daemon=True)
        process.start()
        sending.close()
        children.append((process, receiving))
    results = []
    problems = []
    for process, receiving in children:
        try:
            done, value = receiving.recv() if receiving.poll(timeout) else (False, f"not done after {timeout} s")
        except EOFError:
            done, value = False, "died without an answer"
        process.join(1)
        if process.is_alive():
            process.kill()
        (results if done else problems).append(value)
    assert not problems, "\n".join(str(problem) for problem in problems)
    return results


def start_process(function: Callable, *arguments) -> multiprocessing.Process:
    """Start one process that the test will watch or kill itself."""
    connections.close_all()
    process = _fork.Process(target=function, args=arguments, daemon=True)
    process.start()
    return process


def _child(function, arguments, barrier, sending):
    try:
        barrier.wait(20)
        sending.send((True, function(*arguments)))
    except BaseException:
        sending.send((False, traceback.format_exc()))
    finally:
        connections.close_all()
