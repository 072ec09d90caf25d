"""Documents (dokument) and what was read in them."""

from __future__ import annotations

from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from iaktta.register.access import Sight
from iaktta.register.models import Reading, SourceDocument
from iaktta.register.outtake import outtake, outtake_text
from iaktta.register.permissions import Act
from iaktta.register.queries.audits import source_of
from iaktta.register.queries.filtered import readings_where
from iaktta.report import Kind, to_data
from iaktta.web.api import shapes, shaping
from iaktta.web.api.callers import caller_of
from iaktta.web.api.paging import Listed, Paged, page_of

router = Router(tags=["Documents"])


class DocumentFilters(Schema):
    """Which documents."""

    year: shapes.Year | None = Field(None, description="The year that the document concerns.")
    kind: Kind | None = Field(None, description="Its kind (slag).")


@router.get(
    "/documents",
    response=Listed[shapes.DocumentItem],
    operation_id="list_documents",
    url_name="documents",
    summary="Documents (dokument)",
)
def documents(
    request: HttpRequest, filters: Annotated[DocumentFilters, Query()], paging: Paged
) -> Listed[shapes.DocumentItem]:
    """Documents that have been read, each in its current reading. The order is that of the readings."""
    rows = readings_where(caller_of(request).see, year=filters.year, kind=filters.kind)
    found, after = page_of(rows, paging)
    return Listed(items=[shaping.document_item(source_of(one)) for one in found], next_cursor=after)


@router.get(
    "/documents/{int:document_id}",
    response=shapes.DocumentOut,
    operation_id="get_document",
    url_name="document",
    summary="One document, as JSON",
)
def document(request: HttpRequest, document_id: int) -> shapes.DocumentOut:
    """Everything that was read in it, each entry with its place. Secret words only for who may see them."""
    reading, with_secrets = _current(caller_of(request).see, document_id)
    item = shaping.document_item(source_of(reading))
    return shapes.DocumentOut(
        **item.model_dump(),
        reading=reading.pk,
        with_secrets=with_secrets,
        report=to_data(outtake(reading, with_secrets=with_secrets)),
    )


@router.get(
    "/documents/{int:document_id}/text",
    response=shapes.TextOut,
    operation_id="get_document_text",
    url_name="document_text",
    summary="The plain text that places count in",
)
def document_text(request: HttpRequest, document_id: int) -> shapes.TextOut:
    """The plain text of the current reading. Secret letters are blocked out for who may not see them."""
    reading, with_secrets = _current(caller_of(request).see, document_id)
    words = outtake_text(reading, with_secrets=with_secrets)
    return shaping.text(document_id, reading, words, with_secrets=with_secrets)


def _current(see: Sight, key: int) -> tuple[Reading, bool]:
    """A document's current reading, and whether the caller may see its secret words. Raises Http404."""
    document = see.one(SourceDocument, key)
    found = see.of(Reading).filter(document=document, is_current=True)
    reading = found.select_related("report", "document").first()
    if reading is None:
        raise Http404
    return reading, see.may(Act.READ_SECRETS, document)
