"""How long something takes: the medians of many runs."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Took:
    """Medians in seconds: of the processor, which other programs hardly change, and by the clock."""

    processor: float
    wall: float


def medians(work: Callable[[], object], runs: int, warm: int = 3) -> Took:
    """The medians of `runs` runs, after `warm` runs that do not count."""
    for _ in range(warm):
        work()
    took = [_once(work) for _ in range(runs)]
    return Took(*(statistics.median(column) for column in zip(*took, strict=True)))


def _once(work: Callable[[], object]) -> tuple[float, float]:
    processor, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - processor, time.perf_counter() - wall
