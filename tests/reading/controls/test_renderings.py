"""The same rows are read from every layout, under other names and in another order of columns."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from iaktta.reading import read_bytes
from iaktta.report import Control
from tests.reading.controls.renderings import HEAD, LAYOUTS, Row, columns
from tests.samples.documents import LAYOUTS as SAMPLES

OF_PLANS = ("process", "text", "method", "frequency", "responsible", "report_to", "report_when")
OF_FOLLOW_UPS = ("process", "text", "responsible", "deviation", "action", "execution")
SOURCES = {
    "long-07": OF_PLANS,
    "apart-08": ("number", *OF_PLANS),
    "apart-06": OF_FOLLOW_UPS,
    "long-08": ("number", "process", "text", "method", "deviation", "action", "execution"),
}
STATUSES = {"performed": "Genomförd", "not_performed": "Ej genomförd", "in_progress": "Pågår"}
ORDERS = range(4)
HARD = {"cell_after_cell"}
"""Nothing but its order and its width tells a cell from the next one there."""


def rows_of(source: str) -> list[Row]:
    expected = json.loads((Path(SAMPLES) / f"{source}.json").read_text(encoding="utf-8"))
    found = []
    for place, control in enumerate(expected["controls"]):
        row = {field: " ".join(control[field].split()) for field in SOURCES[source] if control.get(field)}
        if "execution" in row:
            row["execution"] = STATUSES[row["execution"]]
        if "number" in SOURCES[source]:
            row["number"] = str(place + 1)
        found.append(row)
    return found


def told(control: Control, field: str) -> str:
    if field == "execution":
        return STATUSES[control.execution.value] if control.execution else ""
    return getattr(control, field) or ""


def bare(words: str) -> str:
    """A word that its column broke at a hyphen is read without it, so letters alone are held."""
    return "".join(letter for letter in words.casefold() if letter.isalnum())


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("layout", sorted(LAYOUTS.keys() - HARD))
@pytest.mark.parametrize("source", SOURCES)
def test_rows_are_read_back_from_a_layout(source: str, layout: str, order: int) -> None:
    chance = random.Random(f"{source} {layout} {order}")
    rows = rows_of(source)
    names = columns(SOURCES[source], chance, shuffled=order % 2 == 1)
    text = HEAD + LAYOUTS[layout](rows, names, chance) + "\n"
    _, report = read_bytes(text.encode(), "plan.txt")
    found = [
        {field: bare(told(control, field)) for field in row}
        for control, row in zip(report.controls, rows, strict=True)
    ]
    assert found == [{field: bare(words) for field, words in row.items()} for row in rows]
