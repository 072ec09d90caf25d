"""The demonstration: Granviks kommun, a municipality that does not exist, its reports read as any others."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from iaktta.jobs.importing import import_file
from iaktta.jobs.preparation import SignIn, Tell, demonstration_files, keep_demonstration, sign_in
from iaktta.register.actions.committees import Committees
from iaktta.register.actions.organisations import add_organisation
from iaktta.register.events import record_event
from iaktta.register.models import Body, Membership, Organisation, User

SLUG, NAME = "granvik", "Granviks kommun"
COMMITTEES = {
    "Kommunstyrelsen": "KS",
    "Barn- och utbildningsnämnden": "BUN",
    "Kultur- och fritidsnämnden": "KFN",
    "Samhällsbyggnadsnämnden": "SBN",
    "Socialnämnden": "SN",
}
EMAIL, PERSON = "maja.ekeroth@granvik.example", "Maja Ekeroth"


def make_demonstration(tell: Tell) -> SignIn:
    """Make what is missing of the demonstration and say how to sign in to it. Safe to run again.

    Raises:
        IakttaError: A report could not be read or kept.
    """
    tell(f"Lägger upp {NAME} med nämnder och en användare")
    with transaction.atomic():
        person = User.objects.filter(email=EMAIL).first() or User.objects.create_user(EMAIL, name=PERSON)
        _member(person, _organisation(person))
        known = _password(person)
    files = demonstration_files()
    for number, path in enumerate(files, 1):
        tell(f"Läser in rapport {number} av {len(files)}: {path.name}")
        import_file(path.read_bytes(), path.name, organisation_slug=SLUG, by=person)
    keep_demonstration(known)
    return known


def _organisation(person: User) -> Body:
    """The executive board of the municipality, with its committees; it holds what is imported."""
    organisation = Organisation.objects.filter(slug=SLUG).first()
    organisation = organisation or add_organisation(NAME, by=person, address=SLUG)
    board = Body.objects.get(organisation=organisation, kind=Body.Kind.EXECUTIVE_BOARD)
    committees = Committees(organisation, board)
    for name, short in COMMITTEES.items():
        committee = committees.named(name)
        if committee.body is None:
            committee.short = short
            committee.body = board if name == board.name else _committee_body(organisation, name)
            committee.save(update_fields=["short", "body"])
    return board


def _committee_body(organisation: Organisation, name: str) -> Body:
    body, _ = Body.objects.get_or_create(organisation=organisation, kind=Body.Kind.COMMITTEE, name=name)
    return body


def _member(person: User, board: Body) -> None:
    role = Membership.Role.COORDINATOR
    keys: dict[str, Any] = {
        "organisation": board.organisation,
        "owner": board,
        "body": board,
        "user": person,
        "role": role,
    }
    membership, made = Membership.objects.get_or_create(**keys)
    if made:
        record_event("membership.given", membership, by=person, changes={"role": (None, role)})


def _password(person: User) -> SignIn:
    """The password that is already in use, else a new one: each installation has its own."""
    known = sign_in()
    if known and known.email == person.email and person.check_password(known.password):
        return known
    password = "-".join(secrets.token_hex(2) for _ in range(3))
    validate_password(password, person)
    person.set_password(password)
    person.save(update_fields=["password"])
    return SignIn(person.email, password)
