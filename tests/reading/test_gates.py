"""The five real reports are read as a careful reader reads them: the scorer's own gates."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from iaktta.document import Document
from iaktta.reading import decode, read_bytes
from iaktta.report import to_data
from tests.real_reports import GOLD, needs_real_reports, real_reports
from tests.scorer.places import Spans, check_spans, share, total_spans
from tests.scorer.score_reading import load
from tests.scorer.scoring import Score, score_document, total_of
from tests.scorer.tables import failure_line, miss_line

F1, F1_EACH = 0.99, 0.98  # what has been reached: a lost chapter must be seen
HOLDING, TIGHTNESS, TIGHTNESS_EACH = 0.99, 0.7, 0.5
STEMS = [path.stem for path in real_reports()]

pytestmark = needs_real_reports


@cache
def reading(stem: str) -> tuple[Document, dict[str, Any]]:
    """The document's text and what was read in it, as plain data."""
    path = next(path for path in real_reports() if path.stem == stem)
    document, report = read_bytes(path.read_bytes(), path.name)
    return document, to_data(report)


@cache
def score(stem: str) -> Score:
    return score_document(stem, load(GOLD / f"{stem}.json"), reading(stem)[1])


@cache
def places(stem: str) -> Spans:
    document, read = reading(stem)
    return check_spans(stem, read, document.text)


@pytest.mark.parametrize("stem", STEMS)
def test_each_real_report_is_read_nearly_whole(stem: str) -> None:
    assert score(stem).f1 >= F1_EACH, "\n".join(map(miss_line, score(stem).misses[:20]))


@pytest.mark.parametrize("stem", STEMS)
def test_in_each_real_report_the_places_are_tight(stem: str) -> None:
    found = places(stem)
    assert share(found.wording, found.slices) >= TIGHTNESS_EACH


def test_the_real_reports_together_are_read_nearly_whole() -> None:
    assert total_of([score(stem) for stem in STEMS]).f1 >= F1


def test_nearly_every_entry_has_a_place_that_holds_its_words() -> None:
    total = total_spans([places(stem) for stem in STEMS])
    failures = [line for stem in STEMS for line in map(failure_line, places(stem).failures)]
    assert share(total.holding, total.entities) >= HOLDING, "\n".join(failures[:20])
    assert share(total.wording, total.slices) >= TIGHTNESS


@pytest.mark.parametrize("stem", STEMS)
def test_places_count_in_the_same_text_as_the_file_has(stem: str) -> None:
    path = next(path for path in real_reports() if path.stem == stem)
    assert reading(stem)[0].text == decode(path.read_bytes(), path.name).text
    assert reading(stem)[0].text == path.read_bytes().decode("utf-8-sig")
