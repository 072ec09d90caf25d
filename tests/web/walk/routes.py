"""What each address asks of a person: a line for every route. The walk fails for a route without one.

A line says who is let in at all, which row the address names, and for reading (GET) and for doing (POST)
which act of `register.permissions` it takes and how it answers those who may. What is not stated answers 405.
Everything else follows: strangers and those without the row get 404, those who see it but may not, 403.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from django.db.models import Model

from iaktta.register.models import (
    Addressee,
    Attachment,
    Audit,
    Committee,
    Control,
    DisposalProposal,
    Event,
    FactCheck,
    Invitation,
    Marking,
    MeetingDay,
    Membership,
    Occasion,
    Plan,
    Proposal,
    Recommendation,
    Result,
    Risk,
    SourceDocument,
)
from iaktta.register.permissions import Act


class LetIn(Enum):
    """Who meets the page at all."""

    EVERYBODY = auto()
    SIGNED_IN = auto()
    MEMBER = auto()
    """Who has a role in the organisation of the address today."""
    AUDITOR = auto()
    """Who has a role of the auditors' there; for others there is no such page."""


EVERYBODY, SIGNED_IN, MEMBER, AUDITOR = LetIn.EVERYBODY, LetIn.SIGNED_IN, LetIn.MEMBER, LetIn.AUDITOR


@dataclass(frozen=True, slots=True)
class Asks:
    """One request of a route: the act it takes, what is sent ("{pk}" is the row's key), how it answers.

    Without a row the act is one that the person may do somewhere in the organisation.
    """

    act: Act | None = None
    gives: Collection[int] = (200,)
    sends: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Route:
    """A line of the table. `of` is the model of the row that the address, or what is sent, names.

    `draft`: only those who read its body's drafts know of it. `of_committee`: the act is one of the people of
    the committee that the row concerns, whoever holds it.
    """

    let_in: LetIn
    get: Asks | None = None
    post: Asks | None = None
    of: type[Model] | None = None
    draft: bool = False
    of_committee: bool = False
    kwargs: Mapping[str, Any] = field(default_factory=dict)


def does(act: Act | None = None, *gives: int, **sends: str) -> Asks:
    """A POST that leads on, unless other answers are given."""
    return Asks(act, gives or (302,), sends)


READS, LEADS_ON = Asks(), Asks(gives=(302,))
SHOWS_WHO = Asks(gives=(403,))
"""Nobody on the walk has a password to show again."""
NOBODYS_KEY = 999_999
OF_THE_ORGANISATION = Route(MEMBER, get=READS)


def of_one(model: type[Model], *, act: Act | None = None, post: Asks | None = None) -> Route:
    """The page of one thing."""
    return Route(MEMBER, get=Asks(act), post=post, of=model)


def set_up(act: Act = Act.MANAGE_ORGANISATION) -> Route:
    """A page of settings: its form is shown again with what has to be put right."""
    return Route(MEMBER, get=Asks(act), post=does(act, 422, x="1"))


ROUTES: dict[str, Route] = {
    # For machines, and for the way in
    "health": Route(EVERYBODY, get=READS),
    "ready": Route(EVERYBODY, get=Asks(gives=(200, 503))),  # no worker runs while we walk
    "security_txt": Route(EVERYBODY, get=Asks(gives=(200, 404))),
    "robots_txt": Route(EVERYBODY, get=READS),
    "api_page": Route(EVERYBODY, get=READS),
    "api_description": Route(EVERYBODY, get=READS),
    "theme": Route(EVERYBODY, post=does(tema="dark")),
    "language": Route(EVERYBODY, post=does(language="en")),
    # Signing in: whoever is signed in already is led on
    "account_login": Route(EVERYBODY, get=Asks(gives=(200, 302)), post=does(None, 422, 302)),
    "account_logout": Route(EVERYBODY, post=does()),
    "account_inactive": Route(EVERYBODY, get=Asks(gives=(403,))),
    "mfa_authenticate": Route(EVERYBODY, get=LEADS_ON, post=does()),
    "mfa_login_webauthn": Route(EVERYBODY, get=LEADS_ON, post=does()),
    "account_reset_password": Route(EVERYBODY, get=READS, post=does(None, 422)),
    "account_reset_password_done": Route(EVERYBODY, get=READS),
    "account_reset_password_from_key": Route(
        EVERYBODY, get=READS, post=does(None, 200), kwargs={"uidb36": "1", "key": "fel"}
    ),
    "account_reset_password_from_key_done": Route(EVERYBODY, get=READS),
    "accept_invitation": Route(
        EVERYBODY, get=Asks(gives=(410,)), post=does(None, 410), kwargs={"token": "1-fel"}
    ),
    # The municipality's own sign-in, which this installation has not
    "openid_connect_login": Route(EVERYBODY, post=does(None, 404)),
    "openid_connect_callback": Route(EVERYBODY, get=Asks(gives=(404,))),
    "saml_login": Route(EVERYBODY, post=does(None, 404), kwargs={"organization_slug": "saml"}),
    "saml_acs": Route(EVERYBODY, post=does(None, 404), kwargs={"organization_slug": "saml"}),
    "saml_finish_acs": Route(EVERYBODY, get=Asks(gives=(404,)), kwargs={"organization_slug": "saml"}),
    "saml_sls": Route(EVERYBODY, get=Asks(gives=(404,)), kwargs={"organization_slug": "saml"}),
    "saml_metadata": Route(EVERYBODY, get=Asks(gives=(404,)), kwargs={"organization_slug": "saml"}),
    "socialaccount_login_cancelled": Route(EVERYBODY, get=READS),
    "socialaccount_login_error": Route(EVERYBODY, get=Asks(gives=(401,))),
    # One's own account: what changes how one signs in asks first who it is (302)
    "account": Route(SIGNED_IN, get=READS),
    "account_reauthenticate": Route(SIGNED_IN, get=SHOWS_WHO, post=does(None, 403)),
    "mfa_reauthenticate": Route(SIGNED_IN, get=SHOWS_WHO, post=does(None, 403)),
    "mfa_reauthenticate_webauthn": Route(SIGNED_IN, get=SHOWS_WHO, post=does(None, 403)),
    "account_change_password": Route(SIGNED_IN, get=LEADS_ON, post=does()),
    "account_set_password": Route(SIGNED_IN, get=READS, post=does(None, 422)),
    "mfa_index": Route(SIGNED_IN, get=READS),
    "mfa_activate_totp": Route(SIGNED_IN, get=READS, post=does(None, 422)),
    "mfa_deactivate_totp": Route(SIGNED_IN, get=Asks(gives=(404,)), post=does(None, 404)),
    "mfa_add_webauthn": Route(SIGNED_IN, get=READS, post=does(None, 422)),
    "mfa_edit_webauthn": Route(
        SIGNED_IN, get=Asks(gives=(404,)), post=does(None, 404), kwargs={"pk": NOBODYS_KEY}
    ),
    "mfa_remove_webauthn": Route(
        SIGNED_IN, get=Asks(gives=(404,)), post=does(None, 404), kwargs={"pk": NOBODYS_KEY}
    ),
    "mfa_view_recovery_codes": Route(SIGNED_IN, get=Asks(gives=(404,))),
    "mfa_generate_recovery_codes": Route(SIGNED_IN, get=READS, post=does(None, 422)),
    "mfa_download_recovery_codes": Route(SIGNED_IN, get=Asks(gives=(404,))),
    "usersessions_list": Route(SIGNED_IN, get=READS),
    "end_sessions": Route(SIGNED_IN, post=does()),
    "socialaccount_connections": Route(SIGNED_IN, get=READS, post=does(None, 422)),
    "tokens": Route(SIGNED_IN, get=READS),
    "new_token": Route(SIGNED_IN, get=READS, post=does(None, 422)),
    "end_token": Route(SIGNED_IN, post=does(None, 404), kwargs={"pk": NOBODYS_KEY}),
    # What a person has, in whichever organisations
    "home": Route(EVERYBODY, get=Asks(gives=(200, 302))),
    "organisations": Route(SIGNED_IN, get=READS),
    # An organisation's
    "organisation": Route(MEMBER, get=LEADS_ON),
    "choose_scope": Route(MEMBER, get=Asks(gives=(302,), sends={"ar": "2024", "namnd": "alla"})),
    "start": OF_THE_ORGANISATION,
    "risks": OF_THE_ORGANISATION,
    "controls": OF_THE_ORGANISATION,
    "problems": OF_THE_ORGANISATION,
    "audits": OF_THE_ORGANISATION,
    "matrix": OF_THE_ORGANISATION,
    "recommendations": OF_THE_ORGANISATION,
    "documents": OF_THE_ORGANISATION,
    "proposals": OF_THE_ORGANISATION,
    "log": Route(MEMBER, get=Asks(Act.READ_TRAIL)),
    "settle_identical": Route(MEMBER, post=does(Act.SETTLE_PROPOSAL)),
    # People, for those who let them in
    "people": Route(MEMBER, get=Asks(Act.MANAGE_PEOPLE)),
    "invite_person": Route(MEMBER, get=Asks(Act.MANAGE_PEOPLE), post=does(Act.MANAGE_PEOPLE, 422)),
    "give_role": Route(MEMBER, get=Asks(Act.MANAGE_PEOPLE), post=does(Act.MANAGE_PEOPLE, 422)),
    "end_role": Route(
        MEMBER, get=Asks(Act.MANAGE_PEOPLE), post=does(Act.MANAGE_PEOPLE, 302, 422), of=Membership
    ),
    "renew_invitation": Route(MEMBER, post=does(Act.MANAGE_PEOPLE), of=Invitation),
    "withdraw_invitation": Route(MEMBER, post=does(Act.MANAGE_PEOPLE), of=Invitation),
    "require_second_factor": Route(MEMBER, post=does(Act.MANAGE_ORGANISATION, krav="nej")),
    # One thing
    "audit": of_one(Audit),
    "recommendation": of_one(Recommendation),
    "document": of_one(SourceDocument),
    "document_file": of_one(SourceDocument),
    "plan": of_one(Plan),
    "risk": of_one(Risk),
    "control": of_one(Control),
    # What an organisation sets for itself; a form that is sent empty is shown again
    "setup": Route(MEMBER, get=Asks(Act.MANAGE_PEOPLE)),
    "setup_organisation": set_up(),
    "setup_committees": set_up(),
    "setup_committee": of_one(
        Committee, act=Act.MANAGE_ORGANISATION, post=does(Act.MANAGE_ORGANISATION, short="SN")
    ),
    "setup_scale": set_up(),
    "setup_people": set_up(Act.MANAGE_PEOPLE),
    "people_template": Route(MEMBER, get=Asks(Act.MANAGE_PEOPLE)),
    "setup_groups": set_up(Act.MANAGE_PEOPLE),
    "setup_meetings": set_up(),
    "setup_meeting": of_one(
        MeetingDay, act=Act.MANAGE_ORGANISATION, post=does(Act.MANAGE_ORGANISATION, 422, x="1")
    ),
    "setup_accessibility": set_up(),
    "setup_personal_data": set_up(),
    # What everybody may read
    "accessibility": Route(EVERYBODY, get=READS),
    "personal_data": Route(EVERYBODY, get=READS),
    "handbook": Route(SIGNED_IN, get=READS),
    "proposal": of_one(Proposal),
    "occasion": Route(
        MEMBER,
        get=Asks(Act.PERFORM_CONTROL),
        post=does(Act.PERFORM_CONTROL, result="none"),
        of=Occasion,
        of_committee=True,
    ),
    "approve_result": Route(MEMBER, post=does(Act.APPROVE_CONTROL), of=Result, of_committee=True),
    "respond": Route(
        MEMBER, get=Asks(Act.ANSWER), post=does(Act.ANSWER, text="Ja"), of=Addressee, of_committee=True
    ),
    "write_note": Route(
        MEMBER, post=does(Act.ANNOTATE, text="Obs"), of=Recommendation, kwargs={"kind": "recommendation"}
    ),
    "committee": Route(
        MEMBER,
        get=Asks(Act.MANAGE_ORGANISATION),
        post=does(
            Act.MANAGE_ORGANISATION, gor="namn", **{"namn-name": "Vårdnämnden {pk}", "namn-on": "2027-01-01"}
        ),
        of=Committee,
    ),
    # Secrecy
    "secrecy": Route(MEMBER, get=Asks(Act.READ_SECRETS)),
    "marking": Route(MEMBER, get=Asks(Act.READ_SECRETS), post=does(Act.MARK_SECRET, 422), of=Marking),
    "mark_secret": Route(
        MEMBER,
        get=Asks(Act.MARK_SECRET),
        post=does(Act.MARK_SECRET, 422),
        of=Recommendation,
        kwargs={"kind": "recommendation"},
    ),
    "check_secrecy": Route(
        MEMBER, get=Asks(Act.MARK_SECRET), post=does(Act.MARK_SECRET, 422), of=SourceDocument
    ),
    "name_rules": Route(MEMBER, get=Asks(Act.MANAGE_ORGANISATION), post=does(Act.MANAGE_ORGANISATION, 422)),
    # The auditors' own, and what they send
    "auditors": Route(AUDITOR, get=READS),
    "new_fact_check": Route(
        MEMBER,
        get=Asks(Act.SEND_FROM_AUDITORS),
        post=does(Act.SEND_FROM_AUDITORS, 422),
        of=SourceDocument,
    ),
    "send_document": Route(
        MEMBER,
        get=Asks(Act.SEND_FROM_AUDITORS),
        post=does(Act.SEND_FROM_AUDITORS, 422),
        of=SourceDocument,
    ),
    "fact_checks": OF_THE_ORGANISATION,
    "fact_check": Route(MEMBER, get=READS, post=does(Act.REMARK_ON_FACTS), of=FactCheck, draft=True),
    "retention": Route(MEMBER, get=Asks(Act.DISPOSE)),
    "retention_rule": Route(
        MEMBER,
        get=Asks(Act.DISPOSE),
        post=does(Act.DISPOSE, fate="preserve", ground="Dokumenthanteringsplan"),
        kwargs={"records": "anteckningar"},
    ),
    "disposal": Route(
        MEMBER,
        get=Asks(Act.DISPOSE),
        post=does(Act.DISPOSE, 422),  # nothing is marked
        of=DisposalProposal,
    ),
    "event": Route(MEMBER, get=Asks(Act.READ_TRAIL), of=Event),
    "audit_history": of_one(Audit),
    "recommendation_history": of_one(Recommendation),
    "document_history": of_one(SourceDocument),
    "plan_history": of_one(Plan),
    "risk_history": of_one(Risk),
    "control_history": of_one(Control),
    # Files that people send in
    "add_documents": Route(MEMBER, get=Asks(Act.IMPORT_DOCUMENT), post=does(Act.IMPORT_DOCUMENT, 422)),
    "stop_incoming": Route(MEMBER, post=does(Act.IMPORT_DOCUMENT, 404, fil="0")),
    "attach": Route(
        MEMBER,
        get=Asks(Act.ATTACH_FILE),
        post=does(Act.ATTACH_FILE, 422),
        of=Recommendation,
        kwargs={"kind": "recommendation"},
    ),
    "attachment_file": of_one(Attachment),
    "attachment_image": of_one(Attachment),
    "remove_attachment": Route(
        MEMBER, get=Asks(Act.ATTACH_FILE), post=does(Act.ATTACH_FILE, skal="Fel fil"), of=Attachment
    ),
    "settle": Route(MEMBER, post=does(Act.SETTLE_PROPOSAL, isar="{pk}"), of=Proposal),
}
