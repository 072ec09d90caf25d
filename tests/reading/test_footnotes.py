from __future__ import annotations

from iaktta.document import Document
from iaktta.reading.footnotes import footnotes

TEXT = """Nämnden beslutade i juni 20191 att anta ordningen.2 Den gäller i 20 år.

1 2019-06-19 § 12
2 Se även
protokollet
"""


def test_a_footnote_mark_glued_to_a_year_goes_and_the_year_stays() -> None:
    document = Document(TEXT)
    words = footnotes(document).without_marks(document.passage(document.lines[0]))
    assert words.text == "Nämnden beslutade i juni 2019 att anta ordningen. Den gäller i 20 år."
    assert document.place(words) is not None


def test_the_notes_are_lines_of_their_own_and_go_on_until_a_blank_line() -> None:
    assert footnotes(Document(TEXT)).lines == {2, 3, 4}


def test_a_numbered_heading_is_no_footnote() -> None:
    document = Document("1 Inledning\nNämnden har 12 ledamöter.\n\n2 Bakgrund\nText.\n")
    assert footnotes(document).lines == frozenset()
