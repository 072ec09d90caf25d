from hypothesis import given
from hypothesis import strategies as st

from iaktta.web.paper import Place, sheets

texts = st.text(st.sampled_from("abå \n\f"), max_size=40)


@st.composite
def texts_and_places(draw: st.DrawFn) -> tuple[str, list[Place]]:
    text = draw(texts)
    offset = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(offset, offset), max_size=6))
    return text, [Place(min(pair), max(pair), number) for number, pair in enumerate(pairs)]


@given(texts_and_places())
def test_the_sheets_hold_the_whole_text_whatever_is_marked(case: tuple[str, list[Place]]) -> None:
    text, places = case
    found = sheets(text, places)
    assert "\f".join("".join(piece.text for piece in sheet.pieces) for sheet in found) == text


@given(texts_and_places())
def test_every_letter_of_a_place_carries_its_entry(case: tuple[str, list[Place]]) -> None:
    text, places = case
    letters = [
        (letter, piece.entries)
        for sheet in sheets(text, places)
        for piece in sheet.pieces
        for letter in piece.text
    ]
    offsets = [offset for offset, letter in enumerate(text) if letter != "\f"]
    for offset, (letter, entries) in zip(offsets, letters, strict=True):
        assert letter == text[offset]
        assert set(entries) == {place.entry for place in places if place.start <= offset < place.end}


def test_a_place_inside_another_keeps_both_and_the_outer_goes_on_after_it() -> None:
    [sheet] = sheets("en två tre", [Place(0, 10, 1), Place(3, 6, 2, is_key=False)])
    assert [(piece.text, piece.entries) for piece in sheet.pieces] == [
        ("en ", (1,)),
        ("två", (1, 2)),
        (" tre", (1,)),
    ]


def test_only_the_first_piece_of_an_entry_is_where_links_lead() -> None:
    places = [Place(0, 2, 1), Place(5, 7, 1, is_first=False)]
    [sheet] = sheets("ab cd ef", places)
    assert [piece.anchor for piece in sheet.pieces] == [0, None, None, None]


def test_a_form_feed_begins_a_new_sheet() -> None:
    assert [(sheet.number, sheet.pieces[0].text) for sheet in sheets("ett\ftvå", [])] == [
        (1, "ett"),
        (2, "två"),
    ]
