"""What a report says about itself is found on its cover, in its furniture and in its first sentences."""

from __future__ import annotations

from datetime import date

import pytest

from iaktta.document import Document
from iaktta.reading.head import Head, find_head
from iaktta.reading.kind import kind_of_title
from iaktta.reading.outline import outline
from iaktta.report import Kind

COVER = """Uppföljande granskning 2021 av hamnen

Viks kommun

Revisionsbyrån Lanternan AB
2021-11-05
Dnr REV 2021/3

1 Sammanfattning
Vi har granskat hamnen.
"""


def head(text: str) -> Head:
    document = Document(text)
    return find_head(document, outline(document))


def test_a_cover_tells_title_organisation_author_date_and_number() -> None:
    found = head(COVER)
    assert found.title == "Uppföljande granskning 2021 av hamnen"
    assert found.organisation == "Viks kommun"
    assert found.author == "Revisionsbyrån Lanternan"
    assert found.year == 2021
    assert found.date == date(2021, 11, 5)
    assert found.registration == "REV 2021/3"


def test_every_field_of_the_head_leads_to_its_words() -> None:
    found = head(COVER)
    for name in ("title", "organisation", "author", "registration"):
        (span,) = found.places[name]
        assert COVER[span.start : span.end] == getattr(found, name)


def test_a_chapter_is_no_title() -> None:
    assert head("1 Sammanfattning\nVi har granskat hamnen i Viks kommun.\n").title == ""


def test_the_copyright_line_tells_author_and_year_where_nothing_else_does() -> None:
    found = head(
        "Innehåll\n\nVi har granskat Viks kommun.\n\n© 2022 Lanternan AB. Alla rättigheter förbehållna.\n"
    )
    assert (found.author, found.year) == ("Lanternan", 2022)


def test_who_has_the_commission_is_the_author() -> None:
    assert (
        head("# Rapport 2020\n\nLanternan har på uppdrag av revisorerna följt upp hamnen.\n").author
        == "Lanternan"
    )


def test_a_plan_tells_whose_it_is_and_which_decision_adopted_it() -> None:
    found = head(
        "Internkontrollplan 2022\nHamnnämnden, Viks kommun\n\n"
        "Antagen av hamnnämnden 2022-01-19 § 8\n\n1 Om planen\n"
    )
    assert found.body == "Hamnnämnden"
    assert found.decision is not None
    assert (found.decision.committee, found.decision.date, found.decision.paragraph) == (
        "Hamnnämnden",
        date(2022, 1, 19),
        "8",
    )


def test_an_extract_of_minutes_tells_the_decision() -> None:
    text = (
        "HAMNNÄMNDEN                      Utdrag ur protokoll 2024-02-06\nViks kommun\n\n"
        "§ 17   Dnr HN 2023/512\n\n"
        "Svar på granskning av hamnen\n\nBeslut\nHamnnämnden lämnar svaret.\n"
    )
    found = head(text)
    assert found.decision is not None
    assert (found.decision.committee, found.decision.paragraph) == ("Hamnnämnden", "17")
    assert found.decision.registration == "HN 2023/512"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Uppföljande granskning 2022", Kind.AUDIT_FOLLOW_UP),
        ("Uppföljning av tidigare granskningar", Kind.AUDIT_FOLLOW_UP),
        ("Granskning av hamnens drift", Kind.AUDIT),
        ("Granskning av intern kontroll i hamnen", Kind.AUDIT),
        ("Hamnnämndens yttrande över granskningen av hamnen", Kind.AUDIT_RESPONSE),
        ("Internkontrollplan 2023", Kind.CONTROL_PLAN),
        ("Plan för intern kontroll 2023", Kind.CONTROL_PLAN),
        ("Uppföljning av internkontrollplan 2023", Kind.CONTROL_FOLLOW_UP),
        ("Samlad bedömning av den interna kontrollen 2023", Kind.OVERALL_EVALUATION),
    ],
)
def test_a_title_names_the_kind(title: str, kind: Kind) -> None:
    assert kind_of_title(title) is kind
