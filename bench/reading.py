"""Reading each of the real reports, warm, beside what it takes to read the same bytes as text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench.timing import Took, medians
from iaktta.reading import decode, read_bytes
from tests.real_reports import real_reports


@dataclass(frozen=True, slots=True)
class ReadingCost:
    """The whole reading, and decoding the file into lines alone."""

    name: str
    letters: int
    whole: Took
    lines: Took

    @property
    def ratio(self) -> float:
        """How many times the lines' cost the whole reading costs."""
        return self.whole.processor / self.lines.processor


def measure(runs: int = 15) -> list[ReadingCost]:
    """One row for each real report; none where they are not here."""
    return [_cost(path, runs) for path in real_reports()]


def _cost(path: Path, runs: int) -> ReadingCost:
    data = path.read_bytes()
    whole = medians(lambda: read_bytes(data, path.name), runs)
    lines = medians(lambda: decode(data, path.name), runs)
    return ReadingCost(path.stem.split("_")[0], len(decode(data, path.name).text), whole, lines)
