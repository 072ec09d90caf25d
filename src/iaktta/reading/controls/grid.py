"""A table whose columns can be seen: what they hold, and its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from iaktta.document import Passage
from iaktta.reading.controls.heads import settled
from iaktta.reading.controls.words import Role, execution_of, level_of, role_of

Row = tuple[tuple[Passage, ...], ...]
"""For each column the lines of its cell, none for a blank one."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: what its columns hold and are called (None: of unknown meaning), its rows, and its lines.

    `first` is the number of its head's line; `head` are the lines of heads and rules, `lines` all.
    """

    roles: tuple[Role | None, ...]
    names: tuple[Passage, ...]
    rows: tuple[Row, ...]
    first: int
    head: frozenset[int]
    lines: frozenset[int]

    def has(self, *roles: Role) -> bool:
        return all(role in self.roles for role in roles)


def grid_of(
    names: Sequence[Passage], rows: Sequence[Row], first: int, head: set[int], lines: set[int]
) -> Grid | None:
    """The table with columns of these names; None without rows."""
    if not rows:
        return None
    roles = _graded(columns_of([name.text for name in names]), rows)
    return Grid(roles, tuple(names), tuple(rows), first, frozenset(head), frozenset(lines))


def columns_of(names: Sequence[str]) -> tuple[Role | None, ...]:
    """What columns of these names hold."""
    return settled([role_of(name) for name in names])


def is_head(texts: Sequence[str]) -> bool:
    """Whether a line's cells are nothing but names of columns: another table begins."""
    words = [text for text in texts if text.strip()]
    return len(words) > 2 and all(role_of(text) is not None for text in words)


def _graded(roles: Sequence[Role | None], rows: Sequence[Row]) -> tuple[Role | None, ...]:
    """A column of results in which every cell is a grade is the column of grades."""
    found = list(roles)
    for column, role in enumerate(roles):
        if role not in (Role.DEVIATION, Role.COMMENT) or Role.LEVEL in roles:
            continue
        texts = [" ".join(part.text for part in row[column]) for row in rows if row[column]]
        if texts and all(level_of(text) is not None for text in texts):
            found[column] = Role.LEVEL
        elif texts and all(level_of(text) is not None or execution_of(text) is not None for text in texts):
            found[column] = Role.STATUS
    return tuple(found)
