"""No sentence of the real documents stands in the project, and no path of a developer's machine."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.house.files import files_ending, shown
from tests.real_reports import needs_real_reports, real_reports

WORDS_IN_A_ROW = 8
TEXTS = list(files_ending(".py", ".html", ".md", ".txt", ".json", ".po", ".js", ".css", ".toml", ".sh"))
MACHINE_PATH = re.compile(r"(?<![\w./-])/(?:home|root|work|Users)/\w+")


@needs_real_reports
@pytest.mark.parametrize("path", TEXTS, ids=shown)
def test_nothing_is_copied_from_a_real_report(path: Path) -> None:
    shared = _runs(path.read_text(encoding="utf-8")) & _runs_of_real_reports()
    assert sorted(shared)[:3] == []


@pytest.mark.parametrize("path", TEXTS, ids=shown)
def test_no_path_of_one_machine_stands_in_the_project(path: Path) -> None:
    assert MACHINE_PATH.findall(path.read_text(encoding="utf-8")) == []


@cache
def _runs_of_real_reports() -> frozenset[tuple[str, ...]]:
    return frozenset().union(*(_runs(path.read_text(encoding="utf-8")) for path in real_reports()))


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return frozenset(zip(*(words[start:] for start in range(WORDS_IN_A_ROW)), strict=False))
