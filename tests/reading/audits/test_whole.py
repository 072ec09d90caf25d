"""Audit reports and committees' answers treat one audit from cover to end."""

from __future__ import annotations

from datetime import date

from iaktta.reading import read_bytes
from iaktta.report import Kind, Report

AUDIT = """Viks kommun
Revisorerna

Till
Hamnnämnden
Kustnämnden

Missiv: granskning av bojarna

Vi vill ha svar senast den 28 februari 2022.

Granskning av kommunens bojar

Viks kommun
November 2021
Revisionsbyrån Lanternan AB

1 Sammanfattning
Vår samlade bedömning är att bojarna ligger fel. Vidare bedömer vi att ingen mäter djupet.

Vi lämnar följande rekommendationer:

1. Hamnnämnden bör flytta bojarna.
2. De båda nämnderna bör mäta djupet.

2 Inledning
2.1 Syfte och revisionsfrågor
Syftet med granskningen har varit att bedöma om bojarna ligger rätt.

Granskningen besvarar följande frågor:

• Ligger bojarna rätt?
• Mäts djupet?

2.2 Revisionskriterier
• Kommunallagen 6 kap. 6 §

2.3 Metod
Rapporten har faktagranskats av hamnchefen.

3 Iakttagelser
3.1 Bojarna
Bojarna ligger i viken.

4 Rekommendationer
1. Hamnnämnden bör flytta bojarna.
2. De båda nämnderna bör mäta djupet.

Bilaga: Intervjuade funktioner

• Hamnchef
"""

ANSWER = """# Hamnnämndens yttrande över granskningen av bojar

Viks kommun

Beslutat av hamnnämnden 2022-02-24 § 18

## Bakgrund

Revisorerna har under 2021 gjort en granskning som heter ”Granskning av kommunens bojar”. Svar ska
lämnas senast den 28 februari 2022.

## Nämndens svar på rekommendationerna

### Rekommendation 1

*Hamnnämnden bör flytta bojarna.*

**Svar:** Nämnden instämmer. Bojarna ska flyttas senast den 31 maj 2022.

### Rekommendation 2

*De båda nämnderna bör mäta djupet.*

**Svar:** Djupet mäts redan.

## Åtgärder

| Åtgärd | Ansvarig | Klart |
| --- | --- | --- |
| Flytta bojarna | Hamnchef | 2022-05-31 |
"""


def read(text: str) -> Report:
    return read_bytes(text.encode(), "rapport.md")[1]


def test_an_audit_report_is_one_audit_with_its_conclusion_and_recommendations() -> None:
    report = read(AUDIT)
    (audit,) = report.audits
    assert report.kind is Kind.AUDIT
    assert audit.title == report.title == "Granskning av kommunens bojar"
    assert audit.original_assessment == (
        "Vår samlade bedömning är att bojarna ligger fel. Vidare bedömer vi att ingen mäter djupet."
    )
    assert [(one.number, one.text) for one in audit.recommendations] == [
        ("1", "Hamnnämnden bör flytta bojarna."),
        ("2", "De båda nämnderna bör mäta djupet."),
    ]


def test_the_covering_letter_tells_whom_it_is_sent_to_and_the_last_day_to_answer() -> None:
    (audit,) = read(AUDIT).audits
    assert audit.auditees == ("Hamnnämnden", "Kustnämnden")
    assert audit.response_due == date(2022, 2, 28)
    assert audit.recommendations[1].addressees == ("Hamnnämnden", "Kustnämnden")


def test_an_audit_report_tells_how_it_was_made() -> None:
    report = read(AUDIT)
    assert report.questions == ("Ligger bojarna rätt?", "Mäts djupet?")
    assert report.criteria == ("Kommunallagen 6 kap. 6 §",)
    assert report.fact_check == "hamnchefen"
    assert report.contacts == ("Hamnchef",)
    assert report.conclusion is None


def test_an_answer_stands_on_each_recommendation_of_the_audit_that_it_names() -> None:
    report = read(ANSWER)
    (audit,) = report.audits
    assert report.kind is Kind.AUDIT_RESPONSE
    assert (audit.title, audit.year, audit.auditees) == (
        "Granskning av kommunens bojar",
        2021,
        ("Hamnnämnden",),
    )
    assert [one.number for one in audit.recommendations] == ["1", "2"]
    assert [one.responses[0].text for one in audit.recommendations] == [
        "Nämnden instämmer. Bojarna ska flyttas senast den 31 maj 2022.",
        "Djupet mäts redan.",
    ]
    assert audit.recommendations[0].responses[0].commitments[0].due == date(2022, 5, 31)


def test_an_answer_tells_its_decision_and_its_actions() -> None:
    report = read(ANSWER)
    (audit,) = report.audits
    assert [decision.paragraph for decision in audit.decisions] == ["18"]
    assert [(action.text, action.responsible, action.due) for action in report.actions] == [
        ("Flytta bojarna", "Hamnchef", date(2022, 5, 31))
    ]


def test_two_recommendations_in_a_row_may_have_one_answer() -> None:
    text = (
        "Yttrande över revisionens granskning av bojar\n\nHamnnämnden\n\nViks kommun\n\n"
        "Förvaltningens förslag till svar\n\n"
        "Rekommendation 1: Nämnden bör flytta bojarna.\nRekommendation 2: Nämnden bör mäta djupet.\nSvar:\n"
        "Båda frågorna löses i maj.\n"
    )
    (audit,) = read(text).audits
    assert [one.responses[0].text for one in audit.recommendations] == ["Båda frågorna löses i maj."] * 2
