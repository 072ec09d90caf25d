"""Verifying all of it: chains, rows and anchors, read at one moment."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.models import Body, Organisation
from iaktta.register.trail.anchor_key import AnchorKey, PublicKey
from iaktta.register.trail.anchors import Anchors, is_cut, read_anchors
from iaktta.register.trail.breaks import Break
from iaktta.register.trail.chains import Chain, verify_chain
from iaktta.register.trail.rows import Newest
from iaktta.register.trail.standing_rows import StandingRows, verify_rows

Tell = Callable[[str], None]
"""Takes a sentence that tells how far the work has come."""


class NoSuchOrganisationError(IakttaError):
    """None has that slug."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What one organisation's chains and rows came to."""

    organisation: Organisation
    chains: Sequence[Chain]
    rows: StandingRows

    @property
    def breaks(self) -> list[Break]:
        """Those of the chains before those of the rows."""
        return [*(chain.first for chain in self.chains if chain.first), *self.rows.breaks]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the whole came to. `until` is the time up to which it vouches, None where no anchor says."""

    organisations: Sequence[Verified]
    anchors: Anchors
    anchors_broken: str
    until: datetime.datetime | None

    @property
    def first(self) -> str:
        """The first break in words, empty where there is none."""
        if self.anchors_broken:
            return self.anchors_broken
        return next((str(each) for verified in self.organisations for each in verified.breaks), "")

    @property
    def is_whole(self) -> bool:
        return not self.first


def verify(
    slug: str | None = None,
    *,
    anchor_file: Path | None = None,
    public_key: str | None = None,
    tell: Tell = lambda _: None,
) -> Verdict:
    """Check every chain, row and anchor, of one organisation or of all.

    Args:
        anchor_file: Another file than the installation's own, such as one that somebody has kept.
        public_key: What its signatures are checked with; without it the installation's own key.

    Raises:
        NoSuchOrganisationError: None has that slug.
        AnchorKeyError, AnchorFileError: Key or anchors cannot be read.
    """
    path: Path = anchor_file or settings.ANCHOR_FILE
    public = PublicKey(public_key) if public_key else AnchorKey(settings.ANCHOR_KEY).public
    with one_moment():
        anchors = read_anchors(path, public)
        found = [_verified(each, anchors, tell) for each in _organisations(slug)]
    return Verdict(found, anchors, _wrong_with(anchors, path), _until(anchors, found))


def _organisations(slug: str | None) -> list[Organisation]:
    rows = Organisation.objects.order_by("slug")
    found = list(rows.filter(slug=slug) if slug else rows)
    if slug and not found:
        raise NoSuchOrganisationError(_("Det finns ingen organisation som heter %(name)s.") % {"name": slug})
    return found


def _verified(organisation: Organisation, anchors: Anchors, tell: Tell) -> Verified:
    newest = Newest()
    chains = []
    for owner in Body.objects.filter(organisation=organisation).order_by("pk"):
        tell(f"{organisation.name}: {owner.name}")
        chains.append(verify_chain(organisation, owner, anchors.of(owner.pk), newest))
    rows = verify_rows(organisation, newest, lambda table: tell(f"{organisation.name}: {table}"))
    return Verified(organisation, chains, rows)


def _wrong_with(anchors: Anchors, path: Path) -> str:
    if anchors.broken:
        return _("Ankarfilen %(path)s, %(broken)s") % {"path": path, "broken": anchors.broken}
    if is_cut(anchors, path):
        return _("Ankarfilen %(path)s saknar rader i slutet.") % {"path": path}
    return ""


def _until(anchors: Anchors, found: Sequence[Verified]) -> datetime.datetime | None:
    """The newest round at which every chain was as it is now, before the first event that is in doubt."""
    holds = [(chain, _holds_to(chain, verified.rows)) for verified in found for chain in verified.chains]
    for at in reversed(anchors.rounds):
        if all(_held(chain, number, anchors, at) for chain, number in holds):
            return at
    return None


def _holds_to(chain: Chain, rows: StandingRows) -> int:
    doubted = rows.lowest.get(chain.owner.pk)
    return chain.holds_to if doubted is None else min(chain.holds_to, doubted - 1)


def _held(chain: Chain, number: int, anchors: Anchors, at: datetime.datetime) -> bool:
    head = anchors.head(chain.owner.pk, at)
    if head is None:
        return chain.begins_at is None or chain.begins_at > at
    return head[0] <= number


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction that reads everything as it was at its beginning, and hinders nobody's writing."""
    if connection.in_atomic_block:
        yield
        return
    mode = getattr(connection, "transaction_mode", None)
    try:
        if connection.vendor == "sqlite":
            connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]  # IMMEDIATE would take the lock
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            connection.transaction_mode = mode  # type: ignore[attr-defined]
