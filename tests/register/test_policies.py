"""PostgreSQL holds the separation by itself: what somebody reaches who goes round the program, to the rows.

Whoever tries here is connected as the application is in an installation, which is shown first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from iaktta.register.models import Body, DraftModel, Membership, OwnedModel
from iaktta.register.policies import APART, hold_separation, wanted
from iaktta.register.separation import NAMES
from tests import postgres
from tests.web.walk.town import AUDITORS, BOARD, ELSEWHERE, Town, make_town

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not postgres.is_wanted(), reason="only PostgreSQL has policies"),
]

MODELS = sorted(
    (model for model in apps.get_models() if wanted(model)), key=lambda model: model._meta.db_table
)
OWNED = [model for model in MODELS if issubclass(model, OwnedModel)]
REFUSED = (psycopg.errors.InsufficientPrivilege, psycopg.errors.IntegrityConstraintViolation)
"""By a policy or for want of a right; by a trigger, where even the owner may not."""
Application = psycopg.Connection[Any]


@pytest.fixture(scope="module")
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    """Two organisations, kept: another connection is to look for them."""
    with django_db_blocker.unblock():
        yield make_town()
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def application(town: Town) -> Iterator[Application]:
    """A connection of its own, as the role that serves the web; what it does is undone."""
    place = connection.settings_dict
    with psycopg.connect(
        host=str(place["HOST"]), user=postgres.APPLICATION_ROLE, dbname=str(place["NAME"])
    ) as made:
        yield made
        made.rollback()


def works_in(application: Application, **place: Any) -> None:
    """Say where the transaction works, as the program does."""
    for name, value in place.items():
        keys = ",".join(str(key) for key in value) if isinstance(value, Sequence) else str(value)
        application.execute("SELECT set_config(%s, %s, true)", [f"iaktta.{name}", keys])


def in_granvik(application: Application, town: Town) -> list[int]:
    """Work in Granvik with all but what the auditors hold; gives the keys of those bodies."""
    bodies = [
        body.pk
        for body in town.bodies.values()
        if body.organisation_id == town.organisation.pk and body.kind != Body.Kind.AUDITORS
    ]
    works_in(application, organisation=town.organisation.pk, bodies=bodies, drafts=bodies)
    return bodies


def keys(application: Application, model: Any) -> set[int]:
    """The keys of all rows of a table that the connection sees."""
    table = sql.Identifier(model._meta.db_table)
    return {key for (key,) in application.execute(sql.SQL("SELECT id FROM {}").format(table)).fetchall()}


def changed(application: Application, statement: str, model: Any, *given: Any) -> int:
    """How many rows a statement on a table changes; 0 where it is refused."""
    asked = sql.SQL(statement).format(table=sql.Identifier(model._meta.db_table))
    try:
        with application.transaction():
            return application.execute(asked, given or None).rowcount
    except REFUSED:
        return 0


def put_in(application: Application, model: Any, row: Any) -> int:
    """How many rows a copy of a row, under a key of its own, makes."""
    columns = [field.column for field in model._meta.local_concrete_fields]
    chosen = sql.SQL(", ").join(
        sql.Literal(row.pk + 1_000_000) if column == "id" else sql.Placeholder() for column in columns
    )
    values = [
        field.get_db_prep_save(getattr(row, field.attname), connection)
        for field in model._meta.local_concrete_fields
        if field.column != "id"
    ]
    statement = sql.SQL("INSERT INTO {} ({}) VALUES ({})").format(
        sql.Identifier(model._meta.db_table), sql.SQL(", ").join(map(sql.Identifier, columns)), chosen
    )
    try:
        with application.transaction():
            return application.execute(statement, values).rowcount
    except REFUSED:
        return 0


def test_whoever_goes_round_is_not_the_owner_and_bound_by_the_policies(application: Application) -> None:
    found = application.execute(
        "SELECT current_user, session_user, r.rolsuper, r.rolbypassrls, r.rolcreaterole, r.rolcreatedb, "
        "(SELECT count(*) FROM pg_auth_members m WHERE m.member = r.oid), "
        "(SELECT count(*) FROM pg_class c WHERE c.relowner = r.oid), "
        "(SELECT count(*) FROM pg_proc p WHERE p.proowner = r.oid), current_setting('row_security') "
        "FROM pg_roles r WHERE r.rolname = current_user"
    ).fetchone()
    role = postgres.APPLICATION_ROLE
    assert found == (role, role, False, False, False, False, 0, 0, 0, "on")


def test_every_table_of_the_database_has_forced_policies_or_a_reason_to_have_none(
    application: Application,
) -> None:
    found = application.execute(
        "SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity, "
        "array(SELECT p.polname::text FROM pg_policy p WHERE p.polrelid = c.oid) "
        "FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace"
    ).fetchall()
    held = {table: set(policies) for table, forced, policies in found if forced}
    assert {table for table, *_ in found} == set(held) | set(APART)
    assert not set(held) & set(APART)
    assert all({"iaktta_owner"} < policies for policies in held.values())
    assert {model._meta.db_table for model in MODELS} == set(held)


def test_where_nobody_has_said_whose_rows_there_are_none(application: Application, town: Town) -> None:
    for model in MODELS:
        assert keys(application, model) == set(), model
        assert changed(application, "UPDATE {table} SET id = id", model) == 0, model
        assert changed(application, "DELETE FROM {table}", model) == 0, model
        for row in model._default_manager.all()[:2]:
            assert put_in(application, model, row) == 0, model


@pytest.mark.parametrize("empty", [{}, {"organisation": ""}, {"bodies": ""}, {"person": ""}])
def test_half_of_what_has_to_be_said_shows_nothing(
    empty: dict[str, str], application: Application, town: Town
) -> None:
    in_granvik(application, town)
    works_in(application, **(empty or dict.fromkeys(("organisation", "bodies"), "")))
    seen = {model for model in OWNED if keys(application, model)}
    assert seen == (set() if "person" not in empty else seen)
    if "person" in empty:
        assert Membership in seen, "a person is no condition where an organisation is chosen"


def test_nonsense_stops_the_query_and_shows_nothing(application: Application, town: Town) -> None:
    in_granvik(application, town)
    works_in(application, organisation="1 OR true")
    with pytest.raises(psycopg.errors.InvalidTextRepresentation):
        keys(application, Membership)


def test_with_an_organisation_chosen_exactly_its_rows_are_there(application: Application, town: Town) -> None:
    bodies = in_granvik(application, town)
    met = 0
    for model in OWNED:
        wanted_keys = set(
            model._default_manager.filter(organisation=town.organisation, owner__in=bodies)
            .values_list("pk", flat=True)
        )  # fmt: skip
        assert keys(application, model) == wanted_keys, model
        met += bool(wanted_keys)
    assert met > 15, "the town has rows of most kinds"
    assert keys(application, Body) == {b.pk for b in Body.objects.filter(organisation=town.organisation)}


@pytest.mark.parametrize("holder", [ELSEWHERE, AUDITORS])
def test_what_is_not_ones_own_is_not_read_changed_removed_or_made(
    holder: str, application: Application, town: Town
) -> None:
    in_granvik(application, town)
    theirs = town.bodies[holder]
    tried = 0
    for model in OWNED:
        for row in model._default_manager.filter(owner=theirs)[:2]:
            tried += 1
            assert row.pk not in keys(application, model), model
            assert changed(application, "UPDATE {table} SET id = id WHERE id = %s", model, row.pk) == 0, model
            assert changed(application, "DELETE FROM {table} WHERE id = %s", model, row.pk) == 0, model
            assert put_in(application, model, row) == 0, model
    assert tried > 20


@pytest.mark.parametrize("holder", [ELSEWHERE, AUDITORS])
def test_a_row_of_ones_own_is_not_moved_to_others(holder: str, application: Application, town: Town) -> None:
    in_granvik(application, town)
    to = town.bodies[holder]
    for model in OWNED:
        statement = "UPDATE {table} SET organisation_id = %s, owner_id = %s"
        row = model._default_manager.filter(owner=town.bodies[BOARD]).first()
        if row is not None:
            moved = changed(
                application, statement + " WHERE id = %s", model, to.organisation_id, to.pk, row.pk
            )
            assert moved == 0, model


def test_the_bodies_of_another_organisation_open_nothing(application: Application, town: Town) -> None:
    works_in(application, organisation=town.organisation.pk, bodies=[town.bodies[ELSEWHERE].pk])
    assert [model for model in OWNED if keys(application, model)] == []


def test_drafts_are_seen_by_those_bodies_alone_that_are_said_to(application: Application, town: Town) -> None:
    bodies = in_granvik(application, town)
    for model in (one for one in OWNED if issubclass(one, DraftModel)):
        drafts = set(
            model._default_manager.filter(owner__in=bodies, is_draft=True).values_list("pk", flat=True)
        )
        works_in(application, drafts=bodies)
        assert drafts <= keys(application, model)
        works_in(application, drafts="")
        assert not drafts & keys(application, model)


def test_what_is_said_ends_with_the_transaction(application: Application, town: Town) -> None:
    with application.transaction():
        in_granvik(application, town)
        assert keys(application, Membership)
    assert keys(application, Membership) == set()
    with application.transaction(force_rollback=True):
        in_granvik(application, town)
        assert keys(application, Membership)
    assert keys(application, Membership) == set()
    said = [application.execute("SELECT current_setting(%s, true)", [name]).fetchone() for name in NAMES]
    assert {one[0] for one in said if one} <= {"", None}


@pytest.mark.parametrize(
    "attempt",
    [
        "ALTER TABLE register_audit DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE register_audit NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY iaktta_held ON register_audit",
        "CREATE POLICY mine ON register_audit USING (true)",
        "TRUNCATE register_audit",
        "TRUNCATE register_event CASCADE",
        "UPDATE register_event SET verb = ''",
        "DELETE FROM register_event",
        "DELETE FROM register_eventvalue",
        "ALTER TABLE register_event DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        f"SET ROLE {postgres.USER}",
        f"SET SESSION AUTHORIZATION {postgres.USER}",
        "DELETE FROM django_migrations",
        "CREATE TABLE register_copy (id bigint)",
    ],
)
def test_the_application_cannot_lift_what_holds_it(attempt: str, application: Application) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        application.execute(attempt)


def test_turning_row_security_off_is_an_error_and_not_a_way_in(application: Application) -> None:
    application.execute("SET LOCAL row_security = off")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        keys(application, Membership)


def test_a_name_that_is_taken_elsewhere_is_free_here(application: Application, town: Town) -> None:
    """Uniqueness includes the organisation, so that no error tells of rows in another."""
    for model in OWNED:
        for constraint in model._meta.total_unique_constraints:
            assert {"organisation", "owner"} & set(constraint.fields), constraint
        for field in model._meta.local_concrete_fields:
            assert not field.unique or field.primary_key or field.is_relation, field


def test_making_the_policies_again_changes_nothing(db: None) -> None:
    def there() -> list[Any]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT oid, polname, polrelid FROM pg_policy ORDER BY oid")
            return list(cursor.fetchall())

    before = there()
    hold_separation()
    assert there() == before != []
