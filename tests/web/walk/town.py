"""A municipality with a row of every kind in every body, another one beside it, and everybody who comes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db.models import Model
from django.utils import timezone

from iaktta import report as stated
from iaktta.register import storage
from iaktta.register.actions.attachments import Enclosed, attach_file
from iaktta.register.actions.take_in import take_in
from iaktta.register.models import (
    Attachment,
    Body,
    Committee,
    Control,
    DisposalProposal,
    FactCheck,
    Invitation,
    Marking,
    MeetingDay,
    Membership,
    Occasion,
    Organisation,
    Result,
    RetentionRule,
    SourceDocument,
    User,
)
from iaktta.register.permissions import AUDITORS_ROLES, ROLES
from iaktta.register.queries.attachments import SUBJECTS
from iaktta.report import Audit, Kind, Recommendation, Report, Risk, Status
from iaktta.rules.files import FileKind
from tests import made_files
from tests.register import ground

Role = Membership.Role
BOARD, COMMITTEE, OTHER_COMMITTEE, ADMINISTRATION, AUDITORS, ELSEWHERE = (
    "Kommunstyrelsen",
    "Socialnämnden",
    "Kulturnämnden",
    "Socialförvaltningen",
    "Revisorerna",
    "Sjöviks styrelse",
)
KINDS = {
    BOARD: Body.Kind.EXECUTIVE_BOARD,
    COMMITTEE: Body.Kind.COMMITTEE,
    OTHER_COMMITTEE: Body.Kind.COMMITTEE,
    ADMINISTRATION: Body.Kind.ADMINISTRATION,
    AUDITORS: Body.Kind.AUDITORS,
    ELSEWHERE: Body.Kind.EXECUTIVE_BOARD,
}
HOLDING = (BOARD, COMMITTEE, AUDITORS, ELSEWHERE)
"""Bodies with rows of their own."""
NO_ROLE, NOT_SIGNED_IN = "utan roll", "inte inloggad"


def _invitation(owner: Body, by: User) -> Model:
    role = Role.ELECTED_AUDITOR if owner.kind == Body.Kind.AUDITORS else Role.COORDINATOR
    return Invitation.objects.create(
        organisation=owner.organisation,
        owner=owner,
        body=owner,
        role=role,
        email="bjuden@granvik.example",
        name="Bjuden",
        token_hash=f"hos {owner.pk}",
        invited_by=by,
        sent_at=timezone.now(),
        expires_at=timezone.now() + datetime.timedelta(days=1),
    )


def _occasion(owner: Body, by: User) -> Occasion:
    control = Control.objects.filter(owner=owner, shown_as__isnull=True).earliest("pk")
    return Occasion.objects.create(organisation=owner.organisation, owner=owner, control=control, name="1")


def _result(owner: Body, by: User) -> Model:
    occasion = Occasion.objects.filter(owner=owner).first() or _occasion(owner, by)
    return Result.objects.create(
        organisation=owner.organisation,
        owner=owner,
        occasion=occasion,
        execution="performed",
        performed_by=by,
    )


def _fact_check(owner: Body, by: User) -> Model:
    """The auditors' own row, or the copy of it that another body has received."""
    auditors, _made = Body.objects.get_or_create(
        organisation=owner.organisation, kind=Body.Kind.AUDITORS, defaults={"name": AUDITORS}
    )
    keys = {"organisation": owner.organisation, "to": owner, "title": "Utkast", "sent_by": by}
    draft = SourceDocument.objects.filter(owner=auditors).first() or ground.document(auditors, by)
    original = FactCheck.objects.create(owner=auditors, document=draft, **keys)
    return (
        original if owner == auditors else FactCheck.objects.create(owner=owner, copied_from=original, **keys)
    )


def _committee(owner: Body, by: User) -> Committee:
    name = f"Nämnden hos {owner.name}"
    keys = {"basic_name": name.casefold(), "slug": f"namnden-{owner.pk}"}
    return Committee.objects.create(organisation=owner.organisation, owner=owner, name=name, **keys)


def _meeting_day(owner: Body, by: User) -> MeetingDay:
    organisation = owner.organisation
    committee = Committee.objects.filter(organisation=organisation).first() or _committee(owner, by)
    return MeetingDay.objects.create(
        organisation=organisation,
        owner=owner,
        committee=committee,
        day=datetime.date(2027, 2, owner.pk % 28 + 1),
    )


def _disposal(owner: Body, by: User) -> Model:
    rule = RetentionRule.objects.create(
        organisation=owner.organisation,
        owner=owner,
        kind="note",
        fate="dispose",
        years=2,
        ground="Plan",
        set_by=by,
    )
    return DisposalProposal.objects.create(
        organisation=owner.organisation, owner=owner, rule=rule, before=datetime.date(2020, 1, 1)
    )


def _attachment(owner: Body, by: User) -> Model:
    about = SUBJECTS["recommendation"]._default_manager.filter(owner=owner).earliest("pk")
    stored = storage.keep(owner.organisation_id, made_files.png())
    return attach_file(about, Enclosed(stored, storage.storage_in_use(), FileKind.PNG, "bild.png"), by=by)


def _marking(owner: Body, by: User) -> Model:
    document = SourceDocument.objects.filter(owner=owner).earliest("pk")
    keys = {"organisation": owner.organisation, "owner": owner, "document": document, "set_by": by}
    return Marking.objects.create(provision="OSL 18:8", authority=owner.name, **keys)


MAKERS: dict[type[Model], Callable[[Body, User], Model]] = {
    MeetingDay: _meeting_day,
    Attachment: _attachment,
    Occasion: _occasion,
    Result: _result,
    FactCheck: _fact_check,
    Committee: _committee,
    Invitation: _invitation,
    DisposalProposal: _disposal,
    Marking: _marking,
}
"""How to make a row of a kind that no document brings: a capability adds a line for its own."""


@dataclass
class Town:
    """`bodies` by name, `people` by what they are; None is somebody who has not signed in."""

    organisation: Organisation
    elsewhere: Organisation
    bodies: dict[str, Body] = field(default_factory=dict)
    people: dict[str, User | None] = field(default_factory=dict)

    def row(self, model: type[Model], holder: str) -> int:
        """The key of a row of the model that a body holds, made now where it is missing."""
        owner = self.bodies[holder]
        found = model._default_manager.filter(owner=owner).order_by("pk").first()
        if found is None:
            assert model in MAKERS, f"say in town.MAKERS how to make a {model.__name__}"
            by = User.objects.order_by("pk").first()
            assert by is not None
            found = MAKERS[model](owner, by)
        return int(found.pk)


def make_town() -> Town:
    town = Town(ground.organisation("granvik"), ground.organisation("sjovik"))
    for name, kind in KINDS.items():
        of = town.elsewhere if name == ELSEWHERE else town.organisation
        town.bodies[name] = ground.body(of, kind, name)
    administration = town.bodies[ADMINISTRATION]
    administration.parent = town.bodies[COMMITTEE]
    administration.save(update_fields=["parent"])
    town.people = dict(_people(town))
    writer = User.objects.create_user("skrivaren@granvik.example", name="Skrivaren")
    for name in HOLDING:
        for report in _reports(town.bodies[name]):
            _take_in(report, town.bodies[name], writer)
    for body in (town.bodies[COMMITTEE], town.bodies[ELSEWHERE]):
        # The committee that every row is about has people of its own.
        Committee.objects.filter(organisation=body.organisation, name=COMMITTEE).update(body=body)
    return town


def _people(town: Town) -> Iterator[tuple[str, User | None]]:
    """Every role where it belongs, one role wherever it could be, and those whom nobody has let in."""
    places = [(role, AUDITORS if role in AUDITORS_ROLES else COMMITTEE) for role in ROLES]
    places += [(Role.COORDINATOR, name) for name in (BOARD, OTHER_COMMITTEE, ADMINISTRATION, ELSEWHERE)]
    places += [(Role.EXECUTIVE_BOARD_READER, BOARD), (Role.ADMINISTRATOR, BOARD)]
    # A role that does not belong in its body gives nothing.
    places += [(Role.ADMINISTRATOR, AUDITORS), (Role.ELECTED_AUDITOR, BOARD)]
    for role, name in places:
        yield f"{role} i {name}", _person(town.bodies[name], role)
    yesterday = datetime.date.today() - datetime.timedelta(days=1)
    tomorrow = datetime.date.today() + datetime.timedelta(days=2)
    yield "uppdraget är slut", _person(town.bodies[AUDITORS], Role.AUDIT_EXPERT, ends_on=yesterday)
    yield "uppdraget har inte börjat", _person(town.bodies[BOARD], Role.COORDINATOR, starts_on=tomorrow)
    yield NO_ROLE, User.objects.create_user("utan.roll@granvik.example", name="Utan roll")
    yield NOT_SIGNED_IN, None


def _person(body: Body, role: Role, **days: datetime.date) -> User:
    number = User.objects.count()
    person = User.objects.create_user(f"person{number}@granvik.example", name=f"Person {number}")
    ground.membership(person, body, role, **days)
    return person


def _reports(owner: Body) -> Iterator[Report]:
    """A plan, and two follow-ups that are alike, so that proposals come of them."""
    yield Report(
        Kind.CONTROL_PLAN,
        title=f"Plan hos {owner.name}",
        body=COMMITTEE,
        year=2024,
        risks=(Risk(f"Fel person har behörighet {owner.name}", number="1", likelihood=3, consequence=4),),
        controls=(stated.Control(f"Behörigheter stäms av {owner.name}", number="1", risk="1"),),
    )
    advice = Recommendation(
        f"Utse ansvarig för behörigheter hos {owner.name}",
        number="1",
        addressees=(COMMITTEE,),
        status=Status.NOT_IMPLEMENTED,
    )
    audit = Audit(f"Behörigheter {owner.name}", year=2022, auditees=(COMMITTEE,), recommendations=(advice,))
    for number in (1, 2):
        title = f"Uppföljning {number} hos {owner.name}"
        yield Report(Kind.AUDIT_FOLLOW_UP, title=title, body=COMMITTEE, year=2024, audits=(audit,))


def _take_in(report: Report, owner: Body, by: User) -> None:
    take_in(
        report,
        content=report.title.encode(),
        name=f"{report.title}.txt",
        media_type="text/plain",
        text=report.title,
        organisation=owner.organisation,
        owner=owner,
        by=by,
    )
