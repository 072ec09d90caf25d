"""Which transaction writes a row: PostgreSQL knows by itself, SQLite is told by a function of ours.

The function exists only in this program's connections. Whoever writes into an SQLite file in another way is
refused by the trigger that calls it, and with the trigger gone the row no longer agrees with its digest.
"""

from __future__ import annotations

import secrets
from typing import Any

CURRENT = {"postgresql": "txid_current()", "sqlite": "iaktta_transaction()"}
"""By vendor: SQL for the number of the transaction that runs."""


def tell_transactions(connection: Any, **_: Any) -> None:
    """Give a new connection to SQLite its function. Takes what the signal `connection_created` sends."""
    if connection.vendor != "sqlite":
        return
    known = {"number": 0}

    def over() -> None:
        """Stands among what is to be done on commit, and so tells whether the transaction still runs."""

    def number() -> int:
        if not any(work is over for _sids, work, _robust in connection.run_on_commit):
            known["number"] = secrets.randbits(62)
            connection.on_commit(over)
        return known["number"]

    connection.connection.create_function("iaktta_transaction", 0, number)
