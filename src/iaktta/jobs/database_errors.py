"""What a database says when it will not, in words that tell what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, InterfaceError, OperationalError
from django.utils.translation import gettext, gettext_noop

from iaktta.errors import IakttaError


class DatabaseReadOnlyError(IakttaError):
    message = gettext_noop(
        "Databasen går bara att läsa, så inget har sparats. "
        "Kontrollera att programmet får skriva i databasens mapp och försök igen."
    )


class DatabaseLockedError(IakttaError):
    message = gettext_noop(
        "Databasen är upptagen av ett annat program, så inget har sparats. "
        "Vänta en stund och försök igen, eller avsluta det andra programmet."
    )


class DatabaseFullError(IakttaError):
    message = gettext_noop("Disken är full, så inget har sparats. Frigör utrymme och försök igen.")


class DatabaseMissingError(IakttaError):
    message = gettext_noop(
        "Databasen går inte att nå. Kontrollera att den är igång och att adressen i IAKTTA_DATABASE_URL "
        "eller mappen i IAKTTA_DATA stämmer."
    )


class DatabaseNotPreparedError(IakttaError):
    message = gettext_noop("Databasen saknar tabeller. Kör iaktta manage migrate och försök igen.")


# SQLite speaks in sentences, PostgreSQL in codes (SQLSTATE); both are checked against the whole text.
_SAID: tuple[tuple[tuple[str, ...], type[IakttaError]], ...] = (
    (("readonly database", "25006"), DatabaseReadOnlyError),
    (("database is locked", "database table is locked", "55P03", "40P01"), DatabaseLockedError),
    (("database or disk is full", "53100"), DatabaseFullError),
    (("no such table", "42P01"), DatabaseNotPreparedError),
    # 57P: shutting down, starting up, stopped by its administrator.
    (("unable to open database", "08", "57P"), DatabaseMissingError),
)


@contextmanager
def speaking_of_the_database() -> Iterator[None]:
    """Within it, a database that cannot be written or reached raises an IakttaError in Swedish.

    Errors that are ours (a broken rule of the register) pass through as they are.
    """
    try:
        yield
    except Error as error:
        if spoken := spoken_of(error):
            raise spoken from error
        raise


def spoken_of(error: Error) -> IakttaError | None:
    """The error in Swedish, where it tells of the database itself."""
    text, state = str(error).casefold(), str(getattr(error.__cause__, "sqlstate", None) or "")
    for signs, kind in _SAID:
        for sign in signs:
            # A SQLSTATE, or the two digits of its class, counts as a code only.
            if state.startswith(sign) if sign[0].isdigit() else sign in text:
                return kind(gettext(kind.message))
    if not state and _is_cut_off(error):
        return DatabaseMissingError(gettext(DatabaseMissingError.message))
    return None


def _is_cut_off(error: Error) -> bool:
    """Whether PostgreSQL was not there to answer: what its client then says has no code, and any language."""
    from_client = type(error.__cause__).__module__.startswith("psycopg")
    return from_client and isinstance(error, OperationalError | InterfaceError)
