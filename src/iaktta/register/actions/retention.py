"""Retention: a rule for a kind of record, what it prepares for disposal, and a person's decision."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.register.disposal import KINDS, Record
from iaktta.register.events import record_event
from iaktta.register.models import (
    Body,
    DisposalProposal,
    DisposalRow,
    Organisation,
    RecordKind,
    RetentionRule,
    User,
)
from iaktta.register.permissions import is_under
from iaktta.rules.retention import disposable_before

State = DisposalRow.State


class RuleError(IakttaError):
    """A rule without ground or years."""


class ReasonError(IakttaError):
    """A decision without a reason."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What a rule says: `years` is None where the records are preserved."""

    fate: RetentionRule.Fate
    years: int | None
    ground: str


@transaction.atomic
def set_rule(owner: Body, kind: RecordKind, terms: Terms, *, by: User) -> RetentionRule:
    """Let a body's records of a kind be kept like this from now on; the rule before ends.

    Raises:
        RuleError: It has no ground, or disposes of records without saying after how many years.
    """
    disposes = terms.fate == RetentionRule.Fate.DISPOSE
    if not terms.ground.strip():
        raise RuleError(_("Skriv vilket beslut eller vilken plan regeln stöder sig på."))
    if disposes and terms.years is None:
        raise RuleError(_("Ange hur många år uppgifterna sparas."))
    before = rule_in_force(owner, kind)
    if before is not None:
        before.ended_at = timezone.now()
        before.save(update_fields=["ended_at"])
    rule = RetentionRule.objects.create(
        organisation=owner.organisation,
        owner=owner,
        kind=kind,
        fate=terms.fate,
        years=terms.years if disposes else None,
        ground=terms.ground.strip(),
        set_by=by,
    )
    changes = {name: (getattr(before, name, None), getattr(rule, name)) for name in ("kind", "fate", "years")}
    record_event("retention_rule.set", rule, by=by, changes=changes, why=rule.ground)
    return rule


def rule_in_force(owner: Body, kind: RecordKind) -> RetentionRule | None:
    """A body's own rule for a kind of record."""
    rules = RetentionRule.objects.filter(owner=owner, kind=kind, ended_at__isnull=True)
    return rules.select_related("owner", "set_by").first()


def governing_rules(owner: Body, board: Body | None) -> dict[RecordKind, RetentionRule]:
    """The rules for what a body holds: its own, else that of the executive board which it works under.

    The auditors work under nobody: only their own rules count for them.
    """
    above = [board] if board is not None and is_under(owner, board) else []
    rules = RetentionRule.objects.filter(owner__in=[owner, *above], ended_at__isnull=True)
    found: dict[RecordKind, RetentionRule] = {}
    for rule in rules.select_related("owner", "set_by"):
        kind = RecordKind(rule.kind)
        if rule.owner_id == owner.pk or kind not in found:
            found[kind] = rule
    return found


def prepare_disposal(
    organisation: Organisation, *, by: User, today: datetime.date | None = None
) -> list[DisposalProposal]:
    """Propose what has come of age and nobody has been asked about before, body by body and kind by kind.

    Nothing is disposed of. Where no rule is set, nothing is proposed.
    """
    today = today or timezone.localdate()
    bodies = list(Body.objects.filter(organisation=organisation).order_by("pk"))
    board = next((body for body in bodies if body.kind == Body.Kind.EXECUTIVE_BOARD), None)
    prepared = []
    for owner in bodies:
        for kind, rule in governing_rules(owner, board).items():
            if rule.years is not None:
                before = disposable_before(today, rule.years)
                prepared.append(_prepare(owner, kind, rule, before, by))
    return [each for each in prepared if each is not None]


@transaction.atomic
def _prepare(
    owner: Body, kind: RecordKind, rule: RetentionRule, before: datetime.date, by: User
) -> DisposalProposal | None:
    due = list(_not_yet_asked(owner, kind, rule, KINDS[kind].due(owner, before)))
    if not due:
        return None
    keys = {"organisation": owner.organisation, "owner": owner}
    proposal = DisposalProposal.objects.create(rule=rule, before=before, **keys)
    DisposalRow.objects.bulk_create(
        (
            DisposalRow(proposal=proposal, kind=kind, record=each.key, counted_from=each.counted_from, **keys)
            for each in due
        ),
        batch_size=500,
    )
    changes = {"kind": (None, kind), "rows": (None, len(due)), "before": (None, before)}
    record_event("disposal.prepared", proposal, by=by, changes=changes)
    return proposal


def _not_yet_asked(
    owner: Body, kind: RecordKind, rule: RetentionRule, due: Iterable[Record]
) -> Iterator[Record]:
    """Without what waits for a decision, and what a person has decided to keep in spite of this rule."""
    rows = DisposalRow.objects.filter(owner=owner, kind=kind)
    waiting = rows.filter(state=State.OPEN)
    kept = rows.filter(state=State.KEPT, proposal__rule=rule)
    asked = {*waiting.values_list("record", flat=True), *kept.values_list("record", flat=True)}
    return (each for each in due if each.key not in asked)


@transaction.atomic
def settle_disposal(
    proposal: DisposalProposal, rows: Iterable[int], *, dispose: bool, by: User, why: str
) -> list[DisposalRow]:
    """Dispose of some of a proposal's records, or keep them; what has been settled before stays as it is.

    A record that is gone already counts as disposed of. Every record that goes has an event of its own.

    Raises:
        ReasonError: No reason is given, or no row.
    """
    if not why.strip():
        raise ReasonError(_("Skriv varför. Skälet sparas i loggen."))
    open_rows = proposal.rows.filter(pk__in=list(rows), state=State.OPEN).order_by("pk")
    settled = list(open_rows.select_for_update(of=("self",)))
    if not settled:
        raise ReasonError(_("Markera minst en uppgift som väntar på beslut."))
    state = State.DISPOSED if dispose else State.KEPT
    for row in settled:
        if dispose:
            _let_go(proposal, row, by, why.strip())
        row.state, row.reason, row.settled_by, row.settled_at = state, why.strip(), by, timezone.now()
    DisposalRow.objects.bulk_update(settled, ["state", "reason", "settled_by", "settled_at"], batch_size=200)
    changes = {"rows": (None, ", ".join(str(row.pk) for row in settled))}
    record_event(f"disposal.{state}", proposal, by=by, changes=changes, why=why.strip())
    return settled


def _let_go(proposal: DisposalProposal, row: DisposalRow, by: User, why: str) -> None:
    gone = KINDS[RecordKind(row.kind)].dispose(proposal.owner, row.record, by=by, why=why)
    if gone is not None:
        record_event(f"{row.kind}.disposed", gone, by=by, why=why, owner=proposal.owner)
