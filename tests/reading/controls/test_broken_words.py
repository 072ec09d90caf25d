"""Words that a narrow column broke without a hyphen."""

import pytest

from iaktta.reading.controls.broken_words import Vocabulary, rejoined
from iaktta.reading.decode import decode

WIDTH = 16


def lines_of(text: str, cell: str) -> list[str]:
    document = decode(f"{text}\n\n{cell}\n".encode(), "plan.txt")
    first = len(document.lines) - cell.count("\n") - 1
    lines = [document.passage(line) for line in document.lines[first:]]
    return [line.text for line in rejoined(Vocabulary(document), lines, WIDTH)]


@pytest.mark.parametrize(
    ("cell", "whole"),
    [
        ("Lokalbokningspro\ncessen", "Lokalbokningsprocessen"),
        ("Kundreskontrasys\ntemet", "Kundreskontrasystemet"),
        ("Försäkringshante\nringen", "Försäkringshanteringen"),
    ],
)
def test_a_word_that_fills_its_column_goes_on_below(cell: str, whole: str) -> None:
    assert lines_of("Granskning av rutiner", cell) == [whole]


@pytest.mark.parametrize(
    "cell",
    [
        "Internkontrollen\ngenomförd",  # two words of the document
        "Kontroll\nutförd",  # the first does not fill its column
        "Fakturahantering\noch inköp",  # goes on with a small word
        "Upphandlingsplan\nInköp",  # a capital begins a word
        "Två av\nchefer",  # not a word alone on its line
    ],
)
def test_two_words_stay_two(cell: str) -> None:
    text = "Internkontrollen är genomförd. Chefer finns."
    assert lines_of(text, cell) == cell.split("\n")


def test_a_space_after_the_line_tells_that_the_word_was_whole() -> None:
    wrapped = "Rutinen följs \nav alla på \nkontoret \nvarje dag \n"
    assert len(lines_of(wrapped, "Lokalbokningspro \ncessen ")) == 2
