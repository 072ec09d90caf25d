"""A document: its text with the places of its entries, what each entry says, and what does not add up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from iaktta.register import access
from iaktta.register.models import (
    Reading,
    ReadingDifference,
    SourceDocument,
    StatedDecision,
    StatedProblem,
    StatedReport,
)
from iaktta.register.outtake import outtake_text
from iaktta.register.permissions import Act
from iaktta.register.queries.entries import Entry, entries_of
from iaktta.register.queries.secrecy import check_of
from iaktta.report import ProblemCode
from iaktta.web.files import file_response, kind_of
from iaktta.web.navigation import page
from iaktta.web.paper import Place, sheets
from iaktta.web.scope import scope_of
from iaktta.web.secrecy import secrecy_of
from iaktta.web.words import ENTRY

_UNREAD = 0  # the number that passages nobody could place carry in the paper


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry in the list beside the paper."""

    entry: Entry
    label: str | Promise
    url: str
    subject_url: str
    chosen: bool


@require_safe
def document(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """One document; `lasning` shows an older reading, `post` picks an entry."""
    scope = scope_of(request, org)
    sight = scope.see
    found = sight.one(SourceDocument, pk)
    readings = list(sight.of(Reading).filter(document=found).order_by("-pk"))
    reading = _reading(readings, request.GET.get("lasning", ""))
    head = sight.of(StatedReport).filter(reading=reading).first()
    with_secrets = sight.may(Act.READ_SECRETS, found)
    sight.reveal(head)
    entries = entries_of(sight, reading, with_secrets=with_secrets)
    problems = list(sight.of(StatedProblem).filter(reading=reading))
    differences = list(sight.of(ReadingDifference).filter(reading=reading))
    sight.reveal(*problems, *differences)
    text = outtake_text(reading, with_secrets=with_secrets)
    chosen = _number(request.GET.get("post", ""))
    paper = sheets(text, _places(entries, problems))
    anchors = {piece.anchor for sheet in paper for piece in sheet.pieces if piece.anchor is not None}
    context = {
        "document": found,
        "head": head,
        "decision": sight.of(StatedDecision).filter(reading=reading, audit__isnull=True).first(),
        "reading": reading,
        "readings": readings,
        "differences": differences,
        "secrecy": secrecy_of(scope, found),
        "check": check_of(sight, found),
        "entries": [_shown(org, reading, entry, chosen) for entry in entries],
        "sheets": paper,
        "chosen": chosen,
        "problems": [(problem, problem.source_start in anchors) for problem in problems],
        "answer": _answer(entries, problems),
        "may_fetch": access.may_fetch(sight, found),
        "unread": sum(problem.code == ProblemCode.UNREAD_TEXT for problem in problems),
    }
    return page(request, scope, "documents", "documents/document.html", context)


@require_safe
def file(request: HttpRequest, org: str, pk: int) -> HttpResponseBase:
    """The file as it was read in; one with secret words only to those who may see them."""
    scope = scope_of(request, org)
    found = scope.see.one(SourceDocument, pk)
    return file_response(access.open_file(scope.see, found), found.name, kind_of(found.media_type))


def _reading(readings: list[Reading], wanted: str) -> Reading:
    if not readings:
        raise Http404
    if wanted:
        found = next((reading for reading in readings if str(reading.pk) == wanted), None)
        if found is None:
            raise Http404
        return found
    return next((reading for reading in readings if reading.is_current), readings[0])


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


def _places(entries: Iterable[Entry], problems: Iterable[StatedProblem]) -> Iterator[Place]:
    for entry in entries:
        for index, (start, end) in enumerate(entry.ranges):
            yield Place(start, end, entry.number, is_first=index == 0)
        for ranges in entry.fields.values():
            for start, end in ranges:
                yield Place(start, end, entry.number, is_key=False)
    for problem in problems:
        if problem.code == ProblemCode.UNREAD_TEXT and problem.source_start is not None:
            pieces = problem.source_pieces or [(problem.source_start, problem.source_end)]
            for index, (start, end) in enumerate(pieces):
                yield Place(start, end, _UNREAD, is_first=index == 0)


def _shown(org: str, reading: Reading, entry: Entry, chosen: int | None) -> ShownEntry:
    query = f"?post={entry.number}" + ("" if reading.is_current else f"&lasning={reading.pk}")
    anchor = f"#s-{entry.ranges[0][0]}" if entry.ranges else f"#e-{entry.number}"
    return ShownEntry(
        entry, ENTRY[entry.kind], query + anchor, subject_url(org, entry.subject), entry.number == chosen
    )


def subject_url(org: str, subject: tuple[str, int] | None) -> str:
    """The page of what an entry speaks of; an occasion has none of its own yet."""
    if subject is None or subject[0] == "occasion":
        return ""
    kind, pk = subject
    return reverse(kind, kwargs={"org": org, "pk": pk})


def _answer(entries: list[Entry], problems: list[StatedProblem]) -> tuple[str, str, str]:
    """What was found, what does not add up (in bold), and how much text nobody could place."""
    unread = sum(problem.code == ProblemCode.UNREAD_TEXT for problem in problems)
    wrong = len(problems) - unread
    found = ngettext(
        "%(n)s uppgift är läst ur dokumentet.", "%(n)s uppgifter är lästa ur dokumentet.", len(entries)
    ) % {"n": len(entries)}
    odd = ngettext("%(n)s sak stämmer inte.", "%(n)s saker stämmer inte.", wrong) % {"n": wrong}
    left = ngettext(
        "%(n)s stycke text kunde inte placeras.", "%(n)s stycken text kunde inte placeras.", unread
    ) % {"n": unread}
    return found, odd if wrong else "", left if unread else ""
