"""Audits in a document: each chapter is given to the layout that is surest of it."""

from __future__ import annotations

from iaktta.document import Document
from iaktta.reading.audits.chapters import find_chapters
from iaktta.reading.audits.layout import Chapter, Layout
from iaktta.reading.audits.prose import Prose
from iaktta.reading.audits.response import read_response
from iaktta.reading.audits.table_chapters import InTables
from iaktta.reading.audits.table_documents import audits_in_rows, audits_in_tables, with_tables
from iaktta.reading.audits.whole import is_single, read_audit, read_single
from iaktta.reading.head import Head
from iaktta.reading.outline import Outline
from iaktta.report import Audit, Kind

LAYOUTS: tuple[Layout, ...] = (Prose(), InTables())
"""Where two are equally sure the first one reads."""


def find_audits(document: Document, outline: Outline, committees: frozenset[str]) -> tuple[Audit, ...]:
    """The audits that a document treats, in printed order; none is a valid answer."""
    return tuple(
        _surest(document, outline, chapter).read(document, outline, chapter, committees)
        for chapter in find_chapters(document, outline)
    )


def audits_of(
    document: Document, outline: Outline, committees: frozenset[str], kind: Kind, head: Head
) -> tuple[Audit, ...]:
    """The audits of a report: its chapters, or the one that an audit report as a whole is about."""
    if kind is Kind.AUDIT:
        return (read_audit(document, outline, head, committees),)
    if kind is Kind.AUDIT_RESPONSE:
        audit = read_response(document, outline, head, committees)
        return (with_tables(document, outline, committees, audit),)
    if named := audits_in_rows(document, outline, committees, head):
        return named
    found = find_audits(document, outline, committees)
    if found and not is_single(head, [audit.title for audit in found]):
        return found
    if in_tables := audits_in_tables(document, outline, committees, head):
        return in_tables
    single = read_single(document, outline, head, committees)
    return (single,) if single else found


def _surest(document: Document, outline: Outline, chapter: Chapter) -> Layout:
    return max(LAYOUTS, key=lambda layout: layout.sureness(document, outline, chapter))
