"""The list of periodic jobs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.module_loading import autodiscover_modules


@dataclass(frozen=True)
class Job:
    """A function to be called every `seconds` with the current, aware time."""

    name: str
    seconds: int
    run: Callable[[datetime], object]


_jobs: dict[str, Job] = {}


def periodic(*, seconds: int):
    """Decorator: have the worker call this function every `seconds` (at least 1)."""

    def add(function: Callable[[datetime], object]) -> Callable[[datetime], object]:
        name = f"{function.__module__}.{function.__qualname__}"
        _jobs[name] = Job(name, max(1, seconds), function)
        return function

    return add


def discover_jobs() -> list[Job]:
    """Every job of every installed app's `jobs.py`, by name."""
    autodiscover_modules("jobs")
    return sorted(_jobs.values(), key=lambda job: job.name)
