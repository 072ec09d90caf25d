"""Small reports of the invented Granviks kommun, built straight from the interchange types."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from iaktta.document import Span
from iaktta.register.actions.take_in import TakenIn, take_in
from iaktta.register.models import Body, Organisation, User
from iaktta.report import (
    Audit,
    Control,
    Kind,
    NewRecommendation,
    Occasion,
    Recommendation,
    Report,
    Risk,
    SourceFile,
    Statement,
    Status,
)

PURCHASING = "Granskning av inköp"
GUIDELINES = "Kommunstyrelsen bör fastställa riktlinjer för direktupphandling och göra dem kända."
CALL_OFF = "Se till att skälet till avsteg från rangordningen antecknas vid varje avrop."
TRAINING = "Att alla som beställer varor och tjänster erbjuds utbildning i inköp."
LOGS = "Att loggkontroller genomförs regelbundet och dokumenteras."


def first_follow_up(**changes: Any) -> Report:
    """A follow-up of 2022: one audit of two committees with three recommendations, and one of its own."""
    audit = Audit(
        PURCHASING,
        section="3.1",
        year=2019,
        auditees=("Kommunstyrelsen", "Tekniska nämnden"),
        recommendations=(
            Recommendation(GUIDELINES, "1", ("Kommunstyrelsen",), status=Status.PARTLY_IMPLEMENTED),
            Recommendation(CALL_OFF, "2", ("Tekniska nämndens",), source=Span(0, 10)),
            Recommendation(TRAINING, "3", ("samtliga nämnder",), status=Status.NOT_IMPLEMENTED),
        ),
    )
    return Report(
        Kind.AUDIT_FOLLOW_UP,
        "Uppföljning 2022",
        organisation="Granviks kommun",
        year=2022,
        date=datetime.date(2022, 12, 6),
        audits=(audit,),
        recommendations=(NewRecommendation(LOGS, ("Socialnämnden",), section="3.1"),),
        source=SourceFile("2022.txt", "0" * 64, "text/plain", reader="text 1"),
        **changes,
    )


def second_follow_up() -> Report:
    """A follow-up of 2024 that follows the same audit, worded otherwise, and one audit more."""
    audit = Audit(
        PURCHASING,
        year=2019,
        auditees=("Kommunstyrelsen", "Tekniska nämnden"),
        recommendations=(
            Recommendation(
                "Fastställa riktlinjer för direktupphandling och göra dem kända.",
                "1",
                ("Kommunstyrelsen",),
                observations=(Statement("Riktlinjerna finns."),),
                status=Status.IMPLEMENTED,
            ),
            Recommendation(CALL_OFF, "2", ("Tekniska nämnden",), status=Status.IMPLEMENTED),
        ),
    )
    other = Audit("Granskning av krisledning", year=2022, auditees=("Kommunstyrelsen",))
    return Report(
        Kind.AUDIT_FOLLOW_UP,
        "Uppföljning 2024",
        year=2024,
        date=datetime.date(2024, 11, 20),
        audits=(audit, other),
        source=SourceFile("2024.txt", "0" * 64, "text/plain", reader="text 1"),
    )


def plan(year: int, kind: Kind = Kind.CONTROL_PLAN) -> Report:
    """Tekniska nämnden's plan of a year: two risks, two controls, one of them with two occasions."""
    return Report(
        kind,
        f"Internkontrollplan {year}",
        body="Tekniska nämnden",
        year=year,
        risks=(
            Risk("Fakturor betalas utan attest", "1", likelihood=3, consequence=4, value=12),
            Risk("Avtal löper ut utan att någon märker det", "2"),
        ),
        controls=(
            Control(
                "Stickprov av att fakturor har attesterats av behörig person",
                risk="1",
                responsible=f"Controllern {year}",
                occasions=(Occasion("30 april", committee="Tekniska nämnden"), Occasion("31 december")),
            ),
            Control("Genomgång av avtalsregistret", risk="2"),
        ),
        source=SourceFile(f"{year}.txt", "0" * 64, "text/plain", reader="text 1"),
    )


def read_by(report: Report, reader: str) -> Report:
    """The same report as another version of the reader signs it."""
    assert report.source is not None
    return dataclasses.replace(report, source=dataclasses.replace(report.source, reader=reader))


def keep(report: Report, organisation: Organisation, owner: Body, by: User, text: str = "") -> TakenIn:
    """Take in a report as if its title, or the text given, were the file."""
    return take_in(
        report,
        content=(text or report.title).encode(),
        name=report.source.name if report.source else "rapport.txt",
        media_type="text/plain",
        text=text or report.title,
        organisation=organisation,
        owner=owner,
        by=by,
    )
