"""That what the program writes in a transaction is covered by an event of that transaction, in every test.

The database notes each row that is written, and an event takes the notes away. Where a transaction that
the program itself has opened ends with notes of its own left, an action wrote rows without an event, or wrote
them after its event: the test fails there. Rows that a test makes by itself are its own affair.
"""

from __future__ import annotations

import sys
import threading
from typing import Any

from django.db import connections
from django.db.transaction import Atomic

from iaktta.register.trail.transactions import CURRENT

_enter, _exit = Atomic.__enter__, Atomic.__exit__
_open = threading.local()
_TOLD = 10
_NEWEST = {
    "sqlite": "SELECT COALESCE(MAX(id), 0) FROM register_touched",
    # Of the numbers, not of the rows: PostgreSQL's policies show none before an organisation is chosen.
    "postgresql": "SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM register_touched_id_seq",
}


class LeftNotesError(AssertionError):
    """Rows were written that no event covers."""


def watch_actions() -> None:
    """From here on, in this process."""
    Atomic.__enter__ = _entering  # type: ignore[method-assign]
    Atomic.__exit__ = _leaving  # type: ignore[method-assign]


def _entering(self: Atomic) -> None:
    opener = _opener()
    if opener.startswith("iaktta.") and getattr(_open, "outermost", None) is None:
        _open.outermost, _open.by = self, opener
        _open.last = _ask(self, _NEWEST[connections[self.using or "default"].vendor])[0][0]
    _enter(self)


def _leaving(self: Atomic, kind: Any, error: Any, trace: Any) -> None:
    if getattr(_open, "outermost", None) is not self:
        return _exit(self, kind, error, trace)
    _open.outermost = None
    connection = connections[self.using or "default"]
    if kind is None and not connection.needs_rollback:
        left = _ask(
            self,
            f'SELECT "table", "row" FROM register_touched WHERE id > {_open.last} '
            f'AND "transaction" = {CURRENT[connection.vendor]} ORDER BY id LIMIT {_TOLD}',
        )
        if left:
            found = LeftNotesError(f"{_open.by} wrote rows that no event covers: {left}")
            _exit(self, LeftNotesError, found, None)
            raise found
    return _exit(self, kind, error, trace)


def _opener() -> str:
    """The module whose code opened the transaction, by `with` or as a decorator."""
    frame = sys._getframe(2)
    if frame.f_globals.get("__name__") == "contextlib":
        return str(frame.f_locals["func"].__module__)
    return str(frame.f_globals.get("__name__"))


def _ask(atomic: Atomic, question: str) -> list[Any]:
    """Past Django, so that no test that counts queries sees it."""
    connection = connections[atomic.using or "default"]
    connection.ensure_connection()
    cursor = connection.connection.cursor()
    cursor.execute(question)
    return list(cursor.fetchall())
