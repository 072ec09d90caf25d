import pytest

from iaktta.reading.committees import basic_form, committees_in, is_all_committees, known_committees


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("tekniska nämndens", "Tekniska nämnden"),
        ("socialnämnd", "Socialnämnden"),
        ("kommunstyrelse", "Kommunstyrelsen"),
        ("Granviks kommunalnämnd", "Granviks kommunalnämnd"),
        ("barn- och fritidsnämnden", "Barn- och fritidsnämnden"),
    ],
)
def test_a_committee_is_named_in_its_basic_form(words: str, name: str) -> None:
    assert basic_form(words) == name


def test_a_committee_is_found_in_running_text_once_and_in_order() -> None:
    text = "Kultur- och parknämnden samt tekniska nämndens kansli svarade; kultur- och parknämnden kort."
    assert committees_in(text) == ("Kultur- och parknämnden", "Tekniska nämnden")


def test_words_that_only_point_at_a_committee_name_none() -> None:
    assert committees_in("De granskade nämnderna och den berörda nämnden, bolagsstyrelsen och nämnden.") == ()


def test_a_shared_ending_is_two_committees_where_the_document_knows_both() -> None:
    text = "Hamnnämnden och fjällnämnden. Hamn- och fjällnämnden svarade gemensamt."
    known = known_committees(text)
    assert committees_in("hamn- och fjällnämnden", known) == ("Hamnnämnden", "Fjällnämnden")
    assert committees_in("hamn- och fjällnämnden") == ("Hamn- och fjällnämnden",)


def test_all_audited_committees_stay_as_written() -> None:
    assert (
        is_all_committees("Samtliga granskade nämnder rekommenderas att se över rutinen.")
        == "Samtliga granskade nämnder"
    )
    assert is_all_committees("Nämnderna rekommenderas") is None
