"""How long something takes: the median of many runs."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable


def median_seconds(work: Callable[[], object], runs: int, warm: int = 3) -> float:
    """The median of `runs` runs, in seconds, after `warm` runs that do not count."""
    for _ in range(warm):
        work()
    return statistics.median(_seconds(work) for _ in range(runs))


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
