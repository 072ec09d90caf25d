"""The kinds of file that are taken in."""

from __future__ import annotations

from enum import StrEnum


class FileKind(StrEnum):
    """A kind of file, told by its content."""

    TEXT = "text"
    CSV = "csv"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    ODT = "odt"
    ODS = "ods"
    PNG = "png"
    JPEG = "jpeg"

    @property
    def media_type(self) -> str:
        """What the file is served as: our own word, never the sender's."""
        return _MEDIA_TYPE[self]

    @property
    def ending(self) -> str:
        """The ending of its name, with the dot."""
        return _ENDING.get(self, f".{self.value}")

    @property
    def is_image(self) -> bool:
        """Whether a browser may show it by itself."""
        return self in (FileKind.PNG, FileKind.JPEG)


_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_MEDIA_TYPE = {
    FileKind.TEXT: "text/plain",
    FileKind.CSV: "text/csv",
    FileKind.PDF: "application/pdf",
    FileKind.DOCX: f"{_OFFICE}wordprocessingml.document",
    FileKind.XLSX: f"{_OFFICE}spreadsheetml.sheet",
    FileKind.ODT: f"{_OPEN}text",
    FileKind.ODS: f"{_OPEN}spreadsheet",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
}
_ENDING = {FileKind.TEXT: ".txt", FileKind.JPEG: ".jpg"}
