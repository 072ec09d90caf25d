"""How long to wait where something may be tried only so often."""

from __future__ import annotations

from collections.abc import Sequence


def seconds_left(tries: Sequence[float], allowed: int, within: float, now: float) -> float:
    """Seconds until one more try is allowed; 0 where it is allowed now.

    Args:
        tries: When the tries that count were made, seconds since 1970, in any order.
        allowed: How many tries are allowed `within` that many seconds.
        within: Seconds.
        now: Seconds since 1970.
    """
    counted = sorted((at for at in tries if at > now - within), reverse=True)
    if len(counted) < allowed:
        return 0
    return counted[allowed - 1] + within - now
