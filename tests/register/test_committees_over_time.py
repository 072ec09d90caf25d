"""Committees are renamed, split and merged without losing what they were."""

from __future__ import annotations

import datetime

import pytest

from iaktta.register.actions.committees import Committees
from iaktta.register.actions.committees_over_time import (
    NameTakenError,
    SuccessionError,
    add_administration,
    let_succeed,
    move_administration,
    rename_committee,
)
from iaktta.register.models import Body, Committee, Event, FormerName, Organisation, Succession, User
from tests.register import ground

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime.date(2027, 1, 1)


@pytest.fixture
def committees(organisation: Organisation, owner: Body) -> Committees:
    return Committees(organisation, owner)


def test_a_document_that_uses_the_earlier_name_finds_the_committee(
    committees: Committees, organisation: Organisation, owner: Body, person: User
) -> None:
    schools = committees.named("Skolnämnden")
    renamed = rename_committee(schools, "Utbildningsnämnden", on=NEW_YEAR, by=person)
    assert renamed.slug == "utbildningsnamnden"
    again = Committees(organisation, owner)
    assert again.named("skolnämndens") == again.named("Utbildningsnämnden") == schools
    former = FormerName.objects.get()
    assert (former.name, former.slug, former.until) == (
        "Skolnämnden",
        "skolnamnden",
        datetime.date(2026, 12, 31),
    )
    assert Event.objects.get(verb="committee.renamed").object_id == schools.pk


def test_no_two_committees_have_had_the_same_name(committees: Committees, person: User) -> None:
    schools, culture = committees.named("Skolnämnden"), committees.named("Kulturnämnden")
    rename_committee(schools, "Utbildningsnämnden", on=NEW_YEAR, by=person)
    for taken in ("Skolnämnden", "Utbildningsnämnden", "  "):
        with pytest.raises(NameTakenError):
            rename_committee(culture, taken, on=NEW_YEAR, by=person)
    culture.refresh_from_db()
    assert culture.name == "Kulturnämnden"


def test_one_committee_is_split_into_two(committees: Committees, person: User) -> None:
    old = committees.named("Barn- och utbildningsnämnden")
    new = [committees.named("Förskolenämnden"), committees.named("Grundskolenämnden")]
    let_succeed([old], new, on=NEW_YEAR, by=person)
    old.refresh_from_db()
    assert old.ends_on == datetime.date(2026, 12, 31)
    assert [one.after for one in Succession.objects.order_by("pk")] == new
    assert set(Committee.objects.filter(starts_on=NEW_YEAR)) == set(new)
    with pytest.raises(SuccessionError, match="redan upphört"):
        let_succeed([old], new, on=NEW_YEAR, by=person)


def test_two_committees_are_merged_into_one(committees: Committees, person: User) -> None:
    old = [committees.named("Fritidsnämnden"), committees.named("Kulturnämnden")]
    new = committees.named("Kultur- och fritidsnämnden")
    let_succeed(old, [new], on=NEW_YEAR, by=person)
    assert {one.before for one in Succession.objects.all()} == set(old)
    assert Event.objects.filter(verb="committee.succeeded").count() == 2


def test_nobody_succeeds_nobody_or_oneself(committees: Committees, person: User) -> None:
    one = committees.named("Fritidsnämnden")
    for before, after in (([], [one]), ([one], []), ([one], [one])):
        with pytest.raises(SuccessionError):
            let_succeed(before, after, on=NEW_YEAR, by=person)


def test_an_administration_keeps_its_earlier_name_and_moves(
    organisation: Organisation, owner: Body, person: User
) -> None:
    schools = ground.body(organisation, Body.Kind.COMMITTEE, "Skolnämnden")
    office = add_administration("Skolkontoret", schools, by=person)
    with pytest.raises(NameTakenError):
        add_administration("Skolkontoret", schools, by=person)
    moved = move_administration(office, owner, name="Utbildningskontoret", on=NEW_YEAR, by=person)
    assert (moved.name, moved.parent) == ("Utbildningskontoret", owner)
    assert FormerName.objects.get(body=office).name == "Skolkontoret"
