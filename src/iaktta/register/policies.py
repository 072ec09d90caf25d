"""The separation that PostgreSQL itself holds: policies on every table, and what the application may do.

Made anew by every `migrate`, which the tables' owner runs. The owner is let through by a policy of its own,
since the policies are forced; the role that serves the web and the worker owns nothing and meets the others,
which show no row until the transaction has said whose it works with (`separation`). SQLite has no policies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.models import DraftModel, OwnedModel

_SIGNING_IN = "how a person signs in; the person belongs to the installation"

APART: Mapping[str, str] = {
    "account_emailaddress": _SIGNING_IN,
    "account_emailconfirmation": _SIGNING_IN,
    "auth_group": "Django's own, unused: what a person may do stands in the memberships",
    "auth_group_permissions": "Django's own, unused",
    "auth_permission": "Django's own, the same in every installation",
    "django_content_type": "Django's own, the same in every installation",
    "django_migrations": "which tables the installation has",
    "django_session": "sessions belong to the browser; no words of the register stand in them",
    "django_tasks_database_dbtaskresult": "the work of the installation: keys of rows, never their words",
    "iaktta_cache": "counts of failed sign-ins, under keys that cannot be read back",
    "jobs_heartbeat": "which processes live",
    "jobs_schedule": "standing work of the installation",
    "mfa_authenticator": _SIGNING_IN,
    "register_user": "people belong to the installation; signing in comes before any organisation",
    "socialaccount_socialaccount": _SIGNING_IN,
    "socialaccount_socialapp": "unused: the identity providers stand in the settings",
    "socialaccount_socialtoken": _SIGNING_IN,
    "usersessions_usersession": "where a person is signed in",
}
"""Tables without policies, and why. Every other table has them; a test walks the database's own list."""

_ORGANISATION = "(SELECT NULLIF(current_setting('iaktta.organisation', true), '')::bigint)"
_USER = "(SELECT NULLIF(current_setting('iaktta.person', true), '')::bigint)"
_MINE = f"SELECT organisation_id FROM register_membership WHERE user_id = {_USER}"  # noqa: S608
_TOKEN = "(SELECT NULLIF(current_setting('iaktta.token', true), ''))"  # noqa: S105 - no password
_TOKENS = f"SELECT id FROM register_apitoken WHERE user_id = {_USER}"  # noqa: S608


def _among(name: str) -> str:
    # In a query of its own, so that it is read once a statement and not once a row.
    keys = f"SELECT string_to_array(NULLIF(current_setting('iaktta.{name}', true), ''), ',')::bigint[]"
    return f"owner_id = ANY (({keys})::bigint[])"


OF_ORGANISATION = f"organisation_id = {_ORGANISATION}"
OWNED = f"{OF_ORGANISATION} AND {_among('bodies')}"
DRAFT = f"{OWNED} AND (NOT is_draft OR {_among('drafts')})"


@dataclass(frozen=True, slots=True)
class Policy:
    """What a table shows, and takes, for one command (ALL, SELECT, UPDATE)."""

    name: str
    using: str
    command: str = "ALL"


SPECIAL: Mapping[str, tuple[Policy, ...]] = {
    # Which organisations there are is known to their members; a new one is made by the owner.
    "register_organisation": (
        Policy("iaktta_known", f"id = {_ORGANISATION} OR id IN ({_MINE})", "SELECT"),
        Policy("iaktta_changed", f"id = {_ORGANISATION}", "UPDATE"),
    ),
    "register_body": (
        Policy("iaktta_held", OF_ORGANISATION),
        Policy("iaktta_known", f"organisation_id IN ({_MINE})", "SELECT"),
    ),
    # One's own memberships are found before an organisation is chosen.
    "register_membership": (
        Policy("iaktta_held", OWNED),
        Policy("iaktta_own", f"user_id = {_USER}", "SELECT"),
    ),
    # A program shows its token's secret before anything is known of it; its person sees when it was used.
    "register_apitoken": (
        Policy("iaktta_held", OWNED),
        Policy("iaktta_own", f"user_id = {_USER}", "SELECT"),
        Policy("iaktta_shown", f"secret_hash = {_TOKEN}", "SELECT"),
    ),
    "register_apitokenuse": (
        Policy("iaktta_held", OWNED),
        Policy("iaktta_own", f"token_id IN ({_TOKENS})", "SELECT"),
    ),
}

ENTER = """
CREATE OR REPLACE FUNCTION iaktta_enter(
  who bigint, address text, today date, auditors text[], drafting text[])
RETURNS TABLE (body register_body, organisation register_organisation, role text)
LANGUAGE plpgsql AS $function$
DECLARE
  here bigint;
  mine bigint[];
  writing bigint[];
BEGIN
  PERFORM set_config('iaktta.person', who::text, true), set_config('iaktta.organisation', '', true),
    set_config('iaktta.bodies', '', true), set_config('iaktta.drafts', '', true);
  SELECT o.id INTO here FROM register_organisation o WHERE o.slug = address;
  SELECT array_agg(b.id), array_agg(CASE WHEN m.role = ANY (drafting) THEN b.id END)
      || array_agg(CASE WHEN m.role = ANY (drafting) AND b.kind = 'administration' THEN b.parent_id END)
    INTO mine, writing
    FROM register_membership m JOIN register_body b ON b.id = m.body_id
    WHERE m.user_id = who AND m.organisation_id = here AND b.organisation_id = here
      AND (m.starts_on IS NULL OR m.starts_on <= today) AND (m.ends_on IS NULL OR m.ends_on >= today)
      AND (m.role = ANY (auditors)) = (b.kind = 'auditors');
  IF mine IS NULL THEN
    RETURN;
  END IF;
  PERFORM set_config('iaktta.organisation', here::text, true);
  PERFORM set_config('iaktta.bodies', string_agg(b.id::text, ','), true),
      set_config('iaktta.drafts',
        coalesce(string_agg(CASE WHEN b.id = ANY (writing) THEN b.id::text END, ','), ''), true)
    FROM register_body b
    WHERE b.organisation_id = here AND (b.kind <> 'auditors' OR b.id = ANY (mine));
  RETURN QUERY
    SELECT b, o, m.role::text
    FROM register_body b JOIN register_organisation o ON o.id = b.organisation_id
    LEFT JOIN register_membership m ON m.body_id = b.id AND m.user_id = who
      AND (m.starts_on IS NULL OR m.starts_on <= today) AND (m.ends_on IS NULL OR m.ends_on >= today)
    WHERE b.organisation_id = here
    ORDER BY b.id, m.id;
END
$function$
"""
"""`separation.enter`: sets what a person's memberships of today let the person see, and gives the bodies."""

ORGANISATIONS = """
CREATE OR REPLACE FUNCTION iaktta_organisations() RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
AS $function$ SELECT id FROM register_organisation ORDER BY id $function$
"""
"""The keys of all organisations and nothing else of them: standing work enters each of them by its key."""

AT_ADDRESS = """
CREATE OR REPLACE FUNCTION iaktta_organisation_at(address text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
AS $function$ SELECT id FROM register_organisation WHERE slug = address $function$
"""
"""The key of one organisation, whose open pages somebody asks for who is nobody to it."""


_PAST_POLICIES = "iaktta_organisations(), iaktta_organisation_at(text)"


class NoSuchRoleError(IakttaError):
    """The role that the application is to connect as does not exist."""

    def __init__(self, role: str) -> None:
        words = _(
            "Databasen har ingen roll som heter %(role)s. Skapa den som docs/drift.md beskriver "
            "och försök igen."
        )
        super().__init__(words % {"role": role})


def wanted(model: Any) -> tuple[Policy, ...]:
    """The policies of a model's table; none where it stands apart."""
    table = model._meta.db_table
    if table in SPECIAL:
        return SPECIAL[table]
    if table in APART:
        return ()
    if issubclass(model, DraftModel):
        return (Policy("iaktta_held", DRAFT),)
    if issubclass(model, OwnedModel):
        return (Policy("iaktta_held", OWNED),)
    if any(field.name == "organisation" for field in model._meta.local_concrete_fields):
        return (Policy("iaktta_held", OF_ORGANISATION),)
    return ()


def hold_separation(using: str = "default", **_signal: Any) -> None:
    """Make what is missing or of an earlier version, and give the application's role its rights.

    Raises:
        NoSuchRoleError: The role that the application is to connect as does not exist.
    """
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        there = _there(cursor)
        for model in apps.get_models(include_auto_created=True):
            table, policies = model._meta.db_table, wanted(model)
            if policies and table in there:
                for statement in _statements(table, there[table], policies):
                    cursor.execute(statement)
        if {"register_membership", "register_eventrows"} <= there.keys():
            cursor.execute(ENTER)
            cursor.execute(ORGANISATIONS)
            cursor.execute(AT_ADDRESS)
            cursor.execute(f"REVOKE ALL ON FUNCTION {_PAST_POLICIES} FROM PUBLIC")
            _grant(cursor, getattr(settings, "APPLICATION_ROLE", ""))


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as it is: its owner, whether policies are forced, and each policy's version."""

    owner: str
    is_forced: bool
    policies: Mapping[str, str]


def _there(cursor: Any) -> dict[str, _Table]:
    cursor.execute(
        "SELECT c.relname, c.relowner::regrole::text, c.relrowsecurity AND c.relforcerowsecurity, "
        "p.polname, coalesce(obj_description(p.oid, 'pg_policy'), '') "
        "FROM pg_class c LEFT JOIN pg_policy p ON p.polrelid = c.oid "
        "WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace"
    )
    found: dict[str, _Table] = {}
    for table, owner, forced, policy, version in cursor.fetchall():
        known = found.setdefault(table, _Table(owner, forced, {}))
        if policy is not None:
            found[table] = _Table(owner, forced, {**known.policies, policy: version})
    return found


def _statements(table: str, there: _Table, policies: tuple[Policy, ...]) -> Iterator[str]:
    made = {
        policy.name: f'CREATE POLICY {policy.name} ON "{table}" FOR {policy.command} USING ({policy.using})'
        for policy in policies
    }
    # The owner changes tables, takes backups and verifies all chains; forced policies hold it too.
    made["iaktta_owner"] = f'CREATE POLICY iaktta_owner ON "{table}" TO {there.owner} USING (true)'
    versions = {name: hashlib.sha256(sql.encode()).hexdigest() for name, sql in made.items()}
    if there.is_forced and there.policies == versions:
        return
    yield f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY'
    yield f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY'
    for name in there.policies:
        yield f'DROP POLICY "{name}" ON "{table}"'
    for name, statement in made.items():
        yield statement
        yield f"COMMENT ON POLICY {name} ON \"{table}\" IS '{versions[name]}'"


def _grant(cursor: Any, role: str) -> None:
    """The application reads and writes rows; the tables, and what has happened, are not its to change."""
    cursor.execute("SELECT current_user, EXISTS (SELECT 1 FROM pg_roles WHERE rolname = %s)", [role])
    owner, exists = cursor.fetchone()
    if not role or role == owner:
        return
    if not exists:
        raise NoSuchRoleError(role)
    cursor.execute("SELECT quote_ident(%s), quote_ident(current_schema())", [role])
    name, schema = cursor.fetchone()
    for statement in (
        f"GRANT USAGE ON SCHEMA {schema} TO {name}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {name}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {name}",
        f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {name}",
        f"REVOKE UPDATE, DELETE ON register_event FROM {name}",
        f"REVOKE DELETE ON register_eventvalue, register_eventrows FROM {name}",
        f"GRANT EXECUTE ON FUNCTION {_PAST_POLICIES} TO {name}",
    ):
        cursor.execute(statement)
