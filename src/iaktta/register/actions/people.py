"""Who comes in: invitations, roles given and roles ended.

Who may do it follows from the table of permissions, seen from the one who does it (`Sight`); what it shall
never come to is refused here, whoever calls: the auditors choose their own, and a body keeps somebody who can
let others in.
"""

from __future__ import annotations

import datetime
import hashlib
import secrets
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.access import Sight
from iaktta.register.events import record_event
from iaktta.register.models import Body, Invitation, Membership, User
from iaktta.register.permissions import Act, Held, fits
from iaktta.register.queries import people

Role = Membership.Role


class NotOfThisBodyError(IakttaError):
    """The auditors' two roles are held in their own body, and no others are."""


class ExpertWithoutEndError(IakttaError):
    """An outside expert's role must have a last day."""


class WrongDaysError(IakttaError):
    """The last day lies before the first, or has passed."""


class AlreadyHeldError(IakttaError):
    """The person has that role there already."""


class LastOneError(IakttaError):
    """Nobody would be left who can let others in."""


class InvitationOverError(IakttaError):
    """It is used, withdrawn, or its time is out."""

    def __init__(self) -> None:
        super().__init__(_("Inbjudan gäller inte längre. Be den som bjöd in dig att skicka en ny."))


@dataclass(frozen=True, slots=True)
class Place:
    """A role in a body, from one day to another (both included; None has no bound)."""

    body: Body
    role: Membership.Role
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None

    def check(self) -> None:
        """Raises NotOfThisBodyError, ExpertWithoutEndError or WrongDaysError."""
        if not fits(Held(self.role, self.body)):
            raise NotOfThisBodyError(
                _("Rollen %(role)s finns inte i %(body)s. Välj en annan roll eller ett annat organ.")
                % {"role": self.role.label, "body": self.body.name}
            )
        if self.role == Role.AUDIT_EXPERT and self.ends_on is None:
            raise ExpertWithoutEndError(_("En sakkunnigs uppdrag har alltid ett slut. Ange sista dagen."))
        if self.ends_on and self.ends_on < (self.starts_on or timezone.localdate()):
            raise WrongDaysError(_("Sista dagen ska vara i dag eller senare, och inte före den första."))

    def as_fields(self) -> dict[str, Any]:
        """As columns of a membership or an invitation; the body that it is in holds the row."""
        return {
            "organisation": self.body.organisation,
            "owner": self.body,
            "body": self.body,
            "role": self.role,
            "starts_on": self.starts_on,
            "ends_on": self.ends_on,
        }

    def changes(self) -> dict[str, tuple[Any, Any]]:
        """As an event tells it."""
        return {
            "role": (None, self.role),
            "starts_on": (None, self.starts_on),
            "ends_on": (None, self.ends_on),
        }


def may_invite_first_auditor(see: Sight) -> Body | None:
    """The auditors' body, where nobody has ever been in it or been asked: then an administrator asks one."""
    if not any(held.role == Role.ADMINISTRATOR and fits(held) for held in see.roles):
        return None
    body = Body.objects.filter(organisation=see.organisation, kind=Body.Kind.AUDITORS).first()
    if body is None or Membership.objects.filter(body=body).exists():
        return None
    return None if Invitation.objects.filter(body=body).exists() else body


@transaction.atomic
def invite(see: Sight, place: Place, *, email: str, name: str, days: int) -> tuple[Invitation, str]:
    """Ask somebody in; the invitation and the token of its link. The same once more renews it.

    Args:
        days: How many days the link works.

    Raises:
        PermissionDenied: Not the user's to ask in there.
        AlreadyHeldError: Whoever has the address has the role already.
        IakttaError: See `Place.check`.
    """
    email = email.strip().lower()
    # Two at a time must not both be the first: whoever asks waits for the body's row.
    Body.objects.select_for_update(no_key=True).get(pk=place.body.pk)
    _require_may_ask(see, place, email)
    place.check()
    if _held(Q(user__email=email), place).exists():
        raise AlreadyHeldError(_("Den personen har redan rollen."))
    open_one = Invitation.objects.filter(
        email=email, body=place.body, role=place.role, accepted_at=None, withdrawn_at=None
    ).first()
    if open_one is not None:
        return open_one, _renewed(open_one, see.user, days, name=name.strip(), place=place)
    token, now = _token(place.body), timezone.now()
    made = Invitation.objects.create(
        **place.as_fields(),
        email=email,
        name=name.strip(),
        token_hash=hashed(token),
        invited_by=see.user,
        sent_at=now,
        expires_at=now + datetime.timedelta(days=days),
    )
    changes = {"email": (None, email), "name": (None, made.name), **place.changes()}
    record_event("invitation.sent", made, by=see.user, changes=changes)
    return made, token


@transaction.atomic
def invite_first(place: Place, *, email: str, name: str, by: User, days: int) -> tuple[Invitation, str]:
    """Ask in the first person of an organisation in which nobody has a role; only the command line does.

    Raises:
        AlreadyHeldError: Somebody is in the organisation, or has been asked in, and can ask others.
    """
    organisation = place.body.organisation
    Body.objects.select_for_update(no_key=True).get(pk=place.body.pk)
    there = (Membership, Invitation)
    if any(model._default_manager.filter(organisation=organisation).exists() for model in there):
        raise AlreadyHeldError(_("Organisationen har redan någon som kan bjuda in andra."))
    place.check()
    token, now = _token(place.body), timezone.now()
    made = Invitation.objects.create(
        **place.as_fields(),
        email=email.strip().lower(),
        name=name.strip(),
        token_hash=hashed(token),
        invited_by=by,
        sent_at=now,
        expires_at=now + datetime.timedelta(days=days),
    )
    changes = {"email": (None, made.email), "name": (None, made.name), **place.changes()}
    record_event("invitation.sent", made, by=by, changes=changes)
    return made, token


def _require_may_ask(see: Sight, place: Place, email: str) -> None:
    if see.may(Act.MANAGE_PEOPLE, place.body):
        return
    first = place.role == Role.ELECTED_AUDITOR and may_invite_first_auditor(see) == place.body
    if not first or email == see.user.email:
        raise PermissionDenied


@transaction.atomic
def renew_invitation(see: Sight, invitation: Invitation, *, days: int) -> str:
    """A new link in place of the old one. Raises PermissionDenied, InvitationOverError."""
    see.require(Act.MANAGE_PEOPLE, invitation.body)
    return _renewed(_open(invitation), see.user, days)


def _renewed(
    invitation: Invitation, by: User, days: int, *, name: str = "", place: Place | None = None
) -> str:
    token, now = _token(invitation.body), timezone.now()
    before = invitation.expires_at
    invitation.token_hash, invitation.sent_at, invitation.invited_by = hashed(token), now, by
    invitation.expires_at = now + datetime.timedelta(days=days)
    if name:
        invitation.name = name
    changes: dict[str, tuple[Any, Any]] = {"expires_at": (before, invitation.expires_at)}
    if place is not None:
        for field in ("starts_on", "ends_on"):
            changes[field] = (getattr(invitation, field), getattr(place, field))
            setattr(invitation, field, getattr(place, field))
    invitation.save()
    record_event("invitation.renewed", invitation, by=by, changes=changes)
    return token


@transaction.atomic
def withdraw_invitation(see: Sight, invitation: Invitation) -> None:
    """Take it back: its link no longer works. Raises PermissionDenied, InvitationOverError."""
    see.require(Act.MANAGE_PEOPLE, invitation.body)
    found = _open(invitation)
    found.withdrawn_at = timezone.now()
    found.save(update_fields=["withdrawn_at"])
    changes = {"withdrawn_at": (None, found.withdrawn_at)}
    record_event("invitation.withdrawn", found, by=see.user, changes=changes)


def _open(invitation: Invitation) -> Invitation:
    """The row as it is now, locked. Raises InvitationOverError where it is settled."""
    found = Invitation.objects.select_for_update().select_related(None).get(pk=invitation.pk)
    if not found.is_open:
        raise InvitationOverError
    return found


@transaction.atomic
def accept_invitation(
    invitation: Invitation, *, user: User | None = None, name: str = "", password: str = ""
) -> Membership:
    """Take the role: by a user there is, or by a new one with this name and password.

    Raises:
        InvitationOverError: It is used, withdrawn, or its time is out.
    """
    found = _open(invitation)
    if found.expires_at < timezone.now():
        raise InvitationOverError
    person = user or User.objects.create_user(found.email, password, name=name.strip() or found.name)
    found.accepted_at, found.accepted_by = timezone.now(), person
    found.save(update_fields=["accepted_at", "accepted_by"])
    place = Place(found.body, Role(found.role), found.starts_on, found.ends_on)
    return _give(place, person, by=person, changes={"invitation": (None, found.pk)})


@transaction.atomic
def give_role(see: Sight, place: Place, user: User) -> Membership:
    """Give a person who is known in the organisation another role.

    Raises:
        PermissionDenied: Not the user's to give, or nobody whom the user may know of.
        AlreadyHeldError: The person has the role already.
        IakttaError: See `Place.check`.
    """
    see.require(Act.MANAGE_PEOPLE, place.body)
    if not people.known(see).filter(pk=user.pk).exists():
        raise PermissionDenied
    place.check()
    if _held(Q(user=user), place).exists():
        raise AlreadyHeldError(_("%(name)s har redan rollen.") % {"name": user})
    return _give(place, user, by=see.user)


def _give(
    place: Place, user: User, *, by: User, changes: dict[str, tuple[Any, Any]] | None = None
) -> Membership:
    given, made = Membership.objects.get_or_create(
        organisation=place.body.organisation,
        user=user,
        body=place.body,
        role=place.role,
        starts_on=place.starts_on,
        defaults={"owner": place.body, "ends_on": place.ends_on},
    )
    told = {"user": (None, user.pk), **place.changes(), **(changes or {})}
    if not made:  # the same from the same day once before: it now ends as this one does
        told["ends_on"] = (given.ends_on, place.ends_on)
        given.ends_on = place.ends_on
        given.save(update_fields=["ends_on"])
    record_event("membership.given", given, by=by, changes=told)
    return given


@transaction.atomic
def end_role(see: Sight, membership: Membership, *, last_day: datetime.date) -> None:
    """Let a role end after a day; yesterday ends it at once.

    Raises:
        PermissionDenied: Not the user's to end.
        WrongDaysError: The role has ended, or would end later than an expert's may.
        LastOneError: Nobody would be left who can let others in.
    """
    see.require(Act.MANAGE_PEOPLE, membership.body)
    found = Membership.objects.select_for_update().select_related(None).get(pk=membership.pk)
    if found.ends_on and found.ends_on < timezone.localdate():
        raise WrongDaysError(_("Rollen har redan upphört."))
    _require_somebody_left(found)
    before, found.ends_on = found.ends_on, last_day
    found.save(update_fields=["ends_on"])
    record_event("membership.ended", found, by=see.user, changes={"ends_on": (before, last_day)})


def _require_somebody_left(membership: Membership) -> None:
    if membership.role not in (Role.ADMINISTRATOR, Role.ELECTED_AUDITOR):
        return
    others = Membership.objects.filter(
        _lasting(), organisation=membership.organisation_id, role=membership.role, user__is_active=True
    ).exclude(pk=membership.pk)
    if not others.exists():
        words = {
            Role.ADMINISTRATOR: _("Det är den enda administratören. Ge någon annan rollen först."),
            Role.ELECTED_AUDITOR: _("Det är den enda revisorn. Ge någon annan rollen först."),
        }
        raise LastOneError(words[Role(membership.role)])


def _held(who: Q, place: Place) -> Any:
    """Memberships of the same role in the same body that have not ended."""
    return Membership.objects.filter(who, _lasting(), body=place.body, role=place.role)


def _lasting() -> Q:
    return Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())


def _token(body: Body) -> str:
    """Names the organisation, so that the link can be looked up within it, and 256 bits nobody can guess."""
    return f"{body.organisation_id}-{secrets.token_urlsafe(32)}"


def hashed(token: str) -> str:
    """What the register keeps of a token; it is long and random, so that no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()
