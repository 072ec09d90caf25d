"""Which rows of the second layer nobody without the right may know of, as it follows from the first layer.

A subject is such where a marking says so of it or of one joined with it, or where all that speaks of it is
such. What points to it follows: proposals, notes, differences, markings. Counts that are kept with rows leave
such rows out, for everybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Q

from iaktta.register.actions.following import Subjects, flag, flag_proposals
from iaktta.register.actions.outcomes import refresh_outcomes, refresh_verdicts
from iaktta.register.actions.results import refresh_results
from iaktta.register.actions.subjects import MODELS
from iaktta.register.actions.tallies import refresh_tallies
from iaktta.register.groups import together
from iaktta.register.models import (
    SUBJECT_KINDS,
    Annotation,
    Marking,
    Mention,
    Occasion,
    ReadingDifference,
    Recommendation,
    SourceDocument,
    StatedReport,
)
from iaktta.register.models.subject import NO_GROUND


def let_know(subjects: Subjects, readings: Collection[int]) -> None:
    """Set on each row whether that it is there is secret, and count anew where that has changed."""
    changed = _mentions(readings) + _documents(readings)
    for kind, keys in subjects.items():
        changed += _subjects(kind, keys)
    changed += _pointing(subjects, readings)
    if changed:
        _count_anew(subjects)
    for kind, keys in subjects.items():
        _keep_grounds(kind, keys)


def _mentions(readings: Collection[int]) -> int:
    hidden = Q()
    for kind in SUBJECT_KINDS:
        hidden |= Q(**{f"stated_{kind}__existence_secret": True})
    return flag(Mention.objects.filter(reading__in=readings), hidden)


def _documents(readings: Collection[int]) -> int:
    hidden = StatedReport.objects.filter(reading__is_current=True, existence_secret=True)
    rows = SourceDocument.objects.filter(readings__in=readings).distinct()
    return flag(rows, Q(pk__in=hidden.values("reading__document")))


def _subjects(kind: str, keys: Iterable[int]) -> int:
    model: Any = MODELS[kind]
    rows = list(model._default_manager.filter(pk__in=list(keys)))
    group = {row.pk: row.shown_as_id or row.pk for row in rows}
    marked = {group[key] for key in _marked(kind, group) if key in group}
    spoken: dict[int, list[bool]] = {}
    for key, hidden in Mention.objects.filter(**{f"{kind}__in": list(group)}).values_list(
        kind, "existence_secret"
    ):
        for one in {key, group[key]}:  # what lists show is known where any of its group is
            spoken.setdefault(one, []).append(hidden)
    hidden_keys = {
        row.pk for row in rows if group[row.pk] in marked or (row.pk in spoken and all(spoken[row.pk]))
    }
    return flag(model._default_manager.filter(pk__in=list(group)), Q(pk__in=hidden_keys))


def _marked(kind: str, keys: Iterable[int]) -> set[int]:
    rows = Marking.objects.filter(
        **{f"{kind}__in": list(keys)}, degree=Marking.Degree.EXISTENCE, removed_at__isnull=True
    )
    return set(rows.values_list(kind, flat=True))


_ABOVE = {"recommendation": "audit", "risk": "plan", "control": "plan", "occasion": "control"}


def _keep_grounds(kind: str, keys: Iterable[int]) -> None:
    """Keep with each subject on what ground it is marked, itself or by what it stands under, for lists."""
    above = _ABOVE.get(kind)
    model: Any = MODELS[kind]
    rows = list(model._default_manager.filter(pk__in=list(keys)))
    own = _grounds(kind, {row.pk for row in rows})
    over = _grounds(above, {getattr(row, f"{above}_id") or 0 for row in rows}) if above else {}
    stated = _stated_markings(kind, {row.pk for row in rows}) if kind == "control" else {}
    changed = []
    for row in rows:
        ground = own.get(row.pk, "") or over.get(getattr(row, f"{above}_id") or 0 if above else 0, "")
        secret = stated.get(row.pk, getattr(row, "secret", False))
        if (row.secrecy_ground, getattr(row, "secret", False)) != (ground, secret):
            row.secrecy_ground = ground
            if kind == "control":
                row.secret = secret
            changed.append(row)
    columns = ["secrecy_ground", "secret"] if kind == "control" else ["secrecy_ground"]
    model._default_manager.bulk_update(changed, columns, batch_size=500)


def _grounds(kind: str, keys: Iterable[int]) -> dict[int, str]:
    """By subject: the ground of the first marking in force on it or on one that is joined with it."""
    rows: Any = MODELS[kind]._default_manager.filter(pk__in=list(keys))
    group: dict[int, int | None] = dict(rows.values_list("pk", "shown_as"))
    found: dict[int, str] = {}
    same = together(kind, group)
    for marking in Marking.objects.filter(**{f"{kind}__in": same}, removed_at__isnull=True).order_by("-pk"):
        stated = (marking.provision, marking.date and marking.date.isoformat(), marking.authority)
        ground = ", ".join(part for part in stated if part) or NO_GROUND
        of = marking.item_id
        root = group.get(of) or of
        found |= {key: ground for key, shown_as in group.items() if (shown_as or key) == root}
    return found


def _stated_markings(kind: str, keys: Iterable[int]) -> dict[int, bool]:
    """By subject that a document marks: whether any such marking still holds."""
    found: dict[int, bool] = {}
    rows = Marking.objects.filter(**{f"{kind}__in": list(keys)}, origin=Marking.Origin.DOCUMENT)
    for marking in rows:
        found[marking.item_id] = found.get(marking.item_id, False) or marking.is_in_force
    return found


def _pointing(subjects: Subjects, readings: Collection[int]) -> int:
    changed = 0
    for kind, keys in subjects.items():
        about = Q(**{f"{kind}__in": keys})
        changed += flag_proposals(kind, keys)
        itself = Q(**{f"{kind}__existence_secret": True})
        changed += flag(Annotation.objects.filter(about), itself)
        changed += flag(Marking.objects.filter(about), itself)
    said = Annotation.objects.filter(mention__reading__in=readings)
    changed += flag(said, Q(mention__existence_secret=True))
    of_documents = Marking.objects.filter(document__readings__in=readings).distinct()
    changed += flag(of_documents, Q(document__existence_secret=True))
    differing = ReadingDifference.objects.filter(Q(reading__in=readings) | Q(earlier__in=readings))
    told = Q(before_mention__existence_secret=True) | Q(after_mention__existence_secret=True)
    return changed + flag(differing, told)


def _count_anew(subjects: Subjects) -> None:
    recommendations = subjects.get("recommendation", set())
    refresh_outcomes(recommendations)
    refresh_verdicts(subjects.get("audit", set()))
    of = Recommendation.objects.filter(pk__in=recommendations, audit__isnull=False)
    refresh_tallies({*subjects.get("audit", set()), *of.values_list("audit_id", flat=True)})
    held = Occasion.objects.filter(pk__in=subjects.get("occasion", set()))
    refresh_results({*subjects.get("control", set()), *held.values_list("control", flat=True)})
