"""Whom a recommendation concerns."""

import pytest

from iaktta.report import Audit
from iaktta.rules.concerned import audit_of_section, concerned_committees, distinct

AUDITEES = ("Kommunstyrelsen", "Tekniska nämnden")


@pytest.mark.parametrize(
    ("addressees", "concerned"),
    [
        (("Tekniska nämnden",), ("Tekniska nämnden",)),
        (("samtliga nämnder",), AUDITEES),
        ((), AUDITEES),
        (("Samtliga granskade nämnder", "Socialnämnden"), (*AUDITEES, "Socialnämnden")),
        (("Tekniska nämnden", "tekniska nämndens"), ("Tekniska nämnden",)),
    ],
)
def test_everybody_audited_is_told_by_name(addressees: tuple[str, ...], concerned: tuple[str, ...]) -> None:
    assert concerned_committees(addressees, AUDITEES) == concerned


def test_nobody_is_made_up() -> None:
    assert concerned_committees(("samtliga nämnder",), ()) == ()


def test_of_two_spellings_the_first_is_kept_in_its_place() -> None:
    assert distinct(["B-nämnden", "A-nämnden", "b-NÄMNDEN"]) == ("B-nämnden", "A-nämnden")


def test_a_reference_finds_the_section_or_the_one_around_it() -> None:
    audits = [Audit("Inköp", section="3"), Audit("Attest", section="3.1"), Audit("Loggar")]
    assert audit_of_section("3.1", audits) == 1
    assert audit_of_section("3.2.1", audits) == 0
    assert audit_of_section("4", audits) is None
    assert audit_of_section(None, audits) is None
