"""Random organisations, people and rows. Each text carries a token, and each token says who may ever meet it.

A capability that keeps texts adds a line to `ROWS`: how a body comes to hold one, and who may read it.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st

from iaktta.register.actions.annotations import annotate
from iaktta.register.actions.fact_checks import send_to_fact_check
from iaktta.register.actions.responses import Answer, keep_response, send_response
from iaktta.register.actions.take_in import take_in
from iaktta.register.models import (
    Addressee,
    Body,
    Committee,
    Invitation,
    MeetingDay,
    Membership,
    Recommendation,
    SourceDocument,
    User,
)
from iaktta.register.permissions import ROLES, Act
from iaktta.report import Audit, Control, Kind, Report, Risk, Status
from iaktta.report import Recommendation as Advice
from tests import oracle
from tests.register import ground

SLUGS = ("granvik", "sjovik", "lovsta")
BODIES = (
    ("Kommunstyrelsen", Body.Kind.EXECUTIVE_BOARD),
    ("Socialnämnden", Body.Kind.COMMITTEE),
    ("Kulturnämnden", Body.Kind.COMMITTEE),
    ("Socialförvaltningen", Body.Kind.ADMINISTRATION),
    ("Revisorerna", Body.Kind.AUDITORS),
    ("Lekmannarevisorerna", Body.Kind.AUDITORS),
)
YEAR = 2024


@dataclass(frozen=True)
class Token:
    """A word that stands in one text alone, and whether a user may meet it."""

    word: str
    where: str
    may_meet: Callable[[User], bool]


@dataclass
class World:
    """What there is; `people` are those who look, `writer` has made every row and looks at none."""

    bodies: list[Body] = field(default_factory=list)
    people: list[User] = field(default_factory=list)
    tokens: list[Token] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def __post_init__(self) -> None:
        self.writer = User.objects.create_user("skrivaren@iaktta.invalid", name="Skrivaren")

    def word(self) -> str:
        """One that stands nowhere else: letters and digits, the same in addresses, files and pages."""
        return f"zq{next(self._numbers)}x"

    def token(self, where: str, may_meet: Callable[[User], bool]) -> str:
        word = self.word()
        self.tokens.append(Token(word, where, may_meet))
        return word

    def read(self, where: str, owner: Body, *, draft: bool = False) -> str:
        """A token for those who may know of a row of this body."""
        return self.token(where, lambda user: oracle.knows_of(user, owner, draft=draft))

    def secret(self, where: str, owner: Body) -> str:
        """A token for those of them who may see its secret words."""
        return self.token(where, lambda user: oracle.knows_secrets(user, owner))


Row = Callable[[World, Body], None]


def _report(world: World, owner: Body) -> None:
    name = world.read(f"dokument hos {owner}", owner)
    secret = world.secret(f"hemligt hos {owner}", owner)
    text = f"Utse ansvarig för behörigheter {name}"
    advice = Advice(text, number="1", addressees=("Socialnämnden",), status=Status.NOT_IMPLEMENTED)
    audit = Audit(f"Granskning av behörigheter {name}", year=2022, recommendations=(advice,))
    _take_in(world, Report(Kind.AUDIT_FOLLOW_UP, f"Uppföljning {name}", year=YEAR, audits=(audit,)), owner)
    risk = Risk(f"Fel person har behörighet {name}", number="1", likelihood=3, consequence=4)
    controls = (
        Control(f"Behörigheter stäms av {name}", number="1", risk="1"),
        Control(f"Porten prövas {name}", number="2", secret=True, deviation=f"Porten stod öppen {secret}"),
    )
    plan = Report(
        Kind.CONTROL_FOLLOW_UP,
        f"Plan {name}",
        body="Socialnämnden",
        year=YEAR,
        risks=(risk,),
        controls=controls,
    )
    _take_in(world, plan, owner, secret)


def _take_in(world: World, report: Report, owner: Body, secret: str = "") -> SourceDocument:
    taken = take_in(
        report,
        content=f"{report.title} {secret}".encode(),
        name=f"{report.title}.txt",
        media_type="text/plain",
        text=report.title,
        organisation=owner.organisation,
        owner=owner,
        by=world.writer,
    )
    return taken.reading.document


def _committee(world: World, owner: Body) -> None:
    """A committee that one document alone names: in menus, addresses and lists."""
    name = world.read(f"nämnd hos {owner}", owner)
    advice = Advice("Se över rutinen", addressees=(f"Nämnden {name}",))
    audit = Audit("Granskning av en nämnd", year=2022, recommendations=(advice,))
    _take_in(world, Report(Kind.AUDIT_FOLLOW_UP, f"Nämndens uppföljning {name}", audits=(audit,)), owner)


def _response(world: World, owner: Body, *, send: bool = False) -> None:
    if owner.kind == Body.Kind.AUDITORS:
        return
    common = Addressee.objects.filter(organisation=owner.organisation).exclude(owner__kind=Body.Kind.AUDITORS)
    addressee = common.order_by("-pk").first()
    if addressee is not None:
        # A body has one draft at a time: a second answer would take the first one's words.
        sent = world.read(f"{'svar' if send else 'utkast till svar'} hos {owner}", owner, draft=not send)
        made = keep_response(addressee, Answer(f"Vi har utsett {sent}"), owner=owner, by=world.writer)
        if send:
            send_response(made, by=world.writer)


def _sent_response(world: World, owner: Body) -> None:
    _response(world, owner, send=True)


def _note(world: World, owner: Body) -> None:
    known = Recommendation.objects.filter(organisation=owner.organisation)
    about = known.exclude(owner__kind=Body.Kind.AUDITORS).order_by("-pk").first()
    if about is not None:
        text = world.read(f"anteckning hos {owner}", owner)
        annotate(about, f"Fråga om {text}", by=world.writer, owner=owner)


def _fact_check(world: World, to: Body) -> None:
    """The auditors of the same organisation send one passage of a draft to a body; the rest stays theirs."""
    if to.kind == Body.Kind.AUDITORS:
        return
    auditors = Body.objects.filter(organisation=to.organisation, kind=Body.Kind.AUDITORS).earliest("pk")
    kept = world.read("revisorernas utkast", auditors)
    sent = world.token(
        f"stycke till {to}",
        lambda user: oracle.knows_of(user, auditors) or oracle.knows_of(user, to, draft=True),
    )
    draft = _take_in(world, Report(Kind.AUDIT, f"Utkast {kept} och stycket {sent}"), auditors)
    text = f"Utkast {kept} och stycket {sent}"
    place = (text.index("stycket"), len(text))
    send_to_fact_check(draft, [place], to=to, title=f"Kontrollera {sent}", by=world.writer)


def _invitation(world: World, owner: Body) -> None:
    auditors = owner.kind == Body.Kind.AUDITORS
    word = world.token(f"inbjudan till {owner}", lambda user: oracle.may(user, Act.MANAGE_PEOPLE, owner))
    now = timezone.now()
    Invitation.objects.create(
        organisation=owner.organisation,
        owner=owner,
        body=owner,
        role=Membership.Role.ELECTED_AUDITOR if auditors else Membership.Role.COORDINATOR,
        email=f"{word}@{owner.organisation.slug}.example",
        name=f"Bjuden {word}",
        token_hash=word,
        invited_by=world.writer,
        sent_at=now,
        expires_at=now + datetime.timedelta(days=1),
    )


def _person(world: World, owner: Body) -> None:
    """Somebody with a role in the body: a name for those who manage its people."""
    auditors = owner.kind == Body.Kind.AUDITORS
    word = world.token(f"person i {owner}", lambda user: oracle.may(user, Act.MANAGE_PEOPLE, owner))
    person = User.objects.create_user(f"{word}@iaktta.example", name=f"Person {word}")
    role = Membership.Role.ELECTED_AUDITOR if auditors else Membership.Role.COMMITTEE_MEMBER
    ground.membership(person, owner, role)


def _meeting(world: World, owner: Body) -> None:
    committee = Committee.objects.filter(organisation=owner.organisation).order_by("-pk").first()
    if committee is not None and owner.kind != Body.Kind.AUDITORS:
        day = datetime.date(2027, 1, 1) + datetime.timedelta(days=MeetingDay.objects.count())
        note = world.read(f"sammanträde hos {owner}", owner)
        MeetingDay.objects.create(
            organisation=owner.organisation, owner=owner, committee=committee, day=day, note=note
        )


ROWS: dict[str, Row] = {
    "report": _report,
    "committee": _committee,
    "draft of a response": _response,
    "response": _sent_response,
    "note": _note,
    "fact-check": _fact_check,
    "invitation": _invitation,
    "person": _person,
    "meeting": _meeting,
}
"""What can be kept, by what it is called where a search for leaks fails."""

places = st.integers(0, len(BODIES) - 1)
rows = st.lists(st.tuples(st.sampled_from(sorted(ROWS)), st.integers(0, 1), places), min_size=2, max_size=7)
held = st.lists(
    st.tuples(st.sampled_from(ROLES), st.integers(0, 1), places, st.sampled_from((None, -1, 1))),
    max_size=3,
    unique_by=lambda one: one[:3],
)
people = st.lists(held, min_size=1, max_size=1)


def make_world(several: list[Any], made: list[Any]) -> World:
    """Two organisations alike, the people with the roles that were drawn, and the rows in their order."""
    world = World()
    for slug in SLUGS[:2]:
        organisation = ground.organisation(slug)
        for name, kind in BODIES:
            parent = world.bodies[-2] if kind == Body.Kind.ADMINISTRATION else None
            world.bodies.append(
                Body.objects.create(organisation=organisation, kind=kind, name=name, parent=parent)
            )
    today = timezone.localdate()
    for number, roles in enumerate(several):
        person = User.objects.create_user(f"person{number}@iaktta.example", name=f"Person {number}")
        for role, which, place, ended in roles:
            # -1: over since yesterday, 1: until tomorrow.
            ends = today + datetime.timedelta(days=ended) if ended else today + datetime.timedelta(days=9)
            ground.membership(person, world.bodies[which * len(BODIES) + place], role, ends_on=ends)
        world.people.append(person)
    # Something is everywhere from the start, so that what hangs on it can be.
    for body in (world.bodies[0], world.bodies[len(BODIES)]):
        _report(world, body)
    for kind, which, place in made:
        ROWS[kind](world, world.bodies[which * len(BODIES) + place])
    return world
