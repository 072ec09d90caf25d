"""Where a newer reading of the same file holds what an older one held."""

from hypothesis import given
from hypothesis import strategies as st

from iaktta.rules.versions import Entry, match_readings

TEXT = "Säkerställ att attestförteckningen hålls aktuell under hela året."
entries = st.lists(
    st.tuples(
        st.sampled_from(["audit", "recommendation"]),
        st.sampled_from(
            [TEXT, TEXT + " Nu.", "Följ upp planen.", "Inför en rutin för loggkontroll varje månad."]
        ),
        st.none() | st.sampled_from(["1", "2"]),
        st.none() | st.sampled_from(["Attest", "Loggar"]),
    ),
    max_size=6,
).map(lambda rows: [Entry(place, *row) for place, row in enumerate(rows)])


def recommendation(key: str, text: str, number: str | None = None, context: str | None = None) -> Entry:
    return Entry(key, "recommendation", text, number, context)


def test_same_kind_number_and_text_moves() -> None:
    old, new = recommendation("a", TEXT, "1"), recommendation("b", TEXT.replace(" ", "\n"), "1")
    matching = match_readings([old], [new])
    assert matching.moves == ((old, new),)
    assert not matching.proposals
    assert not matching.missing


def test_a_mended_text_is_proposed() -> None:
    old, new = recommendation("a", TEXT, "1"), recommendation("b", TEXT.replace("attest", "attest-"), "1")
    matching = match_readings([old], [new])
    assert [(found.older, found.newer) for found in matching.proposals] == [(old, new)]
    assert matching.proposals[0].likeness.grounds


def test_what_finds_no_entry_is_missing() -> None:
    old = recommendation("a", TEXT)
    new = recommendation("b", "Ta fram en plan för underhåll av fastigheter.")
    matching = match_readings([old], [new])
    assert matching.missing == (old,)
    assert matching.added == (new,)


def test_another_kind_is_another_entry() -> None:
    matching = match_readings([Entry("a", "audit", TEXT)], [Entry("b", "recommendation", TEXT)])
    assert not matching.moves
    assert not matching.proposals


def test_repeated_words_stay_under_their_own_heading() -> None:
    old_one, old_two = recommendation("a", TEXT, context="Ett"), recommendation("b", TEXT, context="Två")
    new_two, new_one = recommendation("c", TEXT, context="Två"), recommendation("d", TEXT, context="Ett")
    assert dict(match_readings([old_one, old_two], [new_two, new_one]).moves) == {
        old_one: new_one,
        old_two: new_two,
    }


@given(entries, entries)
def test_every_older_entry_has_one_fate_and_no_newer_one_two(olds: list[Entry], news: list[Entry]) -> None:
    matching = match_readings(olds, news)
    fates = (
        [old for old, _ in matching.moves] + [p.older for p in matching.proposals] + list(matching.missing)
    )
    assert sorted(entry.key for entry in fates) == [entry.key for entry in olds]  # type: ignore[type-var]
    used = [new for _, new in matching.moves] + [p.newer for p in matching.proposals] + list(matching.added)
    assert sorted(entry.key for entry in used) == [entry.key for entry in news]  # type: ignore[type-var]


@given(entries)
def test_an_unchanged_reading_moves_whole(read: list[Entry]) -> None:
    assert match_readings(read, read).moves == tuple((entry, entry) for entry in read)
