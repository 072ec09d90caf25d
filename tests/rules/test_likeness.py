"""How alike two entries are, and whether the grounds can be judged."""

import math
import time

from hypothesis import given
from hypothesis import strategies as st

from iaktta.rules.likeness import (
    LIKE,
    Compared,
    GroundCode,
    alike,
    best_pairs,
    likeness,
    text_likeness,
    words_apart,
)

TEXT = "Säkerställ att attestförteckningen hålls aktuell och att avslutade behörigheter tas bort."
words = st.sampled_from(["nämnden", "bör", "säkerställa", "att", "rutiner", "för", "attest", "följs"])
texts = st.lists(words, min_size=1, max_size=14).map(" ".join)
entries = st.builds(
    Compared,
    key=st.integers(),
    text=texts,
    kind=st.sampled_from(["audit", "recommendation"]),
    number=st.none() | st.sampled_from(["1", "2", "2b"]),
    year=st.none() | st.integers(2015, 2025),
    names=st.frozensets(st.sampled_from(["kommunstyrelsen", "tekniska nämnden"])),
    context=st.none() | texts,
    year_tells=st.booleans(),
)


def recommendation(text: str, **other: object) -> Compared:
    return Compared(key=text, text=text, kind="recommendation", **other)  # type: ignore[arg-type]


def codes(first: Compared, second: Compared) -> list[GroundCode]:
    return [ground.code for ground in likeness(first, second).grounds]


@given(entries, entries)
def test_likeness_is_the_same_both_ways(one: Compared, other: Compared) -> None:
    there, back = likeness(one, other), likeness(other, one)
    assert (there.share, there.supported) == (back.share, back.supported)
    assert [(g.code, g.first, g.second, g.weight) for g in there.grounds] == [
        (g.code, g.second, g.first, g.weight) for g in back.grounds
    ]


@given(entries)
def test_an_entry_is_wholly_like_itself(entry: Compared) -> None:
    assert likeness(entry, entry).share == 1
    assert codes(entry, entry)[0] == GroundCode.SAME_TEXT


@given(entries, entries)
def test_likeness_is_a_share_that_its_grounds_give(one: Compared, other: Compared) -> None:
    found = likeness(one, other)
    assert 0 <= found.share <= 1
    assert found.share == math.prod(ground.weight for ground in found.grounds)


@given(st.text(max_size=80), st.text(max_size=80))
def test_only_the_identical_is_a_hundred_per_cent(one: str, other: str) -> None:
    assert (text_likeness(one, other) == 1) == (one == other)


def test_punctuation_and_case_do_not_count() -> None:
    assert codes(recommendation(TEXT), recommendation("• " + TEXT.upper())) == [GroundCode.SAME_TEXT]


def test_the_words_that_differ_are_counted() -> None:
    changed = TEXT.replace("avslutade", "gamla").replace("tas bort", "avslutas snarast")
    assert codes(recommendation(TEXT), recommendation(changed)) == [GroundCode.NEARLY_SAME_TEXT]
    assert words_apart(TEXT, changed) == 3


def test_a_shortened_recommendation_is_a_part_of_the_longer() -> None:
    short = recommendation("Säkerställ att attestförteckningen hålls aktuell.")
    assert likeness(recommendation(TEXT), short).is_enough
    assert codes(recommendation(TEXT), short) == [GroundCode.PART_OF_TEXT]


def test_grounds_name_audit_number_committee_and_year() -> None:
    first = recommendation(
        TEXT, number="2", year=2020, names=frozenset({"tekniska nämnden"}), context="Attest"
    )
    second = recommendation(
        TEXT, number="3", year=2021, names=frozenset({"tekniska nämnden"}), context="attest"
    )
    assert [(ground.code, ground.first, ground.second) for ground in likeness(first, second).grounds[1:]] == [
        (GroundCode.SAME_CONTEXT, "Attest", "attest"),
        (GroundCode.OTHER_NUMBER, "2", "3"),
        (GroundCode.SAME_COMMITTEES, "tekniska nämnden", "tekniska nämnden"),
        (GroundCode.OTHER_YEAR, "2020", "2021"),
    ]


@given(entries, entries)
def test_only_those_that_agree_in_all_that_was_compared_are_wholly_alike(
    one: Compared, other: Compared
) -> None:
    found = likeness(one, other)
    agree = all(ground.code.value.startswith("same_") for ground in found.grounds)
    assert (found.share == 1) == agree


def test_a_reworded_recommendation_of_the_same_audit_is_found() -> None:
    old = recommendation("Att utbildning i upphandling erbjuds alla som beställer varor.", context="Inköp")
    new = recommendation("Erbjuda alla som beställer varor utbildning i upphandling.", context="Inköp")
    assert likeness(old, new).is_enough


def test_another_committee_speaks_against() -> None:
    first = recommendation(TEXT, names=frozenset({"tekniska nämnden"}))
    second = recommendation(TEXT, names=frozenset({"socialnämnden"}))
    assert likeness(first, second).share < LIKE
    assert GroundCode.OTHER_COMMITTEES in codes(first, second)


def test_an_audit_of_another_year_is_another_audit() -> None:
    first = Compared(1, "Granskning av bokslut", "audit", year=2019, year_tells=True)
    second = Compared(2, "Granskning av bokslut", "audit", year=2020, year_tells=True)
    assert not likeness(first, second).is_enough


def test_a_control_comes_back_another_year() -> None:
    first = Compared(1, "Kontroll av att leverantörsfakturor har attest", "control", year=2019)
    second = Compared(2, "Kontroll av att leverantörsfakturor har attest", "control", year=2020)
    assert likeness(first, second).is_enough


def test_different_recommendations_are_not_proposed() -> None:
    other = recommendation("Ta fram en plan för underhåll av kommunens fastigheter och följ upp den årligen.")
    assert alike(recommendation(TEXT), [other]) == []


def test_the_most_alike_comes_first() -> None:
    near, nearest = recommendation(TEXT + " Gör det årligen."), recommendation(TEXT + " Nu.")
    assert [entry for entry, _ in alike(recommendation(TEXT), [near, nearest])] == [nearest, near]


def test_ten_thousand_candidates_are_compared_in_a_blink() -> None:
    many = [
        Compared(
            n,
            f"Säkerställ att rutin {n} för område {n % 97} följs och dokumenteras varje år.",
            "recommendation",
        )
        for n in range(10_000)
    ]
    for candidate in many:
        assert candidate.plain  # once made it is kept
    start = time.perf_counter()
    assert alike(many[4711], many)[0][0] == many[4711]
    assert time.perf_counter() - start < 0.5


@given(
    st.lists(entries, max_size=5, unique_by=lambda e: e.key),
    st.lists(entries, max_size=5, unique_by=lambda e: e.key),
)
def test_best_pairs_use_each_entry_once(olders: list[Compared], newers: list[Compared]) -> None:
    pairs = best_pairs(olders, newers)
    assert len({old.key for old, _, _ in pairs}) == len(pairs) == len({new.key for _, new, _ in pairs})
    assert all(how.is_enough for _, _, how in pairs)
