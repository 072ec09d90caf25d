"""One report put together from what the recognisers found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from iaktta.document import Document
from iaktta.reading.audits import audits_of
from iaktta.reading.audits.chapters import find_chapters
from iaktta.reading.audits.new_recommendations import find_new_recommendations
from iaktta.reading.audits.tables import head_lines
from iaktta.reading.committees import known_committees
from iaktta.reading.controls import Plan, find_plan
from iaktta.reading.controls.action_tables import find_actions
from iaktta.reading.coverage import unread_passages
from iaktta.reading.decisions import unreadable_decisions
from iaktta.reading.decode import UPLOAD_LIMIT, decode
from iaktta.reading.extras import find_extras
from iaktta.reading.footnotes import footnotes
from iaktta.reading.head import Head, find_head
from iaktta.reading.kind import find_kind, kind_of_other_family, kind_of_title
from iaktta.reading.mending import joined
from iaktta.reading.outline import Outline, outline
from iaktta.reading.refusals import NotAReportError
from iaktta.reading.summary import find_summary, summary_lines
from iaktta.report import Kind, Problem, Report, SourceFile
from iaktta.rules.problems import find_problems

READER = "text/1"
"""Name and version of this reader, kept with every reading."""

_OF_CONTROLS = {Kind.CONTROL_PLAN, Kind.CONTROL_FOLLOW_UP, Kind.OVERALL_EVALUATION}


@dataclass(frozen=True)
class Reading:
    """A report as it was read, and the lines that are understood without being kept."""

    report: Report
    known: frozenset[int]


def read_bytes(data: bytes, name: str, limit: int = UPLOAD_LIMIT) -> tuple[Document, Report]:
    """The document in a file and the report that it holds.

    Args:
        data: The file's bytes.
        name: Its name, for the source; `.md` is Markdown.
        limit: The most bytes to take.

    Raises:
        UnreadableFileError: The file holds no text that can be read, or no report.
    """
    document = decode(data, name, limit)
    return document, read_document(document)


def read_document(document: Document) -> Report:
    """The report that a document holds.

    Raises:
        NotAReportError: It holds none.
    """
    parts = outline(document)
    head = find_head(document, parts)
    kind = find_kind(document, parts, head.title)
    if kind is None:
        raise NotAReportError
    reading = _read_as(document, parts, head, kind)
    if not _tells(reading.report):
        reading = _read_otherwise(document, parts, head, kind) or reading
    report = reading.report
    if not _tells(report) and kind_of_title(head.title) is None:
        raise NotAReportError
    return replace(report, problems=tuple(_problems(document, reading)))


def _read_as(document: Document, parts: Outline, head: Head, kind: Kind) -> Reading:
    read = _controls if kind in _OF_CONTROLS else _audits
    return read(document, parts, head, kind)


def _tells(report: Report) -> bool:
    """Whether anything but its head was found in a report."""
    return bool(report.audits or report.controls or report.risks or report.recommendations)


def _read_otherwise(document: Document, parts: Outline, head: Head, kind: Kind) -> Reading | None:
    """Where the likeliest kind tells nothing: read as one of the other family, if that tells something."""
    other = kind_of_other_family(document, parts, kind)
    reading = _read_as(document, parts, head, other) if other is not None else None
    return reading if reading is not None and _tells(reading.report) else None


def _base(document: Document, head: Head, kind: Kind) -> Report:
    return Report(
        kind=kind,
        title=head.title,
        organisation=head.organisation,
        body=head.body,
        author=head.author,
        year=head.year,
        date=head.date,
        registration=head.registration,
        decision=head.decision,
        places=head.places,
        source=SourceFile(document.name, document.sha256, document.media_type, document.pages, READER),
    )


def _audits(document: Document, parts: Outline, head: Head, kind: Kind) -> Reading:
    committees = known_committees(document.text)
    chapters = [chapter.section for chapter in find_chapters(document, parts)]
    extras = find_extras(document, parts, whole=kind is not Kind.AUDIT_FOLLOW_UP)
    report = replace(
        _base(document, head, kind),
        audits=audits_of(document, parts, committees, kind, head),
        recommendations=find_new_recommendations(document, parts, chapters, committees)
        if kind is Kind.AUDIT_FOLLOW_UP
        else (),
        summary=find_summary(document, parts),
        conclusion=extras.conclusion if kind is Kind.AUDIT_FOLLOW_UP else None,
        questions=extras.questions,
        criteria=extras.criteria,
        fact_check=extras.fact_check,
        contacts=extras.contacts,
        references=extras.references,
        actions=find_actions(document) if kind is Kind.AUDIT_RESPONSE else (),
        places={**head.places, **extras.places},
    )
    known = _heading_lines(parts) | parts.furniture | parts.contents | set(summary_lines(document, parts))
    known |= footnotes(document).lines | head_lines(parts.lines)
    return Reading(report, frozenset(known))


def _heading_lines(parts: Outline) -> set[int]:
    """The lines of headings, but for labels whose text follows on the same line."""
    return {
        line
        for heading in parts.headings
        if heading.rest is None
        for line in range(heading.first, heading.last)
    }


def _controls(document: Document, parts: Outline, head: Head, kind: Kind) -> Reading:
    plan = find_plan(document, proposes=kind is Kind.OVERALL_EVALUATION)
    base = _base(document, head, kind)
    report = replace(
        base,
        kind=_kind_by_results(kind, head, plan),
        year=base.year if base.year is not None else _shared_due_year(plan),
        scale=plan.scale,
        requirements=plan.requirements,
        areas=plan.areas,
        risks=plan.risks,
        controls=plan.controls,
        actions=plan.actions,
        conclusion=plan.conclusion,
        recommendations=plan.recommendations,
        places={**head.places, **plan.places},
    )
    return Reading(report, plan.labels | plan.furniture)


def _kind_by_results(kind: Kind, head: Head, plan: Plan) -> Kind:
    """A plan that also holds its results is a follow-up, whatever its title; without a title results tell."""
    if kind is Kind.OVERALL_EVALUATION or not plan.controls:
        return kind
    followed = sum(
        bool(control.occasions or control.execution or control.deviation_level or control.deviation)
        for control in plan.controls
    )
    if followed >= 0.5 * len(plan.controls):
        return Kind.CONTROL_FOLLOW_UP
    return kind if kind_of_title(head.title) is not None else Kind.CONTROL_PLAN


def _shared_due_year(plan: Plan) -> int | None:
    """The year that all occasions' dates share."""
    years = Counter(
        occasion.due.year for control in plan.controls for occasion in control.occasions if occasion.due
    )
    return next(iter(years)) if len(years) == 1 else None


def _problems(document: Document, reading: Reading) -> Iterator[Problem]:
    yield from find_problems(reading.report)
    yield from _unreadable_decisions(document)
    yield from unread_passages(document, reading.report, reading.known)


_PACKED_DATE = re.compile(r"\d{8}")


def _unreadable_decisions(document: Document) -> Iterator[Problem]:
    if not _PACKED_DATE.search(document.text):
        return
    block = []
    for line in [*document.lines, None]:
        if line is not None and not line.blank:
            block.append(document.passage(line))
        elif block:
            yield from unreadable_decisions(document, joined(block))
            block = []
