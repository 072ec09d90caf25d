"""Proposals with both sides as their documents have them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from iaktta.register.access import Sight
from iaktta.register.grounds import ground_sentence
from iaktta.register.models import SUBJECT_KINDS, Ground, Mention, Proposal, StatedReport
from iaktta.register.permissions import Act


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two subjects, with a place in a document where it stands."""

    subject: Any
    text: str
    context: str
    mention: Mention | None
    head: StatedReport | None


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """Two subjects side by side, and why they may be the same."""

    proposal: Proposal
    first: Side
    second: Side
    grounds: tuple[str, ...]
    may_settle: bool


def shown(sight: Sight, proposals: Sequence[Proposal], whole: bool = True) -> list[ShownProposal]:
    """The proposals with both sides and their grounds; a fixed number of queries.

    Where `whole` is false, without what the two stand under and without stated rows, which no list shows.
    """
    mentions = _mentions(sight, proposals, whole)
    readings = {mention.reading_id for mention in mentions.values()}
    heads = {head.reading_id: head for head in sight.of(StatedReport).filter(reading__in=readings)}
    grounds: dict[int, list[Ground]] = defaultdict(list)
    for ground in sight.of(Ground).filter(proposal__in=[proposal.pk for proposal in proposals]):
        grounds[ground.proposal_id].append(ground)
    sight.reveal(
        *(side for proposal in proposals for side in (proposal.first, proposal.second)),
        *(ground for several in grounds.values() for ground in several),
    )
    return [
        ShownProposal(
            proposal,
            _side(proposal.kind, proposal.first, mentions, heads, whole),
            _side(proposal.kind, proposal.second, mentions, heads, whole),
            tuple(ground_sentence(ground, proposal.kind) for ground in grounds[proposal.pk]),
            sight.may(Act.SETTLE_PROPOSAL, proposal),
        )
        for proposal in proposals
    ]


def open_about(sight: Sight, kind: str, subject: int) -> list[tuple[Proposal, Side]]:
    """What a subject may be the same as, not settled yet: each proposal with the other of its two."""
    of_it = Q(**{f"first_{kind}": subject}) | Q(**{f"second_{kind}": subject})
    waiting = with_sides(sight.of(Proposal).filter(of_it, state=Proposal.State.OPEN), whole=False)
    return [
        (one.proposal, one.second if one.first.subject.pk == subject else one.first)
        for one in shown(sight, list(waiting.order_by("pk")), whole=False)
    ]


def with_sides(rows: Any, whole: bool = True) -> Any:
    """Proposals with their subjects fetched along; where `whole` is false only with what names them."""
    sides = [f"{side}_{path}" for side in ("first", "second") for path in _NAMING]
    if not whole:
        named = (f"{side}_{path}__{name}" for side in ("first", "second") for path, name in _NAMING.items())
        return rows.select_related(*sides).only(
            "kind", "likeness", "state", "owner", *sides, *named, *_PLAN_NAMES
        )
    contexts = [
        f"{side}_{path}"
        for side in ("first", "second")
        for path in ("recommendation__audit", "risk__plan", "control__plan", "occasion__control")
    ]
    return rows.select_related(*sides, *contexts, "settled_by")


_NAMING = {
    "audit": "title",
    "recommendation": "text",
    "plan": "title",
    "risk": "text",
    "control": "text",
    "occasion": "name",
    "plan__committee": "name",
}
"""By subject, or what names it where it has no title: the column that its text is."""
_PLAN_NAMES = ("first_plan__year", "first_plan__committee", "second_plan__year", "second_plan__committee")


_Mentions = dict[tuple[str, int], Mention]


def _mentions(sight: Sight, proposals: Sequence[Proposal], whole: bool) -> _Mentions:
    """(kind, subject's key) -> its newest current mention; one query."""
    wanted = Q(pk__in=[])
    for kind in {proposal.kind for proposal in proposals}:
        subjects = [side.pk for p in proposals if p.kind == kind for side in (p.first, p.second)]
        wanted |= Q(**{f"{kind}__in": subjects})
    current = sight.of(Mention).filter(wanted, reading__is_current=True).order_by("reading_id")
    if whole:
        current = current.select_related("reading__document", *(f"stated_{kind}" for kind in SUBJECT_KINDS))
    return {(mention.kind, getattr(mention, f"{mention.kind}_id")): mention for mention in current}


def _side(kind: str, subject: Any, mentions: _Mentions, heads: dict[int, StatedReport], whole: bool) -> Side:
    mention = mentions.get((kind, subject.pk))
    head = heads.get(mention.reading_id) if mention else None
    return Side(subject, str(subject), _context(kind, subject) if whole else "", mention, head)


def _context(kind: str, subject: Any) -> str:
    """What the subject stands under, in the document's own words; empty where it stands by itself."""
    above = {"recommendation": "audit", "risk": "plan", "control": "plan", "occasion": "control"}.get(kind)
    parent = getattr(subject, above) if above else None
    return str(parent) if parent is not None else ""
