"""The same follow-up told in other forms: each is read as its plainest form would be."""

from __future__ import annotations

import pytest

from iaktta.reading import read_bytes
from iaktta.report import Audit, Status, Verdict

OPENING = """Granviks kommun

Uppföljning av tidigare granskningar

Datum: 2023-04-12

1 Inledning

Revisorerna har beslutat att följa upp två granskningar.

"""


def audits(text: str) -> tuple[Audit, ...]:
    return read_bytes((OPENING + text).encode(), "rapport.txt")[1].audits


def chapter(*, asked: str, answered: str, found: str, judged: str) -> str:
    return f"""2 Granskning av hamnen (2020)

Granskningen syftade till att bedöma om hamnnämnden sköter hamnen.

{asked}

• Nämnden bör flytta bojarna.
• Nämnden bör laga bryggan.

{answered}

• Bojarna flyttas före sommaren.
• Bryggan lagas nästa år.

{found}

• Bojarna är flyttade.
• Bryggan är inte lagad.

{judged}

Hamnnämnden har delvis följt rekommendationerna.

3 Granskning av fyren (2020)

Granskningen syftade till att bedöma om fyrnämnden sköter fyren.

{asked}

• Nämnden bör byta lampan.

{answered}

• Lampan byts.

{found}

• Lampan är bytt.

{judged}

Fyrnämnden har följt rekommendationen.
"""


@pytest.mark.parametrize(
    ("asked", "answered", "found", "judged"),
    [
        ("Rekommendationer", "Svar", "Nuläge", "Bedömning"),
        ("Revisorernas råd", "Så svarade nämnden", "Så ser det ut i dag", "Omdöme"),
        ("Vad rekommenderade vi?", "Vad lovade nämnden?", "Vad har hänt sedan dess?", "Vår samlade syn"),
        ("Lämnade påpekanden", "Nämndens synpunkter", "Läget i mars 2023", "Helhetsbedömning"),
        ("Det här rekommenderade vi", "Nämndens återrapportering", "Dagsläge", "Så bedömer vi"),
        ("Förbättringspunkter", "Svarsyttrande 2020-11-03 § 12", "Vad vi ser nu", "Revisorernas syn"),
    ],
)
def test_headings_mean_the_same_in_other_words(asked: str, answered: str, found: str, judged: str) -> None:
    first, second = audits(chapter(asked=asked, answered=answered, found=found, judged=judged))
    bojar, brygga = first.recommendations
    assert [one.text for one in bojar.responses] == ["Bojarna flyttas före sommaren."]
    assert [one.text for one in brygga.observations] == ["Bryggan är inte lagad."]
    assert first.assessment is not None
    assert first.assessment.verdict is Verdict.PARTLY_FOLLOWED
    assert second.assessment is not None
    assert second.assessment.verdict is Verdict.FOLLOWED


CARDS = {
    "labels": """2 Granskning av hamnen (2020)

Rekommendation: Nämnden bör flytta bojarna.
Nämndens kommentar: Bojarna flyttas.
Vad vi ser nu: Bojarna är flyttade.
Status: Genomförd

Rekommendation: Nämnden bör laga bryggan.
Nämndens kommentar: Bryggan lagas.
Vad vi ser nu: Bryggan är trasig.
Status: Ej genomförd

Samlat omdöme: Hamnnämnden har delvis följt rekommendationerna.
""",
    "headings": """2 Granskning av hamnen (2020)

Rekommendation

Nämnden bör flytta bojarna.

Svar

Bojarna flyttas.

Nuläge

Bojarna är flyttade.

Bedömning: Åtgärdad

Rekommendation

Nämnden bör laga bryggan.

Svar

Bryggan lagas.

Nuläge

Bryggan är trasig.

Bedömning: Ej åtgärdad

Samlad bedömning

Hamnnämnden har delvis följt rekommendationerna.
""",
    "numbers": """2 Granskning av hamnen (2020)
Rekommendation 1
Nämnden bör flytta bojarna.
Nämndens svar
Bojarna flyttas.
Vår iakttagelse
Bojarna är flyttade.
Status: Åtgärdad
Rekommendation 2
Nämnden bör laga bryggan.
Nämndens svar
Bryggan lagas.
Vår iakttagelse
Bryggan är trasig.
Status: Ej åtgärdad

Samlad bedömning

Hamnnämnden har delvis följt rekommendationerna.
""",
}


@pytest.mark.parametrize("form", sorted(CARDS))
def test_what_stands_under_a_recommendation_is_about_it(form: str) -> None:
    (found,) = audits(CARDS[form])
    assert [one.text for one in found.recommendations] == [
        "Nämnden bör flytta bojarna.",
        "Nämnden bör laga bryggan.",
    ]
    first, second = found.recommendations
    assert [one.text for one in first.responses] == ["Bojarna flyttas."]
    assert [one.text for one in second.observations] == ["Bryggan är trasig."]
    assert (first.status, second.status) == (Status.IMPLEMENTED, Status.NOT_IMPLEMENTED)
    assert found.assessment is not None
    assert found.assessment.text == "Hamnnämnden har delvis följt rekommendationerna."


@pytest.mark.parametrize(
    "sentence",
    [
        "Hamnnämnden besvarade granskningen 2020-11-03 § 12.",
        "Hamnnämnden svarade 2020-11-03 § 12.",
        "Svar lämnades av hamnnämnden 2020-11-03 § 12.",
        "Hamnnämnden antog sitt yttrande 2020-11-03 § 12.",
    ],
)
def test_a_sentence_that_tells_when_it_was_answered_is_a_decision(sentence: str) -> None:
    text = (
        f"2 Granskning av hamnen (2020)\n\n{sentence}\n\nRekommendationer\n\n• Nämnden bör flytta bojarna.\n"
    )
    (found,) = audits(text)
    assert [(one.committee, str(one.date), one.paragraph) for one in found.decisions] == [
        ("Hamnnämnden", "2020-11-03", "12")
    ]
    assert not found.responses


def test_two_days_of_one_committee_are_two_decisions() -> None:
    text = "2 Granskning av hamnen (2020)\n\nHamnnämnden svarade 2020-11-03 § 12 och 2021-02-01 § 3.\n\n"
    (found,) = audits(text + "Rekommendationer\n\n• Nämnden bör flytta bojarna.\n")
    assert [one.paragraph for one in found.decisions] == ["12", "3"]


def test_a_committee_alone_on_its_line_speaks_under_the_headings_below_it() -> None:
    text = """2 Granskning av hamnen (2020)

Vad har hänt sedan dess?

Hamnnämnden

Rekommendationer 2020

• Nämnden bör flytta bojarna.

Läget 2023

• Bojarna är flyttade.

Vad har hänt sedan dess?

Fyrnämnden

Rekommendationer 2020

• Nämnden bör byta lampan.

Läget 2023

• Lampan är bytt.
"""
    (found,) = audits(text)
    whose = [one.observations[0].committees for one in found.recommendations]
    assert whose == [("Hamnnämnden",), ("Fyrnämnden",)]


def test_lines_that_repeat_recommendations_label_what_was_found() -> None:
    text = """2 Granskning av hamnen (2020)

Rekommendationer

1. Flytta bojarna till farledens mitt.
2. Laga bryggan före vintern.
3. Måla räcket i klara färger.

Nuläge

1 och 2. Bojarna och bryggan.

Båda är klara.

3. Måla räcket.

Räcket är omålat.
"""
    (found,) = audits(text)
    assert [one.observations[0].text for one in found.recommendations] == [
        "Båda är klara.",
        "Båda är klara.",
        "Räcket är omålat.",
    ]


def test_a_table_printed_cell_by_cell_is_a_table() -> None:
    cells = ["Nr", "Rekommendation", "Svar", "Läge hösten 2022", "Status"]
    cells += ["1", "Hamnnämnden bör flytta bojarna.", "Bojarna flyttas.", "Bojarna är flyttade.", "Klar"]
    cells += ["2", "Hamnnämnden bör laga bryggan.", "Bryggan lagas.", "Bryggan är trasig.", "Ej påbörjad"]
    (found,) = audits("Granskning av hamnen (2020)\n\n" + "\n\n".join(cells) + "\n")
    assert [one.status for one in found.recommendations] == [Status.IMPLEMENTED, Status.NOT_IMPLEMENTED]
    assert found.recommendations[1].observations[0].text == "Bryggan är trasig."


def test_words_below_a_table_tell_of_the_audit() -> None:
    text = """2.1 Granskning av hamnen (2020)

| Nr | Rekommendation | Åtgärdat | Kommentar |
|----|----------------|----------|-----------|
| 1 | Flytta bojarna. | Ja | Bojarna är flyttade. |

Hamnnämnden berättar att bojarna ska målas nästa sommar.

Revisorernas bedömning: Rekommendationen har följts.
"""
    (found,) = audits(text)
    assert [one.text for one in found.observations] == [
        "Hamnnämnden berättar att bojarna ska målas nästa sommar."
    ]


def test_years_that_order_a_list_of_audits_are_theirs() -> None:
    text = """Följande rapporter omfattas:

2019 • Avtalsuppföljning
 • Bemanning i hamnen
2020 • Fyrens skötsel

2 Resultat

2.1 Avtalsuppföljning

Rekommendationer

• Hamnnämnden bör följa avtalen.

2.2 Bemanning i hamnen

Rekommendationer

• Hamnnämnden bör anställa en lots.

2.3 Fyrens skötsel

Rekommendationer

• Fyrnämnden bör byta lampan.
"""
    assert [one.year for one in audits(text)] == [2019, 2019, 2020]


def test_headings_in_capitals_are_headings() -> None:
    text = """2 GRANSKNING AV HAMNEN

REVISORERNAS REKOMMENDATIONER

• Flytta bojarna till farledens mitt.

HAMNNÄMNDENS YTTRANDE

Nämnden instämmer i rekommendationen.

RESULTAT AV UPPFÖLJNINGEN

• Bojarna är flyttade.
"""
    (found,) = audits(text)
    assert [one.text for one in found.responses] == ["Nämnden instämmer i rekommendationen."]
    assert found.recommendations[0].observations[0].text == "Bojarna är flyttade."


def test_a_letter_names_whom_each_list_is_for() -> None:
    text = """Granviks kommun

Granskning av hamnens säkerhet 2024

Granskningen har haft som syfte att bedöma om hamnnämnden arbetar förebyggande.

Vår samlade bedömning är att nämnden inte fullt ut arbetar förebyggande.

Mot bakgrund av granskningens resultat lämnas följande rekommendationer:

Hamnnämnden bör:
• Flytta bojarna.

Kommunstyrelsen bör:
• Stärka uppsikten.

Revisorerna emotser svar senast 2024-12-15.
"""
    (found,) = read_bytes(text.encode(), "brev.txt")[1].audits
    assert [(one.addressees, one.text) for one in found.recommendations] == [
        (("Hamnnämnden",), "Flytta bojarna."),
        (("Kommunstyrelsen",), "Stärka uppsikten."),
    ]
    assert (found.original_assessment or "").startswith("Vår samlade bedömning är")
    assert (found.purpose or "").startswith("Granskningen har haft som syfte")


def test_an_answer_has_the_advice_from_its_background_and_the_answers_below() -> None:
    text = """Granviks kommun
Hamnnämnden 2024-05-21

Svar på granskning av hamnens säkerhet

Sammanfattning av ärendet

Revisorerna rekommenderar följande:

1. Att nämnden flyttar bojarna till farledens mitt.
2. Att nämnden lagar bryggan före vintern.

Nämndens svar

Rekommendation 1 – bojarna

Bojarna flyttas i maj.

Rekommendation 2 – bryggan

Bryggan lagas i juni.
"""
    (found,) = read_bytes(text.encode(), "svar.txt")[1].audits
    assert [(one.number, [answer.text for answer in one.responses]) for one in found.recommendations] == [
        ("1", ["Bojarna flyttas i maj."]),
        ("2", ["Bryggan lagas i juni."]),
    ]
