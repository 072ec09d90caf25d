"""Which subjects are the same, by what persons have confirmed: derived anew from the confirmed proposals.

Because it is derived, parting restores exactly what was before confirming.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model, Q

from iaktta.register.actions.following import gap_subjects
from iaktta.register.actions.outcomes import refresh_outcomes, refresh_verdicts
from iaktta.register.actions.results import refresh_results
from iaktta.register.actions.subjects import MODELS, SHOWN
from iaktta.register.actions.tallies import refresh_tallies
from iaktta.register.events import Changes
from iaktta.register.models import Mention, Occasion, Proposal, Result
from iaktta.register.newest import document_order

Edges = Mapping[int, set[int]]


def same_as(kind: str, subject: int) -> set[int]:
    """The keys of all that a person has said is the same as a subject, itself among them."""
    return set(_edges(kind, [subject]))


def rejoin(kind: str, subjects: Iterable[int]) -> Changes:
    """Let these subjects, and all that are the same, follow from the confirmed proposals.

    In each group the oldest subject is the one that lists show; the others are joined into it. Gives what
    that changed, for the event: "audit.12.title" -> before and after.
    """
    changes: dict[str, tuple[Any, Any]] = {}
    wanted = set(subjects)
    rows = MODELS[kind]._default_manager
    # What was joined before is looked over too: it may be parted now.
    wanted |= set(rows.filter(Q(shown_as__in=wanted) | Q(shown_here__in=wanted)).values_list("pk", flat=True))
    edges = _edges(kind, wanted)
    seen: set[int] = set()
    for subject in sorted(edges):
        if subject not in seen:
            tree = _tree(subject, edges)
            seen |= tree.keys()
            changes |= _show(kind, subject, tree)
    gap_subjects(kind, seen, taken_over=True)
    _derive(kind, seen)
    return changes


def _derive(kind: str, subjects: set[int]) -> None:
    """What is kept with subjects so that lists can ask for it follows which of them are the same."""
    if kind == "recommendation":
        refresh_outcomes(subjects)
    if kind == "audit":
        refresh_verdicts(subjects)
        refresh_tallies(subjects)
    if kind == "control":
        refresh_results(subjects)
    if kind == "occasion":
        refresh_results(Occasion.objects.filter(pk__in=subjects).values_list("control", flat=True))


def _edges(kind: str, start: Iterable[int]) -> Edges:
    """The confirmed pairs that can be reached from some subjects, which are all among the keys."""
    edges: dict[int, set[int]] = defaultdict(set)
    first, second = f"first_{kind}", f"second_{kind}"
    new = set(start)
    for subject in new:
        edges[subject] = set()
    while new:
        touching = Q(**{f"{first}__in": new}) | Q(**{f"{second}__in": new})
        confirmed = Proposal.objects.filter(touching, state=Proposal.State.CONFIRMED, kind=kind)
        known = set(edges)
        for one, other in confirmed.values_list(first, second):
            edges[one].add(other)
            edges[other].add(one)
        new = set(edges) - known
    return edges


def _tree(root: int, edges: Edges) -> dict[int, int | None]:
    """Each subject of the root's group and the one it is joined into, nearest to the root first."""
    tree: dict[int, int | None] = {root: None}
    queue = deque([root])
    while queue:
        subject = queue.popleft()
        for neighbour in sorted(edges[subject]):
            if neighbour not in tree:
                tree[neighbour] = subject
                queue.append(neighbour)
    return tree


def _show(kind: str, root: int, tree: Mapping[int, int | None]) -> dict[str, tuple[Any, Any]]:
    changes = {}
    columns = ("joined_into_id", "shown_as_id", *SHOWN[kind])
    rows: dict[int, Any] = MODELS[kind]._default_manager.in_bulk(list(tree))
    mentions = _mentions(kind, tree)
    for key, row in rows.items():
        before = {column: getattr(row, column) for column in columns}
        row.joined_into_id = tree[key]
        row.shown_as_id = root if key != root else None
        # The one that is shown has what the newest document of the whole group says; the rest keep their own.
        said = [m for owner, several in mentions.items() for m in several if key in (root, owner)]
        _take_over(kind, row, said)
        row.save()
        for column in columns:
            after = getattr(row, column)
            if before[column] != after:
                changes[f"{kind}.{key}.{column.removesuffix('_id')}"] = (before[column], after)
    return changes


def _mentions(kind: str, subjects: Iterable[int]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = defaultdict(list)
    rows = Mention.objects.filter(**{f"{kind}__in": list(subjects)}, reading__is_current=True)
    for mention in rows.select_related(f"stated_{kind}", "reading__document", "reading__report"):
        found[getattr(mention, f"{kind}_id")].append(mention)
    return found


def _take_over(kind: str, row: Model, mentions: Iterable[Mention]) -> None:
    newest = max(mentions, key=document_order, default=None)
    if newest is not None:
        for column, name in SHOWN[kind].items():
            setattr(row, column, getattr(newest.stated, name))
    if isinstance(row, Occasion):
        _take_over_recorded(row)


def _take_over_recorded(row: Occasion) -> None:
    """What somebody recorded here counts before what a document says, whenever that is read."""
    recorded = Result.objects.filter(occasion=row).order_by("performed_at", "pk").last()
    if recorded is not None:
        row.execution, row.deviation_level = recorded.execution, recorded.deviation_level
