"""One report put together from what the recognisers found."""

from __future__ import annotations

from iaktta.document import Document
from iaktta.reading.decode import UPLOAD_LIMIT, decode
from iaktta.report import Kind, Report, SourceFile

READER = "text/1"
"""Name and version of this reader, kept with every reading."""


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
    return Report(kind=Kind.CONTROL_FOLLOW_UP, source=_source(document))


def _source(document: Document) -> SourceFile:
    return SourceFile(document.name, document.sha256, document.media_type, document.pages, READER)
