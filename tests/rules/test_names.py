"""Names of committees and organisations: the same, or not."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from iaktta.rules.names import basic_name, free_slug, names_all_audited, organisation_slug, plain_name, slug


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Tekniska nämndens", "Tekniska nämnden"),
        ("TEKNISKA  NÄMNDEN", "Tekniska nämnden"),
        ("Barn\u2013 och utbildningsnämnden", "Barn- och utbildningsnämnden"),
        ("Barn-och utbildningsnämnden", "Barn- och utbildningsnämnden"),
        ("Kultur- & fritidsnämnden", "Kultur- och fritidsnämnden"),
        ("kommunstyrelsens", "Kommunstyrelsen"),
        ("Kommun\u00adstyrelsen:", "Kommunstyrelsen"),
        ("Granviks kommuns", "GRANVIKS KOMMUN"),
        ("IT‑nämnden", "IT-nämnden"),
    ],
)
def test_case_spaces_dashes_and_genitive_make_no_other_name(printed: str, name: str) -> None:
    assert basic_name(printed) == basic_name(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("KS", "Kommunstyrelsen"),
        ("Tekniska nämnden", "Tekniska utskottet"),
        ("Nämnden för Alingsås", "Nämnden för Alingså"),
        ("Granvik", "Granviks kommun"),
    ],
)
def test_other_names_stay_apart(one: str, other: str) -> None:
    assert basic_name(one) != basic_name(other)


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("tekniska  nämndens", "Tekniska nämnden"),
        ("Barn- och utbildningsnämnden", "Barn- och utbildningsnämnden"),
        ("IT-nämnden:", "IT-nämnden"),
        ("Granviks kommuns", "Granviks kommun"),
        ("§", "§"),
    ],
)
def test_a_name_is_shown_without_genitive_and_with_a_capital(printed: str, shown: str) -> None:
    assert plain_name(printed) == shown


@given(st.text(min_size=1))
def test_a_shown_name_is_the_same_name(name: str) -> None:
    assert basic_name(plain_name(name)) in (basic_name(name), basic_name(basic_name(name)))


@pytest.mark.parametrize(
    "words", ["samtliga nämnder", "Samtliga granskade nämnder", "alla nämnder", "De granskade nämnderna"]
)
def test_everybody_audited_is_recognised(words: str) -> None:
    assert names_all_audited(words)


@pytest.mark.parametrize(
    "words", ["Kommunstyrelsen", "Tekniska nämnden", "Servicenämnden", "Alla tiders bolag AB"]
)
def test_one_committee_is_not_everybody(words: str) -> None:
    assert not names_all_audited(words)


def test_addresses_of_names() -> None:
    assert slug("Barn- och utbildningsnämnden") == "barn-och-utbildningsnamnden"
    assert organisation_slug("Granviks kommun") == "granvik"
    assert organisation_slug("Västerås stad") == "vasteras"
    assert organisation_slug("Region Granvik") == "region-granvik"
    assert slug("§§") == "namn"


def test_a_taken_address_gets_the_next_number() -> None:
    assert free_slug("granvik", {"granvik", "granvik-2"}) == "granvik-3"
    assert free_slug("granvik", set()) == "granvik"


@given(st.text())
@example('\x1f"0')
def test_the_basic_form_of_a_basic_form_differs_at_most_by_another_genitive(name: str) -> None:
    once = basic_name(name)
    assert once.startswith(basic_name(once)[:3])
    assert basic_name(name.upper().lower()) == basic_name(name.lower())


@given(st.text())
def test_an_address_holds_only_letters_digits_and_hyphens(name: str) -> None:
    found = slug(name)
    assert found
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(found) <= 60
