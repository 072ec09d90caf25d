"""A register of any size, written straight into its tables: what imports would have made of many documents.

Ten years, six committees; a document follows up five audits of eight recommendations, each with an addressee
or two, an answer, an observation and a status. Plans, risks, controls, problems and proposals in proportion.
Made rows are the same for the same size, so that two runs can be compared.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from itertools import cycle, islice
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Model

from iaktta.register import models as m
from iaktta.register.actions.committees import Committees
from iaktta.register.actions.results import refresh_results
from iaktta.register.actions.tallies import refresh_tallies

Row = TypeVar("Row", bound=Model)

AUDITS_IN_A_DOCUMENT, RECOMMENDATIONS_IN_AN_AUDIT = 5, 8
LAST_YEAR, YEARS = 2024, 10
COMMITTEES = ("Kommunstyrelsen", "Socialnämnden", "Tekniska nämnden", "Barnnämnden", "Miljönämnden",
              "Kulturnämnden")  # fmt: skip
SUBJECTS = ("upphandling", "fakturahantering", "delegation", "behörigheter", "underhåll av fastigheter",
            "arkiv", "bemanning", "lönehantering", "avtalstrohet", "krisberedskap", "barnhälsa")  # fmt: skip
VERBS = ("att rutinerna för {} dokumenteras och följs upp årligen", "att ansvaret för {} tydliggörs",
         "att {} ingår i nämndens riskanalys", "att stickprov av {} görs varje tertial",
         "att en plan för {} tas fram och beslutas av nämnden")  # fmt: skip
STATUSES = ("implemented", "partly_implemented", "not_implemented", "", "implemented")


class Builder:
    """Fills one organisation's register; `keys` are the two that every row carries."""

    def __init__(self, slug: str = "prov", name: str = "Prov kommun") -> None:
        self.organisation = m.Organisation.objects.create(slug=slug, name=name)
        self.board = m.Body.objects.create(
            organisation=self.organisation, kind=m.Body.Kind.EXECUTIVE_BOARD, name="Kommunstyrelsen"
        )
        self.keys: dict[str, Any] = {"organisation": self.organisation, "owner": self.board}
        self.user = m.User.objects.create_user(
            f"{slug}@iaktta.example", "prov-prov-prov", name="Prov Provsson"
        )
        m.Membership.objects.create(
            user=self.user, body=self.board, role=m.Membership.Role.COORDINATOR, **self.keys
        )
        known = Committees(self.organisation, self.board)
        self.committees = [known.named(name) for name in COMMITTEES]

    @transaction.atomic
    def fill(self, recommendations: int) -> None:
        """Add documents until the register has at least so many more recommendations."""
        each = AUDITS_IN_A_DOCUMENT * RECOMMENDATIONS_IN_AN_AUDIT
        readings = self._readings(-(-recommendations // each))
        audits, stated_audits = self._audits(readings)
        given = self._recommendations(audits, stated_audits)
        self._proposals(readings, given)
        controls = self._plans(readings)
        refresh_tallies(audit.pk for audit in audits)
        refresh_results(control.pk for control in controls)
        self._make(
            m.StatedProblem(reading=reading, code="unread_text", message="En text gick inte att placera.",
                            where="avsnitt 2", source_start=10, source_end=20, **self.keys)
            for reading in readings
        )  # fmt: skip

    def _make(self, rows: Iterable[Row]) -> list[Row]:
        made = list(rows)
        return type(made[0])._default_manager.bulk_create(made, batch_size=500) if made else []

    def _readings(self, count: int) -> list[m.Reading]:
        start = m.SourceDocument.objects.count()
        documents = self._make(
            m.SourceDocument(sha256=hashlib.sha256(str(number).encode()).hexdigest(), size=2_000,
                             name=f"uppföljning-{number}.txt", media_type="text/plain",
                             taken_in_by=self.user, **self.keys)
            for number in range(start, start + count)
        )  # fmt: skip
        readings = self._make(m.Reading(document=each, reader="prov/1", **self.keys) for each in documents)
        self._make(m.PlainText(reading=each, text="Rapportens text. " * 60, **self.keys) for each in readings)
        self._make(
            m.StatedReport(reading=reading, kind="audit_follow_up", title=f"Uppföljning {year(number)}",
                           stated_organisation=self.organisation.name, year=year(number),
                           date=datetime.date(year(number), 10, 1 + number % 28), **self.keys)
            for number, reading in enumerate(readings)
        )  # fmt: skip
        return readings

    def _audits(self, readings: Sequence[m.Reading]) -> tuple[list[m.Audit], list[m.StatedAudit]]:
        told = [(n, reading, i) for n, reading in enumerate(readings) for i in range(AUDITS_IN_A_DOCUMENT)]
        titles = [f"Granskning av {SUBJECTS[(n + i) % len(SUBJECTS)]}, del {n}" for n, _, i in told]
        stated = self._make(
            m.StatedAudit(reading=reading, position=i, title=title, section=f"{i + 2}", year=year(n) - 2,
                          **self.keys)
            for (n, reading, i), title in zip(told, titles, strict=True)
        )  # fmt: skip
        audits = self._make(
            m.Audit(title=title, year=year(n) - 2, verdict="partly_followed", **self.keys)
            for (n, _, i), title in zip(told, titles, strict=True)
        )
        self._mention("audit", audits, stated)
        self._make(
            m.StatedAssessment(reading=each.reading, audit=each, verdict="partly_followed",
                               text="Vår bedömning är att rekommendationerna delvis har följts.", **self.keys)
            for each in stated
        )  # fmt: skip
        self._make(
            m.StatedCommittee(reading=each.reading, audit=each, name=committee.name,
                              basic_name=committee.basic_name, **self.keys)
            for each, committee in zip(stated, cycle(self.committees), strict=False)
        )  # fmt: skip
        return audits, stated

    def _recommendations(
        self, audits: Sequence[m.Audit], stated_audits: Sequence[m.StatedAudit]
    ) -> list[m.Recommendation]:
        told = [
            (audit, stated, number)
            for audit, stated in zip(audits, stated_audits, strict=True)
            for number in range(1, RECOMMENDATIONS_IN_AN_AUDIT + 1)
        ]
        texts = [wording(place) for place in range(len(told))]
        statuses = list(islice(cycle(STATUSES), len(told)))
        stated_rows = self._make(
            m.StatedRecommendation(reading=stated.reading, audit=stated, position=number, number=str(number),
                                   text=text, status=status, source_start=5, source_end=60, **self.keys)
            for (_, stated, number), text, status in zip(told, texts, statuses, strict=True)
        )  # fmt: skip
        rows = self._make(
            m.Recommendation(
                audit=audit,
                number=str(number),
                text=text,
                year=audit.year,
                outcome=status or None,
                **self.keys,
            )
            for (audit, _, number), text, status in zip(told, texts, statuses, strict=True)
        )
        mentions = self._mention("recommendation", rows, stated_rows)
        self._statements(stated_rows)
        addressees = self._addressees(rows, stated_rows)
        self._make(
            m.StatusSet(addressee=addressee, status=mention.stated_recommendation.status, speaker="document",
                        mention=mention, **self.keys)
            for addressee, mention in zip(addressees, mentions, strict=True)
            if mention.stated_recommendation and mention.stated_recommendation.status
        )  # fmt: skip
        return rows

    def _statements(self, stated: Sequence[m.StatedRecommendation]) -> None:
        texts = {"response": "Nämnden kommer att se över frågan under året.", "observation": "Arbetet pågår."}
        for kind, text in texts.items():
            self._make(
                m.StatedStatement(
                    reading=each.reading,
                    recommendation=each,
                    kind=kind,
                    text=text,
                    basis="statement",
                    **self.keys,
                )
                for each in stated
            )

    def _addressees(
        self, rows: Sequence[m.Recommendation], stated: Sequence[m.StatedRecommendation]
    ) -> list[m.Addressee]:
        committees = list(islice(cycle(self.committees), len(rows)))
        self._make(
            m.StatedCommittee(reading=each.reading, recommendation=each, name=committee.name,
                              basic_name=committee.basic_name, **self.keys)
            for each, committee in zip(stated, committees, strict=True)
        )  # fmt: skip
        return self._make(
            m.Addressee(recommendation=row, committee=committee, status=row.outcome, **self.keys)
            for row, committee in zip(rows, committees, strict=True)
        )

    def _plans(self, readings: Sequence[m.Reading]) -> list[m.Control]:
        """A plan for each document, with four risks and four controls of three occasions."""
        pairs = list(zip(readings, cycle(self.committees), strict=False))
        plans = self._make(
            m.Plan(committee=committee, year=year(n), title=f"Internkontrollplan {year(n)}", **self.keys)
            for n, (_, committee) in enumerate(pairs)
        )
        several = [
            (plan, reading, i) for plan, (reading, _) in zip(plans, pairs, strict=True) for i in range(4)
        ]
        stated_risks = self._make(
            m.StatedRisk(reading=reading, position=i, number=str(i + 1), text=f"Brister i {SUBJECTS[i]}",
                         likelihood=i % 4 + 1, consequence=3, value=(i % 4 + 1) * 3, **self.keys)
            for _, reading, i in several
        )  # fmt: skip
        risks = self._make(
            m.Risk(plan=plan, number=str(i + 1), text=f"Brister i {SUBJECTS[i]}", likelihood=i % 4 + 1,
                   consequence=3, value=(i % 4 + 1) * 3, **self.keys)
            for plan, _, i in several
        )  # fmt: skip
        self._mention("risk", risks, stated_risks)
        stated = self._make(
            m.StatedControl(reading=reading, position=i, number=str(i + 1), text=f"Kontroll av {SUBJECTS[i]}",
                            risk=str(i + 1), execution="performed", deviation_level="minor", **self.keys)
            for _, reading, i in several
        )  # fmt: skip
        controls = self._make(
            m.Control(plan=plan, risk=risk, number=str(i + 1), text=f"Kontroll av {SUBJECTS[i]}",
                      execution="performed", deviation_level="minor", **self.keys)
            for (plan, _, i), risk in zip(several, risks, strict=True)
        )  # fmt: skip
        self._mention("control", controls, stated)
        self._occasions(controls, stated)
        return controls

    def _occasions(self, controls: Sequence[m.Control], stated: Sequence[m.StatedControl]) -> None:
        dues = [datetime.date(2022, month, 28) for month in (4, 8, 12)]
        stated_rows = self._make(
            m.StatedOccasion(reading=each.reading, control=each, position=i, name=f"Tillfälle {i + 1}",
                             due=due, execution="performed", deviation_level="none", **self.keys)
            for each in stated for i, due in enumerate(dues)
        )  # fmt: skip
        rows = self._make(
            m.Occasion(control=each, name=f"Tillfälle {i + 1}", due=due, execution="performed",
                       deviation_level="none", **self.keys)
            for each in controls for i, due in enumerate(dues)
        )  # fmt: skip
        self._mention("occasion", rows, stated_rows)

    def _proposals(self, readings: Sequence[m.Reading], given: Sequence[m.Recommendation]) -> None:
        """One in twenty recommendations may be the same as one before it."""
        pairs = list(zip(given[::20], given[1::20], strict=False))
        proposals = self._make(
            m.Proposal(kind="recommendation", first_recommendation=first, second_recommendation=second,
                       reading=readings[-1], likeness=0.91, **self.keys)
            for first, second in pairs
        )  # fmt: skip
        self._make(
            m.Ground(
                proposal=each,
                code="like_text",
                first="Samma ord",
                second="Samma ord",
                weight=0.91,
                **self.keys,
            )
            for each in proposals
        )

    def _mention(self, kind: str, subjects: Sequence[Any], stated: Sequence[Any]) -> list[m.Mention]:
        return self._make(
            m.Mention(reading=row.reading, kind=kind, **{kind: subject, f"stated_{kind}": row}, **self.keys)
            for subject, row in zip(subjects, stated, strict=True)
        )


def year(number: int) -> int:
    """The year of the document with this number: the newest first, then one back at a time."""
    return LAST_YEAR - number % YEARS


def wording(place: int) -> str:
    """A recommendation's text; the same place gives the same text."""
    return (
        "Vi rekommenderar "
        + VERBS[place % len(VERBS)].format(SUBJECTS[place % len(SUBJECTS)])
        + f" ({place})."
    )
