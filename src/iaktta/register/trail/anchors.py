"""Anchors: the heads of all chains, signed with a key outside the database and written to a file outside it.

A chain that somebody cuts off or writes anew, consistently, still differs from what was anchored. The file
is lines of JSON, each with the hash of the line before it and an Ed25519 signature of its canonical text.
Each time one line is written for each chain that has grown, and one "round", which says that there were no
others. How many lines there are stands beside the key, so that lines cut off at the end show too.
"""

from __future__ import annotations

import bisect
import datetime
import fcntl
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register import separation
from iaktta.register.models import Body, Event
from iaktta.register.trail.anchor_key import AnchorKey, PublicKey
from iaktta.register.trail.breaks import Break, Kind
from iaktta.register.trail.hashing import canonical

Head = tuple[int, str]
"""Number and hash of an event that was the last of its chain."""


class AnchorFileError(IakttaError):
    """The file of anchors cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """What one anchoring did: how many chains had grown, and what it refused to sign."""

    at: datetime.datetime
    grown: int
    refused: tuple[Break, ...]


@dataclass(slots=True)
class Anchors:
    """What a file of anchors says, as far as its lines and signatures hold; `broken` names what does not."""

    lines: int = 0
    last: str = ""
    size: int = 0
    broken: str = ""
    rounds: list[datetime.datetime] = field(default_factory=list)
    heads: dict[int, list[tuple[datetime.datetime, Head]]] = field(default_factory=lambda: defaultdict(list))

    def of(self, owner: int) -> dict[int, set[str]]:
        """The hashes that anchors have for events of a body's chain, by number."""
        found: dict[int, set[str]] = defaultdict(set)
        for _at, (number, head) in self.heads.get(owner, ()):
            found[number].add(head)
        return found

    def head(self, owner: int, at: datetime.datetime) -> Head | None:
        """The last event of a body's chain at a round, None where it had none."""
        known = self.heads.get(owner, [])
        place = bisect.bisect_right(known, at, key=lambda each: each[0])
        return known[place - 1][1] if place else None


def anchor_heads() -> Anchored:
    """Sign and write the heads of all chains. Called each hour, at each backup, and by `iaktta anchor`.

    A chain that no longer has what was anchored before is not signed again, but told of.

    Raises:
        AnchorKeyError: The key cannot be read or made.
        AnchorFileError: The file cannot be read or written; it is then as it was before.
    """
    key = AnchorKey(settings.ANCHOR_KEY)
    now = timezone.now()
    with _opened(settings.ANCHOR_FILE) as file:
        known = _read(file)
        if known.broken:
            raise AnchorFileError(
                _(
                    "Ankarfilen %(path)s är skadad: %(broken)s Spara undan filen, "
                    "låt den som ansvarar för säkerheten se den, och ankra sedan igen."
                )
                % {"path": settings.ANCHOR_FILE, "broken": known.broken}
            )
        made: list[dict[str, Any]] = []
        refused: list[Break] = []
        for organisation in separation.organisations():
            with separation.whole(organisation):
                for head in _grown(organisation, known):
                    refused.append(head) if isinstance(head, Break) else made.append(head)
        lines = [*made, {"kind": "round", "grown": len(made)}]
        _append(file, known, [line | {"anchored": now} for line in lines], key)
    return Anchored(now, len(made), tuple(refused))


def read_anchors(path: Path, public: PublicKey) -> Anchors:
    """Read and check a file of anchors; one that is not there has none.

    Raises:
        AnchorFileError: It cannot be read.
    """
    if not path.exists():
        return Anchors()
    try:
        with path.open("rb") as file:
            return _read(file, public)
    except OSError as error:
        raise AnchorFileError(_("Ankarfilen %(path)s går inte att läsa.") % {"path": path}) from error


def is_cut(found: Anchors, path: Path) -> bool:
    """Whether the file lacks lines at its end that the note beside the key says that it has had."""
    try:
        noted = json.loads(_note().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    if noted.get("file") != str(path):
        return False
    return bool(
        noted["lines"] > found.lines or (noted["lines"] == found.lines and noted["last"] != found.last)
    )


def _grown(organisation: int, known: Anchors) -> Iterator[dict[str, Any] | Break]:
    """The lines for an organisation's chains that have grown, and what shows that one is not as it was."""
    bodies = Body.objects.filter(organisation=organisation).select_related("organisation")
    for body in bodies.order_by("pk"):
        chain = Event.objects.filter(organisation=organisation, owner=body)
        event, before = chain.order_by("-number").first(), known.heads.get(body.pk)
        if before and (gone := _gone(body, before[-1][1])):
            yield gone
        elif event is not None and (not before or before[-1][1][0] < event.number):
            yield _head_line(body, event)


def _gone(body: Body, head: Head) -> Break | None:
    """The break that a chain shows where it no longer has the event that was anchored."""
    number, digest = head
    chain = Event.objects.filter(organisation=body.organisation_id, owner=body, number=number)
    now = chain.values_list("hash", flat=True).first()
    if now == digest:
        return None
    kind = Kind.CHAIN_CUT if now is None else Kind.CHAIN_REWRITTEN
    return Break(kind, body.organisation, body, number)


def _head_line(body: Body, event: Event) -> dict[str, Any]:
    return {
        "kind": "head",
        "organisation": body.organisation.slug,
        "owner": body.pk,
        "number": event.number,
        "hash": event.hash,
        "at": event.at,
    }


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    """The file, made where it is missing, for one process at a time."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o640)
        with os.fdopen(handle, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
    except OSError as error:
        raise AnchorFileError(
            _("Ankarfilen %(path)s går inte att skriva: %(reason)s. Kontrollera IAKTTA_ANCHOR_FILE.")
            % {"path": path, "reason": error.strerror or error}
        ) from error


def _append(file: BinaryIO, known: Anchors, lines: list[dict[str, Any]], key: AnchorKey) -> None:
    os.ftruncate(file.fileno(), known.size)
    last, text = known.last, b""
    for line in lines:
        said = json.loads(canonical(line | {"previous": last, "key": key.public.mark}))
        written = canonical(said | {"signature": key.sign(canonical(said))}).encode() + b"\n"
        last = hashlib.sha256(written).hexdigest()
        text += written
    try:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    except OSError:
        os.ftruncate(file.fileno(), known.size)
        raise
    note = {"file": str(settings.ANCHOR_FILE), "lines": known.lines + len(lines), "last": last}
    beside = _note().with_suffix(".new")
    beside.write_text(json.dumps(note), encoding="utf-8")
    beside.replace(_note())


def _note() -> Path:
    key: Path = settings.ANCHOR_KEY
    return key.with_name(f"{key.name}.last")


def _read(file: BinaryIO, public: PublicKey | None = None) -> Anchors:
    """What the lines say, up to the first that does not hold; signatures are checked where a key is given."""
    found = Anchors()
    file.seek(0)
    for number, line in enumerate(file, 1):
        if not line.endswith(b"\n"):
            break  # what a crash left of a line that was never finished
        said = _parsed(line)
        if wrong := _wrong(said, found.last, public):
            found.broken = _("rad %(number)s: %(wrong)s") % {"number": number, "wrong": wrong}
            return found
        found.lines, found.last = number, hashlib.sha256(line).hexdigest()
        found.size += len(line)
        at = datetime.datetime.fromisoformat(said["anchored"])
        if said["kind"] == "round":
            found.rounds.append(at)
        else:
            found.heads[said["owner"]].append((at, (said["number"], said["hash"])))
    return found


def _parsed(line: bytes) -> dict[str, Any]:
    try:
        said = json.loads(line)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _wrong(said: dict[str, Any], last: str, public: PublicKey | None) -> str:
    if not said.keys() >= {"kind", "anchored", "previous", "signature"}:
        return _("raden går inte att läsa.")
    if said["previous"] != last:
        return _("raden följer inte på den förra, så en rad är borttagen, ändrad eller flyttad.")
    signed = canonical({name: value for name, value in said.items() if name != "signature"})
    if public is not None and not public.agrees(said["signature"], signed):
        return _("signaturen stämmer inte.")
    return ""
