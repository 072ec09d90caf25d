"""What columns are called and how results are graded."""

import pytest

from iaktta.reading.controls.heads import roles_of
from iaktta.reading.controls.words import (
    Role,
    execution_of,
    execution_told,
    level_of,
    role_of,
    treatment_of,
)
from iaktta.report import DeviationLevel, Execution, Treatment


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Kontrollmoment", Role.CONTROL),
        ("Vad ska kontrolleras?", None),
        ("Vad ska kontrolleras", Role.CONTROL),
        ("**Utförare:**", Role.RESPONSIBLE),
        ("Rutin / process", Role.PROCESS),
        ("System/rutin", Role.PROCESS),
        ("Väder", None),
    ],
)
def test_a_columns_name_tells_what_it_holds(name: str, role: Role | None) -> None:
    assert role_of(name) is role


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Granskning genomförd", Execution.PERFORMED),
        ("Kontroll utförd", Execution.PERFORMED),
        ("Klar", Execution.PERFORMED),
        ("Granskning ej genomförd", Execution.NOT_PERFORMED),
        ("Delvis genomförd", Execution.IN_PROGRESS),
        ("Arbetet är inte påbörjat.", None),
    ],
)
def test_a_status_tells_whether_the_control_was_performed(words: str, code: Execution | None) -> None:
    assert execution_of(words) is code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Inga avvikelser", DeviationLevel.NONE),
        ("Utan anmärkning", DeviationLevel.NONE),
        ("u.a.", DeviationLevel.NONE),
        ("Mindre brist", DeviationLevel.MINOR),
        ("Röd", DeviationLevel.MAJOR),
        ("Allvarlig brist", DeviationLevel.MAJOR),
        ("Inga avvikelser i huvudkassan men två i filialen", None),
    ],
)
def test_a_cell_grades_only_where_it_holds_nothing_else(words: str, code: DeviationLevel | None) -> None:
    assert level_of(words) is code


def test_a_comment_tells_of_execution_only_where_it_opens_with_it() -> None:
    assert execution_told("Ej genomförd på grund av flytt.") == (Execution.NOT_PERFORMED, "Ej genomförd")
    assert execution_told("Kontrollen har inte genomförts.") == (
        Execution.NOT_PERFORMED,
        "har inte genomförts",
    )
    assert execution_told("Vi kan ännu inte mäta detta.") is None


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Accepteras", Treatment.ACCEPT),
        ("Åtgärdas", Treatment.ACT),
        ("Tas med i planen", Treatment.CONTROL),
        ("Reduceras genom kontroll", Treatment.CONTROL),
    ],
)
def test_a_risk_is_accepted_acted_on_or_controlled(words: str, code: Treatment) -> None:
    assert treatment_of(words) is code


def test_a_head_is_nothing_but_names() -> None:
    assert roles_of("Nr Process Vad ska kontrolleras Utfall") == (
        Role.NUMBER,
        Role.PROCESS,
        Role.CONTROL,
        Role.DEVIATION,
    )
    assert roles_of("Kontrollmoment Ansvarig och dagens datum") == ()


def test_follow_up_is_an_occasion_beside_dates_and_a_result_otherwise() -> None:
    assert roles_of("Kontroll Uppföljning Status Slutdatum")[1] is Role.OCCASION
    assert roles_of("Kontroll Uppföljning Åtgärd")[1] is Role.DEVIATION
