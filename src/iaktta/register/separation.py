"""Which organisation and bodies a transaction works in, told to the database (decision 0003).

On PostgreSQL every table of the register has policies (`policies`) that show the application's role no row
until a transaction has said, in settings that end with it, whose rows it works with. Four ways say so:

- `enter`: what a signed-in person sees of an organisation; `access.sight` calls it
- `within`, `whole`: work that no person waits for, in one organisation
- `reaching`: an act that passes something on to a body whose rows the person does not see
- `known_as`: before an organisation is chosen, which ones a person has
- `shown`: before a person is known, the token that a program shows

On SQLite there are no policies: there `access` and the triggers hold, and these do nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Model

from iaktta.register.models import Body, Organisation, User
from iaktta.register.permissions import AUDITORS_ROLES, ROLES, TABLE, Act, Reach

NAMES = ("iaktta.person", "iaktta.organisation", "iaktta.bodies", "iaktta.drafts")
"""The settings that the policies ask for: keys, several with commas between; empty is nobody's."""

DRAFTING = tuple(role for role in ROLES if TABLE[Act.READ_DRAFTS][role] != Reach.NO)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a transaction works: a value for each of `NAMES`."""

    user: str = ""
    organisation: str = ""
    bodies: str = ""
    drafts: str = ""

    @property
    def values(self) -> tuple[str, ...]:
        return (self.user, self.organisation, self.bodies, self.drafts)


def is_held() -> bool:
    """Whether the database in use has policies."""
    return connection.vendor == "postgresql"


def enter(user: User, slug: str, today: datetime.date) -> Iterator[tuple[Body, str | None]]:
    """Work with what a person sees of an organisation until the transaction ends. One query.

    Gives each of the organisation's bodies, once for each role that the person holds in it today (else with
    None); nothing where the person has none. Which bodies' rows are seen the database finds by itself, in
    `policies.ENTER`, from the memberships.
    """
    _require_transaction()
    bodies, organisations = _columns(Body), _columns(Organisation)
    wanted = [f"(found.body).{name}" for name in bodies] + [
        f"(found.organisation).{name}" for name in organisations
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT found.role, {', '.join(wanted)} FROM iaktta_enter(%s, %s, %s, %s, %s) AS found",  # noqa: S608
            [user.pk, slug, today, list(AUDITORS_ROLES), list(DRAFTING)],
        )
        rows = cursor.fetchall()
    for role, *values in rows:
        body = _made(Body, values[: len(bodies)])
        body.organisation = _made(Organisation, values[len(bodies) :])
        yield body, role


def _columns(model: type[Model]) -> list[str]:
    return [connection.ops.quote_name(field.column or "") for field in model._meta.concrete_fields]


def _made(model: type[Any], values: Sequence[Any]) -> Any:
    return model.from_db(connection.alias, [field.attname for field in model._meta.concrete_fields], values)


def known_as(user: User) -> None:
    """Until the transaction ends, let the person's own memberships and organisations be found."""
    if is_held():
        _require_transaction()
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('iaktta.person', %s, true)", [str(user.pk)])


def shown(secret_hash: str) -> None:
    """Until the transaction ends, let the token of the API be found whose secret has this digest."""
    if is_held():
        _require_transaction()
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('iaktta.token', %s, true)", [secret_hash])


def stay_within(body: Body) -> None:
    """Until the transaction ends, work with what one body holds: it lets somebody in who has no role yet."""
    if is_held():
        _require_transaction()
        _set(Place("", str(body.organisation_id), str(body.pk)))


@contextmanager
def within(
    organisation: int,
    *,
    bodies: Iterable[int] = (),
    drafts: Iterable[int] = (),
    user: User | None = None,
) -> Iterator[None]:
    """Work in one organisation with the rows of these bodies (keys); then where it was before."""
    place = Place(str(user.pk) if user else "", str(organisation), _list(bodies), _list(drafts))
    with _at(place):
        yield


@contextmanager
def whole(organisation: int) -> Iterator[None]:
    """Work in one organisation with the rows of all its bodies: for work that no person sees the fruit of."""
    if not is_held():
        yield
        return
    with within(organisation):
        keys = list(Body.objects.filter(organisation=organisation).values_list("pk", flat=True))
        with within(organisation, bodies=keys, drafts=keys):
            yield


@contextmanager
def reaching(*bodies: Body) -> Iterator[None]:
    """Besides what the transaction works with already, these bodies' rows: to pass something on to them."""
    if not is_held():
        yield
        return
    _require_transaction()  # that of the act, which ends with its event
    with transaction.atomic():
        here = _now()
        keys = _list(body.pk for body in bodies)
        _set(Place(here.user, here.organisation, _and(here.bodies, keys), _and(here.drafts, keys)))
        yield
        _set(here)


@contextmanager
def reaching_auditors(organisation: int) -> Iterator[None]:
    """As `reaching`, for all the auditors of an organisation."""
    with reaching(*Body.objects.filter(organisation=organisation, kind=Body.Kind.AUDITORS)):
        yield


def holds_us() -> bool:
    """Whether the policies hold the role that we are connected as: no superuser, and no owner of a table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT NOT r.rolsuper AND NOT r.rolbypassrls AND NOT EXISTS (SELECT 1 FROM pg_class c "
            "WHERE c.relkind = 'r' AND c.relnamespace = current_schema()::regnamespace "
            "AND pg_has_role(current_user, c.relowner, 'MEMBER')) "
            "FROM pg_roles r WHERE r.rolname = current_user"
        )
        return bool(cursor.fetchone()[0])


def organisation_at(slug: str) -> int | None:
    """The key of the organisation with an address, for its open pages; None where there is none."""
    if not is_held():
        return Organisation.objects.filter(slug=slug).values_list("pk", flat=True).first()
    with connection.cursor() as cursor:
        cursor.execute("SELECT iaktta_organisation_at(%s)", [slug])
        found: int | None = cursor.fetchone()[0]
        return found


def organisations() -> list[int]:
    """The keys of all organisations, for standing work that goes through them one by one with `whole`."""
    if not is_held():
        return list(Organisation.objects.order_by("pk").values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT iaktta_organisations()")
        return [key for (key,) in cursor.fetchall()]


@contextmanager
def _at(place: Place) -> Iterator[None]:
    if not is_held():
        yield
        return
    # What fails takes its settings with it: they end with the savepoint, or with the whole transaction.
    with transaction.atomic():
        before = _now()
        _set(place)
        yield
        _set(before)


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("what may be seen is set for a transaction, and there is none")


def _set(place: Place) -> None:
    parts = ", ".join("set_config(%s, %s, true)" for _ in NAMES)
    given = [part for pair in zip(NAMES, place.values, strict=True) for part in pair]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {parts}", given)


def _now() -> Place:
    parts = ", ".join("coalesce(current_setting(%s, true), '')" for _ in NAMES)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {parts}", list(NAMES))
        return Place(*cursor.fetchone())


def _list(keys: Iterable[int]) -> str:
    return ",".join(str(key) for key in sorted(keys))


def _and(some: str, more: str) -> str:
    return ",".join(part for part in (some, more) if part)
