"""Audits in running text, slides, numbered headings and cards are read by the order of headings and lists."""

from __future__ import annotations

from iaktta.reading import read_bytes
from iaktta.report import Audit, Basis, Report, Status, Verdict

NUMBERED = """# Uppföljning 2022

Viks kommun

# 1. Granskning av hamnen (2019)

Avser: Hamnnämnden och Kustnämnden

## Sammanfattning 2019

Granskningens syfte var att:

- Bedöma om bojarna ligger rätt.

Granskningens sammanfattande bedömning:

- Bojarna låg fel.

## Rekommendationer 2019

Följande rekommendationer lämnades:

### Hamnnämnden

1. Flytta bojarna.
2. Mät djupet.

### Samtliga granskade nämnder

3. Redovisa läget varje år.

## 1.1 Nämndernas svar – Granskning av hamnen

### Hamnnämndens svar 2020

Svaret beslutades 2020-03-10 § 41.

1. Bojarna ska flyttas före utgången av 2020.

Nämnden vill även bygga en brygga.

## 1.2 Iakttagelser 2022

### 1 & 2. Bojar och djup

Kustnämnden uppger att bojarna är flyttade.

**Status:** Delvis genomförd

### 3. Redovisa läget

Ingen har redovisat något.

Hamnnämnden svarar att det kommer.

## 1.3 Bedömning

Vi bedömer att rekommendationerna delvis har följts.

Vi grundar bedömningen på följande:

- *Bojarna är flyttade.*
- *Läget redovisas inte.*
"""

SLIDES = """Granskning av bryggan
Inledning och bakgrund

Kommunens revisorer beslutade att granska bryggan. Efter genomförd granskning gjordes bedömningen att bryggan
inte var säker.

Bedömningen grundades på att plankor saknades. Räcket bedömdes vara löst.

Av nämndens svar framgick att plankor hade beställts.

Följande rekommendationer gavs till hamnnämnden:

• Hamnnämnden bör byta plankorna.

• Hamnnämnden bör laga räcket.

Tidigare rekommendationer
• Hamnnämnden bör byta
plankorna.

• Hamnnämnden bör laga räcket.

Resultat av uppföljningen
• Plankorna är bytta. De är av

ek.

• Räcket är löst.

Vår bedömning

Vår bedömning är att rekommendationerna delvis har följts.

Vi grundar detta på att räcket fortfarande är löst.
"""


def read(text: str) -> Report:
    return read_bytes(text.encode(), "rapport.md")[1]


def audit(text: str) -> Audit:
    (found,) = read(text).audits
    return found


def test_a_chapter_tells_section_year_auditees_purpose_and_assessment() -> None:
    found = audit(NUMBERED)
    assert (found.section, found.title, found.year) == ("1", "Granskning av hamnen", 2019)
    assert found.auditees == ("Hamnnämnden", "Kustnämnden")
    assert found.purpose == "Bedöma om bojarna ligger rätt."
    assert found.original_assessment == "Bojarna låg fel."


def test_recommendations_are_addressed_by_the_heading_above_them() -> None:
    first, _, third = audit(NUMBERED).recommendations
    assert (first.number, first.text, first.addressees) == ("1", "Flytta bojarna.", ("Hamnnämnden",))
    assert third.addressees == ("Samtliga granskade nämnder",)


def test_an_answer_with_a_number_stands_on_its_recommendation_and_the_rest_on_the_audit() -> None:
    found = audit(NUMBERED)
    (answer,) = found.recommendations[0].responses
    assert answer.text == "Bojarna ska flyttas före utgången av 2020."
    assert [one.text for one in found.responses] == ["Nämnden vill även bygga en brygga."]


def test_a_sentence_that_only_tells_the_decision_is_no_answer() -> None:
    (decision,) = audit(NUMBERED).decisions
    assert (decision.committee, decision.paragraph) == ("Hamnnämnden", "41")


def test_a_finding_on_two_recommendations_stands_on_both_with_its_grade() -> None:
    first, second, _ = audit(NUMBERED).recommendations
    assert (
        first.observations[0].text
        == second.observations[0].text
        == "Kustnämnden uppger att bojarna är flyttade."
    )
    assert first.observations[0].committees == ("Kustnämnden",)
    assert first.status is second.status is Status.PARTLY_IMPLEMENTED
    assert first.wording["status"] == "Delvis genomförd"


def test_a_new_finding_begins_where_another_committee_speaks() -> None:
    third = audit(NUMBERED).recommendations[2]
    assert [one.committees for one in third.observations] == [(), ("Hamnnämnden",)]


def test_the_listed_grounds_are_told_from_the_judgement() -> None:
    assessment = audit(NUMBERED).assessment
    assert assessment is not None
    assert assessment.verdict is Verdict.PARTLY_FOLLOWED
    assert assessment.text == "Vi bedömer att rekommendationerna delvis har följts."
    assert assessment.grounds == ("Bojarna är flyttade.", "Läget redovisas inte.")


def test_a_recommendation_printed_again_is_the_same() -> None:
    assert [one.text for one in audit(SLIDES).recommendations] == [
        "Hamnnämnden bör byta plankorna.",
        "Hamnnämnden bör laga räcket.",
    ]


def test_two_lists_side_by_side_are_paired_by_order() -> None:
    findings = [one.observations[0].text for one in audit(SLIDES).recommendations]
    assert findings == ["Plankorna är bytta. De är av ek.", "Räcket är löst."]


def test_grounds_in_running_text_are_left_out_of_the_original_assessment() -> None:
    found = audit(SLIDES)
    assert found.original_assessment == (
        "Efter genomförd granskning gjordes bedömningen att bryggan inte var säker."
    )
    assert [one.text for one in found.responses] == ["Av nämndens svar framgick att plankor hade beställts."]


def test_the_sentence_that_grounds_a_judgement_is_its_ground() -> None:
    assessment = audit(SLIDES).assessment
    assert assessment is not None
    assert assessment.grounds == ("Vi grundar detta på att räcket fortfarande är löst.",)


def test_every_entry_leads_to_its_words_where_it_stands_first() -> None:
    text = SLIDES
    for one in audit(text).recommendations:
        assert one.source is not None
        assert " ".join(text[one.source.start : one.source.end].split()) == one.text
        assert one.source.start < text.index("Tidigare rekommendationer")


def test_a_comment_on_a_card_is_the_auditors_own_remark() -> None:
    text = (
        "Uppföljning av rekommendationer 2022\n\n1 Bryggan\n\nBerörd nämnd: Hamnnämnden\n\n"
        "Rekommendation 1:1: Nämnden bör byta plankorna.\nÅtgärdad: Ja\nKommentar: De är av ek.\n\n"
        "Rekommendation 1:2: Nämnden bör laga räcket.\nÅtgärdad: Kan inte bedömas\n"
        "Kommentar: Vi såg det inte.\n"
    )
    first, second = audit(text).recommendations
    assert (first.number, first.status, second.status) == ("1:1", Status.IMPLEMENTED, None)
    assert (first.observations[0].text, first.observations[0].basis) == ("De är av ek.", Basis.COMMENT)


def test_a_follow_up_of_one_audit_has_its_sections_as_recommendations() -> None:
    text = (
        "Uppföljning av granskning avseende bryggan\nRegion Vik\n2024-04-02\n\n"
        "1. Inledning\n1.1. Bakgrund\n"
        "År 2021 granskade revisorerna bryggan.\n\n2. Iakttagelser och bedömningar\n"
        "2.1. Rekommendation 1: Byt plankorna.\nIakttagelser\nPlankorna är bytta.\nBedömning\n"
        "Rekommendationen bedöms vara genomförd.\n2.2. Rekommendation 2: Laga räcket.\nIakttagelser\n"
        "Räcket är löst.\nBedömning\nRekommendationen bedöms inte vara genomförd.\n"
    )
    found = audit(text)
    assert (found.title, found.year) == ("Granskning avseende bryggan", 2021)
    assert [one.status for one in found.recommendations] == [Status.IMPLEMENTED, Status.NOT_IMPLEMENTED]


def test_recommendations_told_in_running_text_keep_their_sentences() -> None:
    text = (
        "Uppföljning av tidigare granskningar\n\nGranskning av bryggan\n\n"
        "Granskningen genomfördes 2018 och avsåg hamnnämnden. "
        "Revisorerna rekommenderade hamnnämnden att byta plankorna.\n\nIakttagelser\nDe är bytta.\n\n"
        "Bedömning\nVår bedömning är att rekommendationen har följts.\n"
    )
    found = audit(text)
    assert (found.year, found.auditees) == (2018, ("Hamnnämnden",))
    assert [one.text for one in found.recommendations] == [
        "Revisorerna rekommenderade hamnnämnden att byta plankorna."
    ]


def test_headings_that_ask_and_roman_chapters_are_known() -> None:
    text = (
        "Viks kommun\nUppföljning av 2020 års granskningar\nFebruari 2023\n\n"
        "I. Granskning av bryggan\nAnsvarig nämnd: Hamnnämnden\n\n"
        "Vad rekommenderade revisorerna?\nHamnnämnden rekommenderades att:\n"
        "a. byta plankorna,\nb. laga räcket.\n\n"
        "Vad har nämnden gjort?\na. Plankorna är bytta.\nb. Räcket är löst.\n\n"
        "Vår bedömning\nRekommendationerna är delvis åtgärdade.\n"
    )
    report = read(text)
    (found,) = report.audits
    assert report.year == 2023
    assert (found.title, found.year, found.auditees) == ("Granskning av bryggan", 2020, ("Hamnnämnden",))
    assert [one.observations[0].text for one in found.recommendations] == [
        "Plankorna är bytta.",
        "Räcket är löst.",
    ]


def test_recommendations_printed_among_the_findings_lead_to_them() -> None:
    first = "Hamnnämnden bör byta de plankor i bryggan som är äldre än tio år."
    second = "Hamnnämnden bör laga räcket på bryggans norra sida före vintern."
    text = (
        "Granskning av bryggan\nBakgrund\n\nFöljande rekommendationer lämnades:\n\n"
        f"• {first}\n\n• {second}\n\n"
        f"Vad har gjorts?\n\n• {first}\n\n• Plankorna är bytta.\n\n• {second}\n\n• Räcket är löst.\n\n"
        "Bedömning\n\nRekommendationerna har delvis följts.\n"
    )
    found = audit(text)
    assert [(one.text, one.observations[0].text) for one in found.recommendations] == [
        (first, "Plankorna är bytta."),
        (second, "Räcket är löst."),
    ]
