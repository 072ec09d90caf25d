"""What a reading speaks of: a subject for each entry, and a mention that ties the two together.

Subjects are made from the stated rows, never from the report itself, so that secret words keep their gap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from iaktta.register.actions.committees import Committees
from iaktta.register.models import (
    SUBJECT_KINDS,
    Addressee,
    Audit,
    Control,
    Mention,
    Occasion,
    Plan,
    Reading,
    Recommendation,
    Risk,
    StatedAudit,
    StatedControl,
    StatedOccasion,
    StatedRecommendation,
    StatedReport,
    StatedRisk,
    StatusSet,
    Subject,
)
from iaktta.report import Kind
from iaktta.rules.concerned import concerned_committees
from iaktta.rules.names import basic_name, names_all_audited

_PLAN_KINDS = (Kind.CONTROL_PLAN, Kind.CONTROL_FOLLOW_UP)

# What a subject shows of the newest document that speaks of it: column -> column of the stated row.
SHOWN: Mapping[str, Mapping[str, str]] = {
    "audit": {"title": "title", "year": "year"},
    "recommendation": {},  # text and number stay as first stated
    "plan": {"title": "title"},
    "risk": {
        name: name
        for name in ("number", "text", "category", "likelihood", "consequence", "value", "treatment")
    },
    "control": {
        name: name
        for name in (
            "number", "text", "category", "process", "responsible", "execution", "deviation_level", "secret",
        )
    },
    "occasion": {name: name for name in ("name", "due", "execution", "deviation_level")},
}  # fmt: skip


class StatedRows:
    """The rows of a reading that have a subject, by kind and in the document's order."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.head: StatedReport = StatedReport.objects.get(reading=reading)
        audits = StatedAudit.objects.filter(reading=reading).prefetch_related("auditees")
        recommendations = StatedRecommendation.objects.filter(reading=reading)
        self.by_kind: dict[str, list[Any]] = {
            "audit": list(audits.order_by("position")),
            "recommendation": list(
                recommendations.select_related("audit")
                .prefetch_related("addressees", "audit__auditees")
                .order_by("is_new", "audit__position", "position")
            ),
            "plan": [self.head] if self.head.kind in _PLAN_KINDS else [],
            "risk": list(StatedRisk.objects.filter(reading=reading).order_by("position")),
            "control": list(StatedControl.objects.filter(reading=reading).order_by("position")),
            "occasion": list(
                StatedOccasion.objects.filter(reading=reading)
                .select_related("control")
                .order_by("control__position", "position")
            ),
        }


Moved = Mapping[tuple[str, int], Any]
"""(kind, key of a stated row) -> the subject that it speaks of since an earlier reading."""


class SubjectMaker:
    """Makes the subjects and mentions of one reading."""

    def __init__(self, rows: StatedRows, moved: Moved | None = None) -> None:
        reading = rows.reading
        self.rows, self.moved = rows, moved or {}
        self.keys: dict[str, Any] = {"organisation": reading.organisation, "owner": reading.owner}
        self.committees = Committees(reading.organisation, reading.owner)
        self.subjects: dict[tuple[str, int], Any] = {}
        self.made: dict[str, list[Any]] = {kind: [] for kind in SUBJECT_KINDS}
        self.mentions: dict[tuple[str, int], Mention] = {}

    def make(self) -> None:
        """Subjects for what is new, mentions for everything, statuses where the document states them."""
        builders: dict[str, Callable[[Any], Subject]] = {
            "audit": self._audit,
            "recommendation": self._recommendation,
            "plan": self._plan,
            "risk": self._risk,
            "control": self._control,
            "occasion": self._occasion,
        }
        for kind in SUBJECT_KINDS:
            new = [row for row in self.rows.by_kind[kind] if (kind, row.pk) not in self.moved]
            built = [builders[kind](row) for row in new]
            # Without `update_conflicts` both databases give the new keys back.
            self.made[kind] = list(MODELS[kind]._default_manager.bulk_create(built))
            self.subjects |= {(kind, row.pk): it for row, it in zip(new, self.made[kind], strict=True)}
            for row in self.rows.by_kind[kind]:
                if (kind, row.pk) in self.moved:
                    self.subjects[kind, row.pk] = self.moved[kind, row.pk]
            self._mention(kind)
        self._address()

    def _mention(self, kind: str) -> None:
        rows = self.rows.by_kind[kind]
        mentions = Mention.objects.bulk_create(
            Mention(
                reading=self.rows.reading,
                kind=kind,
                **{f"stated_{kind}": row, kind: self.subjects[kind, row.pk]},
                **self.keys,
            )
            for row in rows
        )
        self.mentions |= {(kind, row.pk): it for row, it in zip(rows, mentions, strict=True)}

    def _audit(self, row: StatedAudit) -> Audit:
        return Audit(title=row.title, year=row.year, **self.keys)

    def _recommendation(self, row: StatedRecommendation) -> Recommendation:
        """A follow-up's own recommendation has no audit: counts of the audits it follows leave it out."""
        return Recommendation(
            audit=self.subjects["audit", row.audit_id] if row.audit_id else None,
            number=row.number,
            text=row.text,
            year=row.audit.year if row.audit else self.rows.head.year,
            **self.keys,
        )

    def _plan(self, row: StatedReport) -> Plan:
        committee = self.committees.named(row.body) if row.body else None
        return Plan(committee=committee, year=row.year, title=row.title, **self.keys)

    def _plan_of_reading(self) -> Any:
        return self.subjects.get(("plan", self.rows.head.pk))

    def _risk(self, row: StatedRisk) -> Risk:
        stated = {column: getattr(row, name) for column, name in SHOWN["risk"].items()}
        return Risk(plan=self._plan_of_reading(), **stated, **self.keys)

    def _control(self, row: StatedControl) -> Control:
        stated = {column: getattr(row, name) for column, name in SHOWN["control"].items()}
        return Control(plan=self._plan_of_reading(), risk=self._risk_of(row), **stated, **self.keys)

    def _risk_of(self, row: StatedControl) -> Any:
        """The risk that the control names by its number; two risks with that number name none."""
        found = [risk for risk in self.rows.by_kind["risk"] if row.risk and risk.number == row.risk]
        return self.subjects["risk", found[0].pk] if len(found) == 1 else None

    def _occasion(self, row: StatedOccasion) -> Occasion:
        stated = {column: getattr(row, name) for column, name in SHOWN["occasion"].items()}
        committee = self.committees.named(row.committee) if row.committee else None
        control = self.subjects["control", row.control_id]
        return Occasion(control=control, committee=committee, **stated, **self.keys)

    def _address(self) -> None:
        """Addressees of every recommendation, and the status that the document states for them."""
        rows = self.rows.by_kind["recommendation"]
        subjects = [self.subjects["recommendation", row.pk] for row in rows]
        known: dict[int, dict[int | None, Addressee]] = defaultdict(dict)
        for addressee in Addressee.objects.filter(recommendation__in=subjects):
            known[addressee.recommendation_id][addressee.committee_id] = addressee
        statuses: list[StatusSet] = []
        for row, subject in zip(rows, subjects, strict=True):
            addressees = self._addressees(row, subject, known[subject.pk])
            if row.status or row.effect:
                statuses += [self._status(row, addressee) for addressee in addressees]
        StatusSet.objects.bulk_create(statuses)

    def _addressees(
        self, row: StatedRecommendation, subject: Recommendation, known: dict[int | None, Addressee]
    ) -> list[Addressee]:
        """One for each committee concerned; one without committee where none can be told (R44)."""
        printed = [name.name for name in row.addressees.all()]
        auditees = [name.name for name in row.audit.auditees.all()] if row.audit else []
        concerned = [name for name in concerned_committees(printed, auditees) if not names_all_audited(name)]
        together = next((name for name in printed if names_all_audited(name)), "")
        own = {basic_name(name) for name in printed}
        wanted: list[tuple[Any, str]] = [
            (self.committees.named(name), name if basic_name(name) in own else together) for name in concerned
        ] or [(None, together)]
        found = []
        for committee, named in wanted:
            key = committee.pk if committee else None
            if key not in known:
                known[key] = Addressee.objects.create(
                    recommendation=subject, committee=committee, named=named, **self.keys
                )
            found.append(known[key])
        self._forget(known, {addressee.pk for addressee in found})
        return found

    def _forget(self, known: Mapping[int | None, Addressee], kept: Iterable[int]) -> None:
        """Addressees that only an earlier reading named and that no person has said anything of."""
        others = {addressee.pk for addressee in known.values()} - set(kept)
        if others:
            said = StatusSet.objects.filter(addressee__in=others, set_by__isnull=False)
            Addressee.objects.filter(pk__in=others - set(said.values_list("addressee", flat=True))).delete()

    def _status(self, row: StatedRecommendation, addressee: Addressee) -> StatusSet:
        return StatusSet(
            addressee=addressee,
            status=row.status,
            effect=row.effect,
            speaker=StatusSet.Speaker.DOCUMENT,
            said_on=self.rows.head.date,
            mention=self.mentions["recommendation", row.pk],
            **self.keys,
        )


MODELS: Mapping[str, type[Subject]] = {
    "audit": Audit,
    "recommendation": Recommendation,
    "plan": Plan,
    "risk": Risk,
    "control": Control,
    "occasion": Occasion,
}
