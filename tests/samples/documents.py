"""The documents with a careful reader's JSON beside: the demonstration and the other layouts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
DEMO, DEMO_EXPECTED = TESTS.parent / "src/iaktta/demo", TESTS / "demo_expected"
LAYOUTS, ASIDE = TESTS / "samples/layouts", TESTS / "samples/aside"
ENDINGS = {".txt", ".md"}


@dataclass(frozen=True, slots=True)
class Sample:
    """A document and the file that tells what it says."""

    document: Path
    expected: Path

    def __str__(self) -> str:
        return f"{self.document.parent.name}/{self.document.stem}"


def samples(documents: Path, expected: Path | None = None) -> list[Sample]:
    """Those of one folder in the order of their names; the JSON stands in `expected`, else beside."""
    if not documents.is_dir():
        return []
    found = sorted(path for path in documents.iterdir() if path.suffix in ENDINGS)
    return [Sample(path, (expected or documents) / f"{path.stem}.json") for path in found]


def demonstration() -> list[Sample]:
    return samples(DEMO, DEMO_EXPECTED)


def every_sample() -> list[Sample]:
    return [*demonstration(), *samples(LAYOUTS), *samples(ASIDE)]
