"""The wordings of the field become codes, and only where they grade."""

from __future__ import annotations

import pytest

from iaktta.reading.codes import effect_of, status_of, verdict_of
from iaktta.report import Effect, Status, Verdict


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Åtgärdad", Status.IMPLEMENTED),
        ("Ja", Status.IMPLEMENTED),
        ("Helt genomförd", Status.IMPLEMENTED),
        ("Delvis uppfyllt", Status.PARTLY_IMPLEMENTED),
        ("Pågår", Status.PARTLY_IMPLEMENTED),
        ("Ej påbörjad", Status.NOT_IMPLEMENTED),
        ("Rekommendationen bedöms inte vara genomförd.", Status.NOT_IMPLEMENTED),
        ("Kvarstår", Status.NOT_IMPLEMENTED),
        ("Ej längre aktuell", Status.NO_LONGER_RELEVANT),
    ],
)
def test_a_grade_has_its_status(words: str, status: Status) -> None:
    found = status_of(words)
    assert found is not None
    assert found.code is status


@pytest.mark.parametrize("words", ["Kan inte bedömas", "Ej bedömd", "Se avsnitt 3.1", ""])
def test_words_that_grade_nothing_have_no_status(words: str) -> None:
    assert status_of(words) is None


@pytest.mark.parametrize(
    ("text", "verdict", "words"),
    [
        ("Vi bedömer att rekommendationerna har följts.", Verdict.FOLLOWED, "har följts"),
        (
            "Hamnnämnden har beaktat rekommendationerna i sin helhet.",
            Verdict.FOLLOWED,
            "har beaktat rekommendationerna i sin helhet",
        ),
        ("Nämnden har delvis följt rekommendationerna.", Verdict.PARTLY_FOLLOWED, "har delvis följt"),
        (
            "Rekommendationerna har beaktats men arbetet är inte färdigt.",
            Verdict.PARTLY_FOLLOWED,
            "har beaktats men arbetet är inte färdigt",
        ),
        ("Rekommendationen har inte följts.", Verdict.NOT_FOLLOWED, "har inte följts"),
    ],
)
def test_a_verdict_on_the_recommendations_keeps_its_words(text: str, verdict: Verdict, words: str) -> None:
    found = verdict_of(text)
    assert found is not None
    assert found.code is verdict
    assert text[found.start : found.end] == words


def test_measures_in_line_with_recommendations_are_no_verdict() -> None:
    assert verdict_of("Vi ser att åtgärder har vidtagits i enlighet med rekommendationerna.") is None


def test_a_judgement_that_names_no_recommendation_is_no_verdict() -> None:
    assert verdict_of("Arbetet har genomförts väl.") is None


@pytest.mark.parametrize(
    ("words", "effect"),
    [
        ("Åtgärden har fått avsedd effekt", Effect.ACHIEVED),
        ("Åtgärden har inte fått avsedd effekt", Effect.NOT_ACHIEVED),
        ("Effekten har inte utvärderats", Effect.NOT_EVALUATED),
    ],
)
def test_an_effect_is_told(words: str, effect: Effect) -> None:
    found = effect_of(words)
    assert found is not None
    assert found.code is effect
