"""What a backup says of itself: with which program it was made, and how many rows of which sum it holds."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

FORMAT, FORMAT_VERSION = "iaktta-backup", 1
"""The version goes up when a program that knows only the one before could not read a backup."""


@dataclass(frozen=True, slots=True)
class Rows:
    """One table: how many rows, the SHA-256 of its lines, and the last key that was ever given in it.

    The last key is kept so that no later row gets the key of one that was removed: the trail names rows by
    their keys.
    """

    name: str
    path: str
    rows: int
    sha256: str
    last_key: int | None


@dataclass(frozen=True, slots=True)
class Head:
    """The newest event of a chain: organisation (slug), body (name), its number, hash and time."""

    organisation: str
    owner: str
    number: int
    hash: str
    at: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The facts of a backup. `migrations` are those that the database had, app -> names in order;
    `public_key` checks the anchors that go with it, empty where there are none."""

    format: str
    format_version: int
    program: str
    made_at: str
    database: str
    migrations: Mapping[str, list[str]]
    tables: list[Rows]
    chains: list[Head]
    files: int
    file_bytes: int
    left_out: Mapping[str, str]
    public_key: str

    @property
    def rows(self) -> int:
        """How many rows there are in all tables together."""
        return sum(table.rows for table in self.tables)

    def to_json(self) -> bytes:
        """The manifest as the backup holds it, to be read by people too."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode() + b"\n"


def format_of(text: bytes) -> tuple[str, int]:
    """Which format, and which version of it, a manifest claims. Raises ValueError or KeyError."""
    stated = json.loads(text)
    return str(stated["format"]), int(stated["format_version"])


def from_json(text: bytes) -> Manifest:
    """A manifest of our version of the format. Raises ValueError, KeyError or TypeError for what is none."""
    stated: dict[str, Any] = json.loads(text)
    stated["tables"] = [Rows(**each) for each in stated["tables"]]
    stated["chains"] = [Head(**each) for each in stated["chains"]]
    return Manifest(**stated)
