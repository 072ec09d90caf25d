"""docs/security.md tells of every requirement, and what it names is there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
IDS = (Path(__file__).parent / "asvs_5.0_level_2.txt").read_text(encoding="ascii").split()
ROW = re.compile(r"^\| (V[\d.]+)(?:-(V[\d.]+))? \| ([^|]+) \| ([^|]+) \| ?([^|]*) ?\|$")
STATES = {"met", "partly", "not met", "n/a"}


def rows() -> Iterator[tuple[list[str], str, str, str]]:
    """Ids, state, how, and what shows it, of each row; a row may tell of several that follow each other."""
    for line in (ROOT / "docs/security.md").read_text(encoding="utf-8").splitlines():
        if found := ROW.match(line):
            first, last, state, how, shown = found.groups()
            start, end = IDS.index(first), IDS.index(last or first)
            yield IDS[start : end + 1], state.strip(), how.strip(), shown.strip()


def test_each_requirement_is_told_of_once() -> None:
    told = Counter(one for ids, *_rest in rows() for one in ids)
    assert set(told) == set(IDS)
    assert [one for one, number in told.items() if number > 1] == []


def test_what_is_met_names_something_that_shows_it() -> None:
    for ids, state, how, shown in rows():
        assert state in STATES, ids
        assert how, ids
        assert state != "met" or shown, f"{ids[0]} is met, by what?"
        assert not shown or (ROOT / shown).exists(), f"{ids[0]}: {shown} is not there"
