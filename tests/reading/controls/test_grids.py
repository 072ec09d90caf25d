"""Tables whose columns can be seen."""

import pytest

from iaktta.reading.controls import Plan, find_plan
from iaktta.reading.decode import decode
from iaktta.report import ActionState, DeviationLevel, Treatment

RISKS = [
    ["Nr", "Delområde", "Risk", "Sannolikhet", "Konsekvens", "Riskvärde", "Hantering"],
    ["1", "Ekonomi", "Avgifter tas inte ut", "3", "2", "6", "Granskas"],
    ["2", "", "Bidrag söks för sent", "2", "4", "8", "Accepteras"],
]


def plan_of(text: str) -> Plan:
    return find_plan(decode(text.encode(), "plan.md"))


def in_bars(rows: list[list[str]]) -> str:
    head, *rest = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([head, "|" + "---|" * len(rows[0]), *rest]) + "\n"


def in_tabs(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows) + "\n"


def in_spaces(rows: list[list[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) + 3 for column in range(len(rows[0]))]
    return "\n\n".join(
        "".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


@pytest.mark.parametrize("printed", [in_bars, in_tabs, in_spaces])
def test_the_same_risks_are_read_from_bars_tabs_and_spaces(printed) -> None:  # type: ignore[no-untyped-def]
    risks = plan_of(printed(RISKS)).risks
    assert [(risk.number, risk.text, risk.likelihood, risk.consequence, risk.value) for risk in risks] == [
        ("1", "Avgifter tas inte ut", 3, 2, 6),
        ("2", "Bidrag söks för sent", 2, 4, 8),
    ]
    assert [risk.treatment for risk in risks] == [Treatment.CONTROL, Treatment.ACCEPT]


@pytest.mark.parametrize("printed", [in_bars, in_tabs, in_spaces])
def test_a_category_stands_for_the_rows_below_that_leave_it_blank(printed) -> None:  # type: ignore[no-untyped-def]
    assert [risk.category for risk in plan_of(printed(RISKS)).risks] == ["Ekonomi", "Ekonomi"]


def test_columns_may_stand_in_any_order() -> None:
    turned = [row[::-1] for row in RISKS]
    assert [risk.text for risk in plan_of(in_bars(turned)).risks] == [
        "Avgifter tas inte ut",
        "Bidrag söks för sent",
    ]


def test_a_cell_that_wraps_goes_on_under_its_head() -> None:
    text = (
        "Nr   Risk                      S    K    Riskvärde   Kontrollmoment        Ansvarig\n\n"
        "1    Nycklar lämnas inte       2    3    6           Kvittenser jämförs    Vaktmästare\n"
        "     tillbaka                                        med listan\n"
    )
    plan = plan_of(text)
    assert plan.risks[0].text == "Nycklar lämnas inte tillbaka"
    assert (plan.controls[0].text, plan.controls[0].risk) == ("Kvittenser jämförs med listan", "1")


def test_a_second_head_begins_another_table() -> None:
    text = in_tabs([["Nr", "Risk", "S", "K", "RV"], ["1", "Vägar underhålls inte", "2", "2", "4"]]) + in_tabs(
        [
            ["Risk nr", "Kontrollmoment", "Metod", "Ansvarig"],
            ["1", "Broar besiktigas", "Protokoll", "Gatuchef"],
        ]
    )
    plan = plan_of(text)
    assert len(plan.risks) == 1
    assert [(control.text, control.risk) for control in plan.controls] == [("Broar besiktigas", "1")]


def test_a_column_of_grades_grades_whatever_it_is_called() -> None:
    rows = [
        ["Nr", "Kontroll", "Resultat", "Kommentar"],
        ["1", "Attester", "Mindre avvikelser", "Två saknades."],
    ]
    control = plan_of(in_bars(rows)).controls[0]
    assert (control.deviation_level, control.deviation) == (DeviationLevel.MINOR, "Två saknades.")
    assert control.wording == {"deviation_level": "Mindre avvikelser"}


def test_a_common_control_has_one_result_a_committee() -> None:
    text = "Kontroll G1: Jäv prövas\nMetod: Enkät\n\n" + in_tabs(
        [
            ["Nämnd", "Bedömning", "Kommentar"],
            ["Skolnämnden", "Gul", "Två svar saknas."],
            ["Miljönämnden", "Grön", ""],
        ]
    )
    occasions = plan_of(text).controls[0].occasions
    assert [(one.committee, one.deviation_level, one.comment) for one in occasions] == [
        ("Skolnämnden", DeviationLevel.MINOR, "Två svar saknas."),
        ("Miljönämnden", DeviationLevel.NONE, None),
    ]


def test_an_action_table_gives_actions_with_their_state() -> None:
    text = (
        in_bars(RISKS)
        + "\n"
        + in_bars(
            [
                ["Åtgärd", "Ansvarig", "Klart senast", "Läge"],
                ["Rutinen skrivs om", "Controller", "2025-03-31", "Pågår"],
                ["Utbildning hålls", "HR-chef", "2025-01-31", "Klar"],
            ]
        )
    )
    actions = plan_of(text).actions
    assert [(action.text, action.state) for action in actions] == [
        ("Rutinen skrivs om", ActionState.IN_PROGRESS),
        ("Utbildning hålls", ActionState.DONE),
    ]
    assert str(actions[0].due) == "2025-03-31"
