"""A value can be taken out of the trail for good, and the trail says that it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from iaktta.register.actions.erasing import NothingToEraseError, erase_values
from iaktta.register.events import record_event
from iaktta.register.models import Audit, Body, Event, EventRows, EventValue, User
from iaktta.register.trail.chains import verify_chain
from iaktta.register.trail.verifying import verify
from tests.register.tampering import past_the_program


@pytest.fixture(autouse=True)
def _anchors_of_its_own(tmp_path: Path, settings: Any) -> None:
    settings.ANCHOR_KEY, settings.ANCHOR_FILE = tmp_path / "anchor.key", tmp_path / "anchors.jsonl"


def renamed(owner: Body, person: User) -> Event:
    with transaction.atomic():
        audit = Audit.objects.create(organisation=owner.organisation, owner=owner, title="Bo Ek, 19500101")
        return record_event(
            "audit.renamed", audit, by=person, changes={"title": ("Skolan", audit.title)}, why="Enligt Bo Ek"
        )


def test_an_erased_value_is_gone_and_the_trail_is_whole_and_tells_of_it(owner: Body, person: User) -> None:
    event = renamed(owner, person)
    (telling,) = erase_values(event.values.filter(field="title"), by=person, why="Begäran om radering")
    value = EventValue.objects.get(event=event, field="title")
    assert (value.before, value.after, value.salt) == (None, None, None)
    assert event.why == "Enligt Bo Ek"
    assert (telling.verb, telling.why) == ("trail.erased", "Begäran om radering")
    assert telling.values.get(field="erased").after == "1 title"
    verdict = verify()
    assert verdict.is_whole, verdict.first
    assert verify_chain(owner.organisation, owner).erased == 1


def test_what_is_left_of_a_row_says_nothing_of_what_it_was(owner: Body, person: User) -> None:
    event = renamed(owner, person)
    erase_values(event.values.all(), by=person, why="Begäran om radering")
    assert set(EventRows.objects.filter(event=event).values_list("seed", flat=True)) == {None}


def test_a_change_after_the_erasure_is_found_as_before(owner: Body, person: User) -> None:
    event = renamed(owner, person)
    erase_values(event.values.all(), by=person, why="Begäran om radering")
    with past_the_program():
        Audit.objects.update(title="Annat")
    assert "är ändrad direkt i databasen" in verify().first


def test_an_erasure_hides_no_change_from_before_it(owner: Body, person: User) -> None:
    event = renamed(owner, person)
    with past_the_program():
        Audit.objects.update(title="Annat")
    erase_values(event.values.all(), by=person, why="Begäran om radering")
    assert "går inte att pröva" in verify().first


def test_what_is_gone_already_is_not_erased_again(owner: Body, person: User) -> None:
    event = renamed(owner, person)
    erase_values(event.values.all(), by=person, why="Begäran om radering")
    with pytest.raises(NothingToEraseError, match="redan vara raderat"):
        erase_values(event.values.all(), by=person, why="Begäran om radering")
    assert Event.objects.count() == 2
