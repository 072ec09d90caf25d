"""How much a file may hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken in at most; an installation may set others.

    `ratio` is how many times larger an archive may be unpacked than packed; small ones, up to
    `ratio_counts_from` bytes unpacked, may be packed harder.
    """

    pages: int = 500
    pixels: int = 100_000_000
    unpacked_bytes: int = 250_000_000
    members: int = 5_000
    ratio: int = 150
    ratio_counts_from: int = 10_000_000
