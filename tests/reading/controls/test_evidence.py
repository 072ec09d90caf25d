"""What comments tell beside the result: samples, measured values, reasons, new times."""

import pytest

from iaktta.document import Passage
from iaktta.reading.controls.cells import Cells
from iaktta.reading.controls.evidence import Evidence, evidence_in
from iaktta.reading.controls.postponements import postponement_in
from iaktta.reading.decode import decode
from iaktta.report import Execution


def evidence_of(text: str) -> Evidence:
    document = decode(text.encode(), "kommentar.txt")
    comment = Passage.of(text, 0, len(text))
    return evidence_in(Cells.of(document), comment, comment_lines(comment))


def comment_lines(comment: Passage) -> list[Passage]:
    lines, start = [], 0
    for text in comment.text.split("\n"):
        lines.append(comment[start : start + len(text)])
        start += len(text) + 1
    return lines


@pytest.mark.parametrize(
    ("text", "size", "population", "selection"),
    [
        ("Tolv kvitton valdes slumpmässigt.", 12, "kvitton", "slumpmässigt"),
        ("Slumpmässigt valt ut fem avtal som lästes.", 5, "avtal", "Slumpmässigt"),
        ("Fem avtal är slumpmässigt utvalda.", 5, "avtal", "slumpmässigt"),
        ("Tjugo beslut har jämförts med protokollen.", 20, "beslut", None),
        ("1 200 poster har granskats.", 1200, "poster", None),
    ],
)
def test_a_sentence_tells_how_many_were_drawn(
    text: str, size: int, population: str, selection: str | None
) -> None:
    (sample,) = evidence_of(text).samples
    assert (sample.size, sample.population, sample.selection) == (size, population, selection)


@pytest.mark.parametrize(
    "text",
    [
        "Samtliga 214 kvitton har kontrollerats.",
        "Av 23 anställda har 22 gått kursen.",
        "Två kvitton saknade underskrift.",
    ],
)
def test_all_of_them_or_the_faulty_ones_are_no_sample(text: str) -> None:
    assert evidence_of(text).samples == ()


def test_a_sample_knows_what_it_was_drawn_from_and_its_ids() -> None:
    text = "Tre köp valdes slumpmässigt bland årets 148 köp.\nKöpen var:\nAB22-0031\nAB22-0044\n7529207"
    (sample,) = evidence_of(text).samples
    assert sample.population_size == 148
    assert sample.ids == ("AB22-0031", "AB22-0044", "7529207")
    assert [text[span.start : span.end] for span in sample.places["ids"]] == list(sample.ids)


def test_ids_may_be_listed_with_commas() -> None:
    (sample,) = evidence_of("Tre köp har granskats. Köpen var: AB-123, AB-124, AB-126.").samples
    assert sample.ids == ("AB-123", "AB-124", "AB-126")


def test_a_measured_value_has_unit_and_limit() -> None:
    (measure,) = evidence_of("Besvarade i tid: 71,5 procent (mål 90 procent)\nDet är sämre.").measures
    assert (measure.name, measure.value, measure.unit, measure.limit) == (
        "Besvarade i tid",
        71.5,
        "procent",
        90,
    )


def test_a_count_in_a_sentence_is_a_measured_value() -> None:
    (measure,) = evidence_of("Hela 55 st klagomål som är äldre än ett år, vilket är för många.").measures
    assert (measure.name, measure.value, measure.unit) == ("klagomål som är äldre än ett år", 55, "st")


@pytest.mark.parametrize(
    ("text", "reason", "until"),
    [
        ("Ej genomförd på grund av flytt. Kontrollen görs under våren 2025.", "flytt", "våren 2025"),
        ("Har inte utförts eftersom chefen slutade.", "chefen slutade", None),
        ("Kontrollen flyttas till tertial 2.", None, "tertial 2"),
        ("Vi kan inte mäta detta men ska kunna göra det under 2026.", None, "2026"),
        ("Kontrollen gjordes på grund av larmet och visar inga fel.", None, None),
    ],
)
def test_why_and_until_when_a_control_was_moved(text: str, reason: str | None, until: str | None) -> None:
    execution = Execution.NOT_PERFORMED if text.startswith(("Ej", "Har inte")) else None
    found = postponement_in(Passage.of(text, 0, len(text)), execution)
    assert (found.reason and found.reason.text, found.until and found.until.text) == (reason, until)
