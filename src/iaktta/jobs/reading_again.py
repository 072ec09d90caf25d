"""Documents that an older reader read, read again from the file that the register keeps."""

from __future__ import annotations

from collections.abc import Iterator

from iaktta.errors import IakttaError
from iaktta.jobs.database_errors import speaking_of_the_database
from iaktta.jobs.reading import read_bytes
from iaktta.register.actions.take_in import TakenIn, take_in
from iaktta.register.models import SourceDocument, User
from iaktta.register.storage import open_content


def read_again(document: SourceDocument, *, by: User) -> TakenIn:
    """Read a document's own file with the reader of this version; the same reader changes nothing.

    Raises:
        IakttaError: This version cannot read the file, or the database will not.
    """
    with speaking_of_the_database(), open_content(document) as file:
        content = file.read()
    found, report = read_bytes(content, document.name)
    with speaking_of_the_database():
        return take_in(
            report,
            content=content,
            name=document.name,
            media_type=found.media_type,
            text=found.text,
            organisation=document.organisation,
            owner=document.owner,
            by=by,
        )


def read_all_again(*, by: User) -> Iterator[tuple[SourceDocument, TakenIn | IakttaError]]:
    """Every document, oldest first; one that cannot be read does not stop the others."""
    documents = SourceDocument.objects.order_by("taken_in_at", "pk")
    for document in documents.select_related("organisation", "owner"):
        try:
            yield document, read_again(document, by=by)
        except IakttaError as error:
            yield document, error
