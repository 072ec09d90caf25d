"""What a reading speaks of that the register may know already: proposals, with their grounds.

Nothing is merged here. What a proposal rests on is taken from subjects, where secret words have a gap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from iaktta.register.models import (
    Audit,
    Control,
    Ground,
    Mention,
    Plan,
    Proposal,
    Reading,
    Recommendation,
    Risk,
    StatedCommittee,
    Subject,
)
from iaktta.rules.likeness import Compared, Likeness, alike, plan_likeness

MOST_PROPOSALS = 3
"""How many things in the register one new thing is proposed to be the same as, at most."""

_COMPARED_KINDS: Mapping[str, type[Subject]] = {
    "audit": Audit,
    "recommendation": Recommendation,
    "plan": Plan,
    "risk": Risk,
    "control": Control,
}


def propose_alike(reading: Reading, made: Mapping[str, Sequence[Any]]) -> list[Proposal]:
    """Proposals between what a reading brought (kind -> new subjects) and what other documents brought."""
    proposals: list[Proposal] = []
    for kind, model in _COMPARED_KINDS.items():
        if not (new := {subject.pk: subject for subject in made.get(kind, ())}):
            continue
        # What one document speaks of, in any reading, is not proposed as the same as each other.
        own = Mention.objects.filter(reading__document=reading.document, kind=kind).values(kind)
        others: Any = model._default_manager.filter(organisation=reading.organisation, owner=reading.owner)
        candidates = _compared(kind, others.exclude(pk__in=own))
        entries = _compared(kind, model._default_manager.filter(pk__in=new))
        groups = {pk: shown or pk for pk, shown in others.values_list("pk", "shown_as")}
        for entry in entries:
            for candidate, how in _distinct(_alike(kind, entry, candidates), groups):
                proposals.append(keep_proposal(reading, kind, candidate.key, entry.key, how))
    return proposals


def keep_proposal(reading: Reading, kind: str, first: Any, second: Any, how: Likeness) -> Proposal:
    """One proposal with its grounds; `first` and `second` are keys of subjects."""
    keys: dict[str, Any] = {"organisation": reading.organisation, "owner": reading.owner}
    proposal = Proposal.objects.create(
        kind=kind,
        likeness=how.share,
        reading=reading,
        **{f"first_{kind}_id": first, f"second_{kind}_id": second},
        **keys,
    )
    Ground.objects.bulk_create(
        Ground(
            proposal=proposal,
            position=position,
            code=ground.code.value,
            first=ground.first,
            second=ground.second,
            weight=ground.weight,
            **keys,
        )
        for position, ground in enumerate(how.grounds)
    )
    return proposal


def _alike(kind: str, entry: Compared, candidates: Sequence[Compared]) -> list[tuple[Compared, Likeness]]:
    if kind == "plan":
        found = [(candidate, plan_likeness(candidate, entry)) for candidate in candidates]
        return [(candidate, how) for candidate, how in found if how]
    return alike(entry, candidates, limit=4 * MOST_PROPOSALS)


def _distinct(
    found: Iterable[tuple[Compared, Likeness]], groups: Mapping[Any, Any]
) -> list[tuple[Compared, Likeness]]:
    """The most alike of each group: what a person has joined is one thing."""
    kept: dict[Any, tuple[Compared, Likeness]] = {}
    for candidate, how in found:
        kept.setdefault(groups[candidate.key], (candidate, how))
    return list(kept.values())[:MOST_PROPOSALS]


def _compared(kind: str, subjects: Any) -> list[Compared]:
    readers: dict[str, Callable[[Any], list[Compared]]] = {
        "audit": _audits,
        "recommendation": _recommendations,
        "plan": _plans,
        "risk": _risks,
        "control": _controls,
    }
    return readers[kind](subjects.order_by("pk"))


def _audits(subjects: Any) -> list[Compared]:
    named = StatedCommittee.objects.filter(audit__mention__audit__in=subjects.values("pk"))
    names: dict[int, set[str]] = {}
    for subject, name in named.values_list("audit__mention__audit", "basic_name"):
        names.setdefault(subject, set()).add(name)
    return [
        Compared(
            row.pk, row.title, "audit", year=row.year, names=frozenset(names.get(row.pk, ())), year_tells=True
        )
        for row in subjects
        if row.title
    ]


def _recommendations(subjects: Any) -> list[Compared]:
    rows = subjects.select_related("audit").prefetch_related("addressees__committee")
    return [
        Compared(
            row.pk,
            row.text,
            "recommendation",
            row.number or None,
            row.year,
            _names(addressee.committee for addressee in row.addressees.all()),
            row.audit.title if row.audit else None,
        )
        for row in rows
    ]


def _plans(subjects: Any) -> list[Compared]:
    return [
        Compared(row.pk, row.title, "plan", year=row.year, names=_names([row.committee]))
        for row in subjects.select_related("committee")
    ]


def _risks(subjects: Any) -> list[Compared]:
    return [
        Compared(
            row.pk,
            row.text,
            "risk",
            row.number or None,
            row.plan.year if row.plan else None,
            _names([row.plan.committee if row.plan else None]),
            row.category or None,
        )
        for row in subjects.select_related("plan__committee")
    ]


def _controls(subjects: Any) -> list[Compared]:
    return [
        Compared(
            row.pk,
            row.text,
            "control",
            row.number or None,
            row.plan.year if row.plan else None,
            _names([row.plan.committee if row.plan else None]),
            row.process or None,
        )
        for row in subjects.select_related("plan__committee")
    ]


def _names(committees: Iterable[Any]) -> frozenset[str]:
    return frozenset(committee.basic_name for committee in committees if committee)
