"""A paragraph gives the words of the committee that speaks in it."""

from __future__ import annotations

import pytest

from iaktta.reading.speakers import speakers


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hamnnämnden uppger att bojarna är utlagda.", ("Hamnnämnden",)),
        ("Hamnnämnden och kustnämnden svarar att de håller med.", ("Hamnnämnden", "Kustnämnden")),
        ("Tekniska nämndens samlade bedömning är att allt går bra.", ("Tekniska nämnden",)),
        ("I delårsrapporten bedömde hamnnämnden att målen nås.", ("Hamnnämnden",)),
        ("Av hamnnämndens verksamhetsplan framgår att djupet mäts.", ("Hamnnämnden",)),
        ("Enligt kustnämnden har ingen klagat.", ("Kustnämnden",)),
    ],
)
def test_who_speaks_is_told_by_the_first_sentence(text: str, names: tuple[str, ...]) -> None:
    assert speakers(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Riktlinjerna antogs av hamnnämnden 2022.",
        "Kustnämnden fastställde en plan för bojarna.",
        "Förvaltningen uppger att hamnnämnden får en rapport.",
    ],
)
def test_a_committee_that_is_merely_mentioned_does_not_speak(text: str) -> None:
    assert speakers(text) == ()
