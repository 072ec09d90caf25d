"""Tables whose cells were written one after another are taken apart again."""

from iaktta.reading.controls import find_plan
from iaktta.reading.decode import decode
from iaktta.report import Control, Execution

HEAD = "Nr Process Kontrollmoment Resultat Åtgärd Status Återredovisas\n\n"
ROWS = """\
1 Arkiv

Att handlingar gallras
enligt plan

Gallring har skett två gånger under året och
protokoll finns för båda.

Rutinen skrivs ned och
beslutas i mars.

Genomförd

Bokslut

2 Kassa

Att dagskassan räknas av
två personer

Kassan räknades av en person vid tre av tio
besök i maj.

Personalen har fått en ny
rutin.

Genomförd

Bokslut

3 Larm Att larmet provas

Larmet provades i april och i september utan
att några fel upptäcktes i anläggningen.

Protokollen visar när proven gjordes och vem
som var på plats.

Ingen åtgärd Ej
genomförd

Bokslut

4 Skadestånd

Att ärenden följs
upp

Fem ärenden har gåtts igenom under hösten av
juristen.

"""


def controls_in(text: str) -> tuple[Control, ...]:
    return find_plan(decode(text.encode(), "plan.txt")).controls


def test_each_cell_comes_to_its_column() -> None:
    first = controls_in(HEAD + ROWS)[0]
    assert (first.number, first.process, first.text) == ("1", "Arkiv", "Att handlingar gallras enligt plan")
    assert first.action == "Rutinen skrivs ned och beslutas i mars."
    assert (first.execution, first.report_when) == (Execution.PERFORMED, "Bokslut")


def test_cells_that_share_a_line_are_parted_before_a_capital_letter_and_before_a_status() -> None:
    third = controls_in(HEAD + ROWS)[2]
    assert (third.process, third.text) == ("Larm", "Att larmet provas")
    assert (third.action, third.execution) == ("Ingen åtgärd", Execution.NOT_PERFORMED)


def test_two_paragraphs_of_a_wide_cell_stay_together() -> None:
    third = controls_in(HEAD + ROWS)[2]
    assert third.deviation is not None
    assert third.deviation.startswith("Larmet provades")
    assert third.deviation.endswith("vem som var på plats.")


def test_blank_cells_at_the_end_of_a_row_are_not_stated() -> None:
    last = controls_in(HEAD + ROWS)[3]
    assert last.deviation == "Fem ärenden har gåtts igenom under hösten av juristen."
    assert (last.action, last.execution, last.report_when) == (None, None, None)


def test_a_head_that_comes_again_on_the_next_page_is_no_row() -> None:
    pages = ROWS.replace("3 Larm", f"{HEAD}3 Larm")
    assert [control.number for control in controls_in(HEAD + pages)] == ["1", "2", "3", "4"]


def test_a_year_within_a_cell_begins_no_row() -> None:
    text = HEAD + ROWS.replace("Kassan räknades", "2023 räknades kassan rätt.\n\nKassan räknades")
    assert [control.number for control in controls_in(text)] == ["1", "2", "3", "4"]


def test_a_mark_of_secrecy_is_taken_out_of_a_short_cell() -> None:
    text = HEAD + ROWS.replace("Bokslut\n\n2 Kassa", "Bokslut\nsekretess\n\n2 Kassa")
    first, second = controls_in(text)[:2]
    assert (first.secret, first.report_when) == (True, "Bokslut")
    assert not second.secret


def test_a_text_that_speaks_of_secrecy_marks_nothing() -> None:
    text = HEAD + ROWS.replace("besök i maj.", "besök i maj, men sekretess gäller för två av dem.")
    assert not any(control.secret for control in controls_in(text))


def test_every_control_tells_where_its_words_stand() -> None:
    text = HEAD + ROWS
    for control in controls_in(text):
        assert control.source is not None
        printed = text[control.source.start : control.source.end]
        assert " ".join(printed.split()) == control.text


STACKED = """\
Process Risk Sannolikhet Konsekvens Riskvärde Kontrollmoment Frekvens Ansvarig

Hamnen

Kajen besiktigas inte

3

4

12

Besiktningsprotokoll finns för
varje kaj

Varje år

Hamnchef

Museet

Föremål saknar
förteckning

2

2

4

Tjugo föremål jämförs med
katalogen

Varje
halvår

Intendent
"""


def test_a_table_without_numbers_is_parted_where_its_first_columns_come_again() -> None:
    plan = find_plan(decode(STACKED.encode(), "plan.txt"))
    assert [(risk.text, risk.likelihood, risk.consequence, risk.value) for risk in plan.risks] == [
        ("Kajen besiktigas inte", 3, 4, 12),
        ("Föremål saknar förteckning", 2, 2, 4),
    ]
    assert [
        (control.process, control.text, control.frequency, control.responsible) for control in plan.controls
    ] == [
        ("Hamnen", "Besiktningsprotokoll finns för varje kaj", "Varje år", "Hamnchef"),
        ("Museet", "Tjugo föremål jämförs med katalogen", "Varje halvår", "Intendent"),
    ]
