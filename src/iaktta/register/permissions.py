"""Who may do what: one table, a row for each act and a column for each role.

The table is the only place that says it. `access` asks it, the handbook shows it, and the tests walk it.
Roles are held in a body. How far a role reaches from there is the cell:

- `NO`: not at all
- `OWN`: what the own body holds; an administration works for its committee and reaches what that holds
- `UNDER`: the own body and those under it. Every committee and administration is under the executive board
- `ALL`: the whole organisation

Nothing reaches from outside into what the auditors hold: they are a body of their own, and `ALL` ends there
(kommunallagen 12 kap. 4-5 and 7 §§: elected by the council, each independent of those whom they audit).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from iaktta.register.models import Body, Membership

Role = Membership.Role


class Act(StrEnum):
    """What a person can do, named by what it means in the municipality."""

    READ = "read"
    READ_DRAFTS = "read_drafts"
    READ_SECRETS = "read_secrets"
    READ_TRAIL = "read_trail"
    IMPORT_DOCUMENT = "import_document"
    ATTACH_FILE = "attach_file"
    ANNOTATE = "annotate"
    SETTLE_PROPOSAL = "settle_proposal"
    SET_STATUS = "set_status"
    ANSWER = "answer"
    SEND_ANSWER = "send_answer"
    PERFORM_CONTROL = "perform_control"
    APPROVE_CONTROL = "approve_control"
    MARK_SECRET = "mark_secret"  # noqa: S105 - no password
    SEND_FROM_AUDITORS = "send_from_auditors"
    REMARK_ON_FACTS = "remark_on_facts"
    DISPOSE = "dispose"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_ORGANISATION = "manage_organisation"


class Reach(StrEnum):
    """How far a role reaches with an act, from the body that it is held in."""

    NO = "no"
    OWN = "own"
    UNDER = "under"
    ALL = "all"


ACT_WORDS: Mapping[Act, Promise] = {
    Act.READ: _("Läsa det som är antaget, skickat eller inläst"),
    Act.READ_DRAFTS: _("Läsa utkast"),
    Act.READ_SECRETS: _("Läsa sekretessbelagda uppgifter"),
    Act.READ_TRAIL: _("Läsa loggen"),
    Act.IMPORT_DOCUMENT: _("Läsa in dokument"),
    Act.ATTACH_FILE: _("Bifoga filer"),
    Act.ANNOTATE: _("Skriva anteckningar"),
    Act.SETTLE_PROPOSAL: _("Avgöra om två poster är samma"),
    Act.SET_STATUS: _("Ange förvaltningens status"),
    Act.ANSWER: _("Skriva svar på rekommendationer"),
    Act.SEND_ANSWER: _("Skicka svar"),
    Act.PERFORM_CONTROL: _("Registrera resultat av kontroller"),
    Act.APPROVE_CONTROL: _("Godkänna resultat av kontroller"),
    Act.MARK_SECRET: _("Sätta och häva sekretessmarkering"),
    Act.SEND_FROM_AUDITORS: _("Skicka från revisorerna"),
    Act.REMARK_ON_FACTS: _("Svara på faktakontroll"),
    Act.DISPOSE: _("Besluta om gallring"),
    Act.MANAGE_PEOPLE: _("Ge och avsluta roller"),
    Act.MANAGE_ORGANISATION: _("Ändra organisationens inställningar"),
}
REACH_WORDS: Mapping[Reach, Promise] = {
    Reach.NO: _("Nej"),
    Reach.OWN: _("Eget organ"),
    Reach.UNDER: _("Eget organ och de under"),
    Reach.ALL: _("Hela organisationen"),
}

ROLES = (
    Role.COORDINATOR,
    Role.CONTROL_PERFORMER,
    Role.HEAD_OF_ADMINISTRATION,
    Role.COMMITTEE_SECRETARY,
    Role.COMMITTEE_MEMBER,
    Role.EXECUTIVE_BOARD_READER,
    Role.ELECTED_AUDITOR,
    Role.AUDIT_EXPERT,
    Role.ADMINISTRATOR,
)
"""The columns, in their order."""

AUDITORS_ROLES = (Role.ELECTED_AUDITOR, Role.AUDIT_EXPERT)
"""The roles of the auditors' own body."""

__, OWN, UNDER, ALL = Reach.NO, Reach.OWN, Reach.UNDER, Reach.ALL

# fmt: off
_CELLS: Mapping[Act, tuple[Reach, ...]] = {
    #                        coordi-  per-   head of  secre- member  board   elected  audit    admini-
    #                        nator    former admin.   tary           reader  auditor  expert   strator
    Act.READ:               (ALL,     ALL,   ALL,     ALL,   ALL,    ALL,    ALL,     ALL,     ALL),
    Act.READ_DRAFTS:        (OWN,     __,    OWN,     OWN,   OWN,    __,     OWN,     OWN,     __),
    Act.READ_SECRETS:       (UNDER,   __,    OWN,     OWN,   __,     __,     ALL,     __,      __),
    Act.READ_TRAIL:         (UNDER,   __,    OWN,     OWN,   __,     __,     ALL,     OWN,     ALL),
    Act.IMPORT_DOCUMENT:    (UNDER,   __,    OWN,     OWN,   __,     __,     OWN,     OWN,     __),
    Act.ATTACH_FILE:        (UNDER,   OWN,   OWN,     OWN,   __,     __,     OWN,     OWN,     __),
    Act.ANNOTATE:           (ALL,     __,    ALL,     ALL,   __,     __,     ALL,     ALL,     __),
    Act.SETTLE_PROPOSAL:    (UNDER,   __,    OWN,     OWN,   __,     __,     OWN,     OWN,     __),
    Act.SET_STATUS:         (UNDER,   __,    OWN,     OWN,   __,     __,     __,      __,      __),
    Act.ANSWER:             (OWN,     __,    OWN,     OWN,   __,     __,     __,      __,      __),
    Act.SEND_ANSWER:        (__,      __,    OWN,     OWN,   __,     __,     __,      __,      __),
    Act.PERFORM_CONTROL:    (UNDER,   OWN,   OWN,     __,    __,     __,     __,      __,      __),
    Act.APPROVE_CONTROL:    (UNDER,   __,    OWN,     __,    __,     __,     __,      __,      __),
    Act.MARK_SECRET:        (UNDER,   __,    OWN,     OWN,   __,     __,     OWN,     __,      __),
    Act.SEND_FROM_AUDITORS: (__,      __,    __,      __,    __,     __,     OWN,     __,      __),
    Act.REMARK_ON_FACTS:    (OWN,     __,    OWN,     OWN,   __,     __,     __,      __,      __),
    Act.DISPOSE:            (UNDER,   __,    OWN,     __,    __,     __,     OWN,     __,      __),
    Act.MANAGE_PEOPLE:      (__,      __,    __,      __,    __,     __,     OWN,     __,      ALL),
    Act.MANAGE_ORGANISATION: (__,     __,    __,      __,    __,     __,     __,      __,      ALL),
}
# fmt: on

TABLE: Mapping[Act, Mapping[Membership.Role, Reach]] = {
    act: dict(zip(ROLES, cells, strict=True)) for act, cells in _CELLS.items()
}
"""Act -> role -> how far it reaches."""


@dataclass(frozen=True, slots=True)
class Held:
    """A role that a person holds today, and the body it is held in."""

    role: Membership.Role
    body: Body


def reaches(held: Held, act: Act, target: Body) -> bool:
    """Whether a role lets its holder do something with what a body of the same organisation holds."""
    reach = TABLE[act][held.role]
    if reach == Reach.NO or held.body.organisation_id != target.organisation_id or not fits(held):
        return False
    if target.pk == held.body.pk:
        return True
    if Body.Kind.AUDITORS in (target.kind, held.body.kind):
        # Into the auditors' own nothing reaches; from there only what spans the whole organisation.
        return target.kind != Body.Kind.AUDITORS and reach == Reach.ALL
    if held.body.kind == Body.Kind.ADMINISTRATION and held.body.parent_id == target.pk:
        return True
    return reach == Reach.ALL or (reach == Reach.UNDER and is_under(target, held.body))


def fits(held: Held) -> bool:
    """Whether the role belongs in its body: the auditors' two roles in theirs, and no other role there."""
    return (held.role in AUDITORS_ROLES) == (held.body.kind == Body.Kind.AUDITORS)


def is_under(body: Body, above: Body) -> bool:
    """Whether a body works under another: an administration under its committee, all under the board."""
    if above.kind == Body.Kind.EXECUTIVE_BOARD:
        return body.kind in (Body.Kind.COMMITTEE, Body.Kind.ADMINISTRATION)
    return body.parent_id == above.pk
