"""Among many candidates a rough choice comes first, and loses nobody who is alike."""

import random

from iaktta.rules.candidates import FEW, Candidates
from iaktta.rules.likeness import Compared, alike

TEXT = "Att loggkontroller genomförs regelbundet i verksamhetssystemen och att de dokumenteras."
REWORDED = "Genomföra loggkontroller regelbundet i verksamhetssystemen och dokumentera dem."
WORDS = [f"{start}{end}" for start in ("plan", "rutin", "avtal", "kontroll") for end in range(100)]


def many(count: int) -> list[Compared]:
    draw = random.Random(7)
    texts = ("Nämnden bör säkerställa att " + " ".join(draw.sample(WORDS, 9)) for _ in range(count))
    return [Compared(place, text, "recommendation") for place, text in enumerate(texts)]


def test_the_reworded_is_found_among_many() -> None:
    sought = Compared("new", REWORDED, "recommendation", context="Loggar")
    old = Compared("old", TEXT, "recommendation", context="Loggar", number="1")
    found = Candidates([*many(2 * FEW), old]).alike(sought)
    assert [candidate.key for candidate, _ in found] == ["old"]


def test_what_is_not_free_is_left_out() -> None:
    entries = many(FEW + 1)
    found = Candidates(entries).alike(entries[3], free=lambda candidate: candidate.key != 3)
    assert 3 not in {candidate.key for candidate, _ in found}


def test_few_candidates_are_all_compared() -> None:
    entries = many(FEW)
    assert Candidates(entries).alike(entries[5]) == alike(entries[5], entries)


def test_a_text_of_common_words_alone_is_still_found() -> None:
    common = [Compared(place, "Nämnden bör följa upp planen.", "recommendation") for place in range(FEW + 1)]
    assert Candidates(common).alike(common[0])
    assert Candidates(common).alike(
        Compared("new", "Nämnden bör följa upp planen i Ekeby.", "recommendation")
    )


def test_each_of_ten_thousand_candidates_finds_itself_first() -> None:
    entries = many(10_000)
    candidates = Candidates(entries)
    for entry in entries[:20]:
        assert candidates.alike(entry)[0][0] == entry
