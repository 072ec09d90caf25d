"""What a person may see of an organisation."""

from __future__ import annotations

import datetime

import pytest
from django.http import Http404
from django.utils import timezone

from iaktta.register import access
from iaktta.register.models import Body, FileContent, Membership, Organisation, SourceDocument, User
from iaktta.report import Control, Kind, Report
from tests.register import ground

COORDINATOR, MEMBER = Membership.Role.COORDINATOR, Membership.Role.COMMITTEE_MEMBER
SECRET = Report(Kind.CONTROL_PLAN, controls=(Control("Skydd", secret=True, deviation="Porten stod öppen"),))
OPEN = Report(Kind.CONTROL_PLAN, controls=(Control("Skydd", deviation="Ingen"),))


def keep(report: Report, owner: Body, person: User) -> SourceDocument:
    document = ground.take_in(report, owner, person).document
    FileContent.objects.create(
        organisation=owner.organisation, owner=owner, document=document, content=b"Hela filen"
    )
    return document


def test_an_organisation_is_not_found_by_who_is_not_a_member(owner: Body, person: User) -> None:
    with pytest.raises(Http404):
        access.sight(person, "granvik")
    assert list(access.organisations(person)) == []


def test_a_membership_gives_access_from_its_first_day_to_its_last(owner: Body, person: User) -> None:
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    membership = ground.membership(person, owner, MEMBER, starts_on=today, ends_on=today)
    assert list(access.organisations(person)) == [owner.organisation]
    for dates in ({"starts_on": today + day, "ends_on": None}, {"starts_on": None, "ends_on": today - day}):
        Membership.objects.filter(pk=membership.pk).update(**dates)
        assert list(access.organisations(person)) == []


def test_what_the_auditors_hold_is_seen_by_the_auditors_alone(
    organisation: Organisation, owner: Body, person: User
) -> None:
    auditors = ground.body(organisation, Body.Kind.AUDITORS, "Revisorerna")
    auditor = User.objects.create_user("rut@granvik.example", name="Rut Alm")
    ground.membership(person, owner, COORDINATOR)
    ground.membership(auditor, auditors, Membership.Role.ELECTED_AUDITOR)
    held = ground.take_in(OPEN, auditors, auditor).document
    assert held in access.sight(auditor, "granvik").of(SourceDocument)
    assert held not in access.sight(person, "granvik").of(SourceDocument)


def test_another_organisations_rows_are_not_seen(owner: Body, person: User) -> None:
    elsewhere = ground.body(ground.organisation("sjovik"), Body.Kind.EXECUTIVE_BOARD, "Kommunstyrelsen")
    ground.membership(person, owner, COORDINATOR)
    held = ground.take_in(OPEN, elsewhere, person).document
    with pytest.raises(Http404):
        access.sight(person, "granvik").one(SourceDocument, held.pk)


def test_a_file_with_secret_words_opens_only_for_those_with_the_right(owner: Body, person: User) -> None:
    ground.membership(person, owner, MEMBER)
    secret, public = keep(SECRET, owner, person), keep(OPEN, owner, person)
    assert access.open_file(access.sight(person, "granvik"), public).read() == b"Hela filen"
    with pytest.raises(Http404):
        access.open_file(access.sight(person, "granvik"), secret)
    ground.membership(person, owner, COORDINATOR)
    assert access.open_file(access.sight(person, "granvik"), secret).read() == b"Hela filen"
