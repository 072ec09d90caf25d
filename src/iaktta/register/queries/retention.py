"""What the pages of retention show: rules as they hold for a body, proposals, and the rows of one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from iaktta.register.access import Sight
from iaktta.register.actions.retention import governing_rules, rule_in_force
from iaktta.register.disposal import KINDS, Kind
from iaktta.register.models import Body, DisposalProposal, DisposalRow, RecordKind, RetentionRule
from iaktta.register.permissions import Act

State = DisposalRow.State
SHOWN = 200
"""Rows of a proposal that are decided on at a time."""


@dataclass(frozen=True, slots=True)
class RuleOfKind:
    """What holds for one kind of record of a body. `inherited`: the rule is the executive board's."""

    kind: Kind
    rule: RetentionRule | None
    inherited: bool

    @property
    def name(self) -> str:
        return str(self.kind.key.label)


def rules_of(see: Sight, owner: Body) -> list[RuleOfKind]:
    """The rules that hold for what a body holds, a line for each kind of record."""
    bodies = (see.every or {}).values()
    board = next((body for body in bodies if body.kind == Body.Kind.EXECUTIVE_BOARD), None)
    rules = governing_rules(owner, board)
    found = ((kind, rules.get(kind.key)) for kind in KINDS.values())
    return [RuleOfKind(kind, rule, rule is not None and rule.owner_id != owner.pk) for kind, rule in found]


def own_rule(owner: Body, kind: RecordKind) -> RetentionRule | None:
    """A body's own rule for a kind of record."""
    return rule_in_force(owner, kind)


def proposals_for(see: Sight) -> QuerySet[DisposalProposal]:
    """The proposals that the user may decide on, with how many rows wait; those that wait come first."""
    mine = see.bodies_for(Act.DISPOSE)
    counted = see.of(DisposalProposal).filter(owner__in=mine).select_related("rule", "owner")
    return counted.annotate(
        waiting=Count("rows", filter=Q(rows__state=State.OPEN)),
        disposed=Count("rows", filter=Q(rows__state=State.DISPOSED)),
        kept=Count("rows", filter=Q(rows__state=State.KEPT)),
    ).order_by("-prepared_at", "pk")


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row and the words that a person knows the record by; None where the record is gone."""

    row: DisposalRow
    words: str | None


def shown_rows(proposal: DisposalProposal, state: DisposalRow.State | None) -> list[ShownRow]:
    """The first rows in a state (None: in whichever but the open one), the oldest first."""
    rows = proposal.rows.select_related("settled_by")
    rows = rows.filter(state=state) if state else rows.exclude(state=State.OPEN)
    found = list(rows[:SHOWN])
    words = KINDS[RecordKind(proposal.rule.kind)].words([row.record for row in found])
    return [ShownRow(row, words.get(row.record)) for row in found]
