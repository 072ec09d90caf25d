"""A document falls into the sections that its headings make."""

from __future__ import annotations

from iaktta.document import Document
from iaktta.reading.outline import Outline, outline
from iaktta.reading.words import Role


def outlined(text: str) -> Outline:
    return outline(Document(text))


def headings(text: str) -> list[str]:
    return [heading.text.text for heading in outlined(text).headings]


def test_numbered_chapters_stand_beside_each_other_and_hold_their_sections() -> None:
    root = outlined("1 Sammanfattning\nText.\n\n2 Hamnen\n2.1 Rekommendationer\n• Se över avgiften.\n").root
    assert [child.number for child in root.children] == ["1", "2"]
    assert [child.number for child in root.children[1].children] == ["2.1"]


def test_items_of_a_numbered_list_are_no_chapters() -> None:
    text = (
        "1 Rekommendationer\n\n1. Se över avgiften\n2. Mät djupet\n3. Utbilda personalen\n\n"
        "2 Bedömning\nText.\n"
    )
    assert headings(text) == ["Rekommendationer", "Bedömning"]


def test_numbered_headings_under_findings_stand_for_recommendations() -> None:
    text = (
        "# 3. Granskning av hamnen\n\n## 3.1 Iakttagelser\n\n### 1. Se över avgiften.\n\n"
        "Gjort.\n\n### 2 & 3. Djup\n\nMätt.\n"
    )
    items = [heading.item for heading in outlined(text).headings if heading.item]
    assert items == [("1",), ("2", "3")]


def test_a_recommendation_on_a_card_is_a_section_of_its_own() -> None:
    text = "Rekommendation 1:2: Mät djupet i rännan.\nÅtgärdad: Delvis\nKommentar: Mätt i norr.\n"
    found = outlined(text).headings
    assert found[0].item == ("1:2",)
    assert [heading.roles for heading in found[1:]] == [(Role.STATUS,), (Role.COMMENT,)]


def test_a_numbered_recommendation_with_its_answer_under_it_is_a_card() -> None:
    text = (
        "Synpunkter\n\n1) Nämnden bör mäta djupet i hela\nrännan.\n\nSvar: Det görs i maj.\n"
        "\n2) Nämnden bör lägga ut bojar.\n\nSvar: Nej.\n"
    )
    assert [heading.item for heading in outlined(text).headings if heading.item] == [("1",), ("2",)]


def test_a_heading_in_several_short_lines_is_one() -> None:
    assert headings("Syfte, \nmetod och \nrevisions-\nfråga\n\nVi har granskat hamnen.\n") == [
        "Syfte, metod och revisionsfråga"
    ]


def test_the_list_of_contents_is_set_apart() -> None:
    found = outlined("Innehåll\n1 Inledning ....... 2\n2 Hamnen ....... 3\n\n1 Inledning\nText.\n")
    assert found.contents == frozenset({0, 1, 2})
    assert [heading.text.text for heading in found.headings] == ["Inledning"]


def test_a_slide_title_printed_again_goes_on_with_its_section() -> None:
    text = (
        "Granskning av hamnen\nBakgrund\nGranskningen gjordes 2019.\n\n\n"
        "Granskning av hamnen, fortsättning\nBedömning\nAllt är gjort.\n"
    )
    root = outlined(text).root
    assert len(root.children) == 1
    assert [child.roles for child in root.children[0].children] == [(Role.BACKGROUND,), (Role.ASSESSMENT,)]


def test_running_heads_and_page_numbers_are_furniture() -> None:
    page = (
        "Hamnrapport 2022, Viks kommun\nText om hamnen på denna sida.\nMera text här.\nOch slut.\n{0} (3)\n"
    )
    text = "\f".join(page.format(number) for number in (1, 2, 3))
    document = Document(text)
    apart = {document.lines[number].text for number in outline(document).furniture}
    assert apart == {"Hamnrapport 2022, Viks kommun", "1 (3)", "2 (3)", "3 (3)"}


def test_a_label_that_comes_again_is_no_running_head() -> None:
    text = "\f".join(f"Rekommendation {n}\nNämnden bör mäta djupet.\nSvar\nJa.\n" for n in (1, 2, 3))
    assert outlined(text).furniture == frozenset()
