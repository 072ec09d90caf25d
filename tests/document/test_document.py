from hypothesis import given
from hypothesis import strategies as st

from iaktta.document import Document, Passage

texts = st.text(st.sampled_from("aåB •-\n\r\f\t "), max_size=80)


@given(texts)
def test_each_line_stands_where_it_says(text: str) -> None:
    for line in Document(text).lines:
        assert text[line.start : line.end] == line.text
        assert line.text == line.raw.strip()


@given(texts)
def test_nothing_but_line_ends_stands_between_the_lines(text: str) -> None:
    document = Document(text)
    assert "".join(line.raw for line in document.lines) == text.replace("\r", "").replace("\n", "").replace(
        "\f", ""
    )


def test_a_form_feed_begins_a_new_page() -> None:
    document = Document("ett\ntvå\ftre\n")
    assert document.pages == 2
    assert [(line.text, line.page) for line in document.lines] == [("ett", 1), ("två", 1), ("tre", 2)]
    assert document.page_at(document.text.index("tre")) == 2


def test_a_file_without_form_feeds_has_no_pages() -> None:
    document = Document("ett\ntvå")
    assert document.pages is None
    assert document.page_at(4) is None


@given(texts, st.data())
def test_a_cut_passage_remembers_the_place_of_each_letter(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    passage = Passage.of(text, 0, len(text))[start:end].strip()
    assert "".join(text[offset] for offset in passage.at) == passage.text


def test_joined_passages_have_a_span_in_pieces_where_other_words_stand_between() -> None:
    text = "rutin | annat | följs"
    whole = Passage.of(text, 0, 5) + Passage.made(" ") + Passage.of(text, 16, 21)
    span = whole.span(text)
    assert whole.text == "rutin följs"
    assert span is not None
    assert span.pieces == ((0, 5), (16, 21))
    assert (span.start, span.end) == (0, 21)
