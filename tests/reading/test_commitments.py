"""What an answer promises, and the last day that its wording gives."""

from __future__ import annotations

from datetime import date

from iaktta.document import Document
from iaktta.reading.commitments import find_commitments
from iaktta.report import Commitment


def promised(text: str) -> tuple[Commitment, ...]:
    document = Document(text)
    return find_commitments(document, document.passage(document.lines[0]))


def test_a_promise_has_its_sentence_its_last_day_and_its_place() -> None:
    text = "Nämnden delar bilden. En plan ska antas senast den 30 juni 2021."
    (found,) = promised(text)
    assert found.text == "En plan ska antas senast den 30 juni 2021."
    assert found.due == date(2021, 6, 30)
    assert found.source is not None
    assert text[found.source.start : found.source.end] == found.text


def test_a_promise_without_a_day_has_none() -> None:
    (found,) = promised("Nämnden kommer att mäta djupet varje år.")
    assert found.due is None


def test_what_is_done_already_is_no_promise() -> None:
    assert promised("Nämnden har mätt djupet. Bojarna är utlagda.") == ()


def test_what_somebody_has_said_must_be_done_is_no_promise() -> None:
    assert promised("Hamnvakterna har påmints om att skälen ska antecknas.") == ()


def test_the_day_of_a_cited_decision_is_no_day_to_come() -> None:
    (found,) = promised("Nämnden beslutade 2020-03-12 § 23 att djupet ska mätas.")
    assert found.due is None
