"""Tables that come out of the paper cell by cell."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from iaktta.document import Document
from iaktta.reading.audits.cells import words_of
from iaktta.reading.audits.tables import Setting, Table, find_tables
from iaktta.reading.footnotes import footnotes

ADVICE = (
    "Att nämnden upprättar en rutin för hur larmtider mäts och hur resultatet förs tillbaka "
    "till stationerna.",
    "Att ansvaret för nycklar till pumpstationerna klargörs och dokumenteras.",
    "Att prognoserna för vattenförbrukning stäms av mot mätningar minst en gång varje kvartal framöver.",
)
ANSWERS = (
    "Nämnden instämmer och kommer att anta en rutin under hösten. Rutinen tas fram av två "
    "stationer tillsammans "
    "och prövas i mindre skala innan den gäller alla.",
    "Frågan lyfts i den översyn av tjänstekort som förvaltningen har påbörjat.",
    "Avstämning mot mätningar införs från och med årsskiftet. Resultatet ska redovisas för "
    "nämnden i samband med "
    "delårsrapporten.",
)
STATES = (
    "Enligt uppgift är rutinen antagen och känd på två av tre stationer. Den tredje stationen "
    "har inte haft någon "
    "genomgång ännu.",
    "Översynen har försenats och ett beslut väntas tidigast nästa år enligt förvaltningen.",
    "Avstämningarna har genomförts som planerat under båda de kvartal som vi har granskat.",
)


def lines(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width)


def table(head: str, cells: Sequence[tuple[str, ...]], widths: tuple[int, ...]) -> str:
    printed = [head, ""]
    for row in cells:
        for text, width in zip(row, widths, strict=True):
            printed += [*lines(text, width), ""]
    return "\n".join(printed)


def read(text: str) -> list[Table]:
    document = Document(text)
    return list(find_tables(Setting(document, footnotes(document)), document.lines))


def texts(found: Table) -> list[tuple[str, ...]]:
    return [tuple(" ".join(words_of(cell).text.split()) for cell in row) for row in found.rows]


ROWS = list(zip(ADVICE, ANSWERS, STATES, strict=True))


def test_cells_printed_one_after_the_other_are_put_back_in_their_columns() -> None:
    (found,) = read(table("Rekommendationer Svar Aktuellt läge", ROWS, (30, 44, 50)))
    assert texts(found) == ROWS


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from(
        [
            "Rekommendation Nämndens svar Nuläge",
            "Förbättringsområden Yttrande Uppföljning",
            "Synpunkt Svar Status",
        ]
    ),
    st.tuples(st.integers(24, 40), st.integers(38, 50), st.integers(44, 56)),
    st.permutations(ROWS),
)
def test_any_widths_and_column_names_give_the_same_cells(
    head: str, widths: tuple[int, int, int], rows: list[tuple[str, str, str]]
) -> None:
    (found,) = read(table(head, rows, widths))
    assert texts(found) == rows


def test_a_row_over_a_page_break_is_one_row_and_the_head_printed_again_is_no_text() -> None:
    advice, answer, state = ROWS[0]
    answer_lines, state_lines = lines(f"{answer} {ANSWERS[2]}", 44), lines(f"{state} {STATES[2]}", 44)
    head = "Rekommendationer Svar Aktuellt läge"
    printed = [head, "", *lines(advice, 40), "", *answer_lines[:5], "", *state_lines[:5], " " + head, ""]
    printed += [*answer_lines[5:], "", *state_lines[5:], ""]
    (found,) = read("\n".join(printed))
    assert texts(found) == [(advice, f"{answer} {ANSWERS[2]}", f"{state} {STATES[2]}")]


def test_two_tables_with_a_decision_between_them_are_two() -> None:
    first = table("Rekommendationer Svar Aktuellt läge", ROWS[:1], (30, 44, 50))
    second = table("Rekommendationer Svar Aktuellt läge", ROWS[1:], (30, 44, 50))
    found = read(f"Hamnnämnden 2021-03-02 § 14\n\n{first}\nFjällnämnden 2021-04-07 § 33\n\n{second}")
    assert [texts(one) for one in found] == [ROWS[:1], ROWS[1:]]
    assert [[line.text for line in one.lead] for one in found] == [
        ["Hamnnämnden 2021-03-02 § 14"],
        ["Fjällnämnden 2021-04-07 § 33"],
    ]


def test_running_text_after_a_table_is_no_cell() -> None:
    prose = (
        "Vi bedömer sammantaget att nämnden har kommit igång med arbetet men att det återstår "
        "mycket innan rutinerna används "
        "på samtliga stationer och\nresultaten av mätningarna kan följas av nämnden över tid på "
        "det sätt som var tänkt "
        "när granskningen genomfördes och svaret lämnades."
    )
    (found,) = read(table("Rekommendationer Svar Aktuellt läge", ROWS, (30, 40, 42)) + "\n" + prose + "\n")
    assert texts(found) == ROWS


def test_pipes_show_the_columns() -> None:
    text = (
        "| Nr | Rekommendation | Svar | Status |\n|---|---|---|---|\n"
        "| 1 | Säkerställ larmtider | Instämmer.<br>Klart i maj. | Delvis |\n| 2 | Ta fram "
        "nyckellista |  | Nej |\n"
    )
    (found,) = read(text)
    assert texts(found) == [
        ("1", "Säkerställ larmtider", "Instämmer. Klart i maj.", "Delvis"),
        ("2", "Ta fram nyckellista", "", "Nej"),
    ]


def test_tabs_show_the_columns_also_where_a_cell_holds_line_breaks() -> None:
    text = (
        "Rekommendation\tSvar\tStatus\n"
        "Säkerställ larmtider\tInstämmer.\nKlart i maj.\tDelvis\n"
        "Ta fram nyckellista\t\tNej\n\nEfter tabellen."
    )
    (found,) = read(text)
    assert texts(found) == [
        ("Säkerställ larmtider", "Instämmer. Klart i maj.", "Delvis"),
        ("Ta fram nyckellista", "", "Nej"),
    ]


def test_columns_side_by_side_are_read_down_not_across() -> None:
    text = (
        "Rekommendation            Svar                      Status\n\n"
        "Säkerställ att larmtider  Nämnden instämmer och     Delvis\n"
        "mäts på alla stationer.   inför mätning i maj.\n\n"
        "Ta fram en lista över     Klart.                    Ja\n"
        "nycklar.\n"
    )
    (found,) = read(text)
    assert texts(found) == [
        (
            "Säkerställ att larmtider mäts på alla stationer.",
            "Nämnden instämmer och inför mätning i maj.",
            "Delvis",
        ),
        ("Ta fram en lista över nycklar.", "Klart.", "Ja"),
    ]


def test_prose_that_speaks_of_recommendations_and_answers_is_no_table() -> None:
    assert read("Rekommendationer och svar redovisas nedan.\n\nSvar\n\nNämnden har svarat.\n") == []


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(alphabet="abcÅ. :•-|\t\n\f1§", max_size=30), max_size=25))
def test_any_lines_under_a_head_are_read_without_an_error(soup: list[str]) -> None:
    head = "Rekommendationer Svar Aktuellt läge"
    assert isinstance(read("\n".join([head, *soup, head, *soup])), list)
