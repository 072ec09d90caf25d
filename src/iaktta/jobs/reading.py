"""A file on disk, or bytes that were sent in -> what it says."""

from __future__ import annotations

import os
from pathlib import Path

from iaktta.document import Document
from iaktta.errors import IakttaError
from iaktta.report import Report


class FileMissingError(IakttaError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"Filen {path} finns inte. Kontrollera namnet och mappen och försök igen.")


class NotAFileError(IakttaError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} är en mapp och ingen fil. Ange en fil i mappen i stället.")


class FileUnreachableError(IakttaError):
    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Filen {path} går inte att öppna. Kontrollera att du får läsa den och att disken är ansluten."
        )


def read(path: Path | str) -> Report:
    """What the report in a file says.

    Raises:
        IakttaError: The file cannot be read, or holds no report; the text says why and what to do.
    """
    return read_document(path)[1]


def read_document(path: Path | str) -> tuple[Document, Report]:
    """The file's plain text, in which offsets count, and what it says. Raises as `read`."""
    from django.conf import settings

    name = Path(path).name
    return read_bytes(read_path(path, settings.REPORT_MAX_BYTES), name)


def read_bytes(data: bytes, name: str) -> tuple[Document, Report]:
    """The same for a file's content. Raises as `read`."""
    from django.conf import settings

    # Recognisers are heavy to import, and the command line must answer --help at once.
    from iaktta import reading

    return reading.read_bytes(data, name, settings.REPORT_MAX_BYTES)


def read_path(path: Path | str, limit: int) -> bytes:
    """A file's content, at most `limit` bytes of it.

    Raises:
        IakttaError: It does not exist, vanished, is a folder, is larger, or may not be opened.
    """
    place = Path(path)
    try:
        with place.open("rb") as file:
            # One byte more tells a file that is too large from one that is just within the limit,
            # whatever its size was when somebody last looked.
            data = file.read(limit + 1)
            size = max(len(data), os.fstat(file.fileno()).st_size)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise FileMissingError(place) from error
    except IsADirectoryError as error:
        raise NotAFileError(place) from error
    except (OSError, ValueError) as error:
        raise FileUnreachableError(place) from error
    if len(data) > limit:
        from iaktta.reading.refusals import FileTooLargeError

        raise FileTooLargeError(size, limit)
    return data
