from iaktta.document import Document, Passage
from iaktta.reading.mending import items, mended


def lines_of(text: str) -> tuple[Document, list[Passage]]:
    document = Document(text)
    return document, [document.passage(line) for line in document.lines]


def test_a_hyphen_that_only_splits_a_word_goes_and_one_that_belongs_stays() -> None:
    _, lines = lines_of("rutinerna för upp-\nföljning av IT-\nsäkerhet, budget- \noch bokslut")
    assert mended(lines).text == "rutinerna för uppföljning av IT-säkerhet, budget- och bokslut"


def test_bullets_become_lines_of_their_own_without_their_marks() -> None:
    _, lines = lines_of("Nämnden ska:\n• utse en\n  ansvarig\n• dokumentera")
    assert mended(lines).text == "Nämnden ska:\nutse en ansvarig\ndokumentera"


def test_emphasis_goes_and_a_stray_star_too() -> None:
    _, lines = lines_of("- *Rutinen är antagen.*\n- Arbetet pågår.*")
    assert [text.text for _, text in items(lines)] == ["Rutinen är antagen.", "Arbetet pågår."]


def test_mended_text_leads_back_to_its_place() -> None:
    document, lines = lines_of("Först något annat.\n\natt upp-\nföljning görs\n")
    span = mended(lines[2:]).span(document.text)
    assert span is not None
    assert document.text[span.start : span.end] == "att upp-\nföljning görs"


def test_words_on_both_sides_of_another_text_stand_in_pieces() -> None:
    document, lines = lines_of("första delen\nSidhuvud\nandra delen")
    span = mended([lines[0], lines[2]]).span(document.text)
    assert span is not None
    assert [document.text[start:end] for start, end in span.ranges()] == ["första delen", "andra delen"]
