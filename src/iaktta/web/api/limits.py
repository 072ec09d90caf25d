"""How often one token may call.

Counted in memory, in each process by itself: a count that all processes share would cost the database a
write a call. It stops a program that has run wild, which is all that it is for.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict

MINUTE = 60.0
_MOST_TOKENS = 10_000


class Limiter:
    """Counts the calls of each key in whole windows of a minute."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._windows: OrderedDict[int, tuple[float, int]] = OrderedDict()

    def wait(self, key: int, allowed: int, now: float | None = None) -> int:
        """Count one call; whole seconds to wait before it is allowed, 0 where it is."""
        now = time.monotonic() if now is None else now
        with self._lock:
            began, calls = self._windows.get(key, (now, 0))
            if now - began >= MINUTE:
                began, calls = now, 0
            self._windows[key] = (began, calls + 1)
            self._windows.move_to_end(key)
            if len(self._windows) > _MOST_TOKENS:
                self._windows.popitem(last=False)
        return 0 if calls < allowed else max(1, math.ceil(began + MINUTE - now))

    def forget(self) -> None:
        """Begin anew, for tests."""
        with self._lock:
            self._windows.clear()


CALLS = Limiter()
