"""Controls with occasions, as planning systems print them."""

import datetime

from iaktta.reading.controls import Plan, find_plan
from iaktta.reading.decode import decode
from iaktta.report import DeviationLevel, Execution

TEXT = """\
1 Risker

Kategori   Risk Sannolikhet Konsekvens Riskvärde

Ekonomi  1  Badavgifter stäms inte av
med kassan

2. Mindre trolig 3. Kännbar 6

2  Bidrag betalas ut dubbelt 1. Otrolig 4. Allvarlig 4
Personal  3  Scheman saknas 3. Trolig 2. Lindrig 6

2 Uppföljning

2.1 Ekonomi

2.1.1 Badavgifter stäms inte av med kassan

Kontrollmoment Uppföljning Status Slutdatum Ansvarig

Avstämning av kassan vid baden Tertial 1  Mindre avvikelser 2024-04-30 Ylva Torn

Metod
Räkning av kassan

Kommentar

Tio besök gjordes. Vid två av dem saknades
kvitton från
Kontrollmoment Uppföljning Status Slutdatum Ansvarig

kiosken vid stranden.

Tertial 2  Större avvikelser 2024-08-31 Ylva Torn

Kommentar

Ej genomförd på grund av sommarstängning. Planeras genomföras till tertial 3.

2.2 Personal

2.2.1 Scheman saknas

Kontrollmoment Uppföljning Status Slutdatum Ansvarig

Scheman finns för alla pass

Tertial 1  Inga avvikelser 2024-04-30 Gösta Lind
"""


def plan() -> Plan:
    return find_plan(decode(TEXT.encode(), "plan.txt"))


def test_a_category_covers_the_rows_below_it() -> None:
    assert [(risk.number, risk.category, risk.value) for risk in plan().risks] == [
        ("1", "Ekonomi", 6),
        ("2", "Ekonomi", 4),
        ("3", "Personal", 6),
    ]


def test_a_control_answers_the_risk_that_its_heading_repeats() -> None:
    assert [(control.risk, control.category, control.text) for control in plan().controls] == [
        ("1", "Ekonomi", "Avstämning av kassan vid baden"),
        ("3", "Personal", "Scheman finns för alla pass"),
    ]


def test_an_occasion_has_name_grade_date_and_responsible() -> None:
    first = plan().controls[0].occasions[0]
    assert (first.name, first.responsible) == ("Tertial 1", "Ylva Torn")
    assert first.due == datetime.date(2024, 4, 30)
    assert first.deviation_level is DeviationLevel.MINOR
    assert first.wording == {"deviation_level": "Mindre avvikelser"}


def test_a_comment_runs_on_past_the_head_of_the_next_page() -> None:
    comment = plan().controls[0].occasions[0].comment
    assert comment == "Tio besök gjordes. Vid två av dem saknades kvitton från kiosken vid stranden."


def test_a_grade_and_a_comment_that_nothing_was_done_are_two_answers() -> None:
    second = plan().controls[0].occasions[1]
    assert second.deviation_level is DeviationLevel.MAJOR
    assert second.execution is Execution.NOT_PERFORMED
    assert (second.reason, second.postponed_to) == ("sommarstängning", "tertial 3")


def test_a_second_method_under_the_same_head_begins_another_control() -> None:
    more = TEXT.replace(
        "2.2 Personal",
        "Biljetter räknas\n\nTertial 1  Inga avvikelser 2024-04-30 Ylva Torn\n\nMetod\nStickprov\n\n"
        "2.2 Personal",
    )
    found = find_plan(decode(more.encode(), "plan.txt")).controls
    assert [control.text for control in found][:2] == ["Avstämning av kassan vid baden", "Biljetter räknas"]
    assert found[1].method == "Stickprov"
