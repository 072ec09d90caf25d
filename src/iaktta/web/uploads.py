"""Files on their way in: taken only where a page takes them, no more than that takes, and never half.

A view says with `takes_files` how much it takes. What is larger is refused before it is read; a file that
cannot be written down, or is too large by itself, is left out and told in `unreceived`, so that all else that
the person filled in arrives.
"""

from __future__ import annotations

import errno
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from iaktta.errors import IakttaError
from iaktta.jobs.receiving import most_bytes
from iaktta.register.storage import StorageFullError, StorageUnreachableError
from iaktta.rules.files import Use
from iaktta.rules.files.refusals import LargerThanError
from iaktta.web.views.errors import too_large

MOST_FILES = 20
"""How many files one form may bring."""
FILES_OF_FULL_SIZE = 5
"""How many of the largest files one form may bring."""
BESIDE_FILES = 1_000_000
"""Bytes for the rest of a form, and for what stands between its parts."""

_CHUNK = 1 << 16
_DRAINED, _DRAINED_SECONDS = 200_000_000, 20.0
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Unreceived:
    """A file that did not arrive: in which field, under which name, and why."""

    field: str
    name: str
    error: IakttaError


def takes_files(use: Use) -> Callable[[View], View]:
    """Marks a view that takes files for a use."""

    def mark(view: View) -> View:
        view.takes_files = use  # type: ignore[attr-defined]
        return view

    return mark


def unreceived(request: HttpRequest) -> list[Unreceived]:
    """The files of a request that did not arrive."""
    request.FILES  # noqa: B018 - read, so that all have come that will
    found: list[Unreceived] = getattr(request, "_unreceived", [])
    return found


class UploadMiddleware:
    """Holds each request to what its view takes, before anything of it is read.

    It stands before the one that looks for the form's token, which reads the whole form.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, *_: Any) -> HttpResponse | None:
        """A page that says that it was too much, or on to the view."""
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return None
        use: Use | None = getattr(view, "takes_files", None)
        if use is None or not request.user.is_authenticated:
            most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        else:
            most = FILES_OF_FULL_SIZE * most_bytes(use) + BESIDE_FILES
            request.upload_handlers = [LimitedUpload(request, most_bytes(use))]
        if _size_of(request) > most:
            _drain(request)
            return too_large(request, most)
        return None


def _size_of(request: HttpRequest) -> int:
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return int(stated) if stated.isdigit() else 0


def _drain(request: HttpRequest) -> None:
    """Read what is thrown away, up to a limit: a browser shows an answer first when all has been sent."""
    ends, left = time.monotonic() + _DRAINED_SECONDS, _DRAINED
    with suppress(OSError):
        while left > 0 and time.monotonic() < ends and (chunk := request.read(_CHUNK)):
            left -= len(chunk)


class LimitedUpload(FileUploadHandler):
    """Writes each file down as it comes, outside memory, and stops at the limit."""

    def __init__(self, request: HttpRequest, most: int) -> None:
        super().__init__(request)
        self._most, self._written = most, 0
        self._unreceived: list[Unreceived] = []
        self._into: Any = None
        request._unreceived = self._unreceived  # type: ignore[attr-defined]

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._written = 0
        try:
            settings.UPLOADS.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Without a buffer: what does not fit is told by the write itself, not when the file is closed.
            self._into = tempfile.NamedTemporaryFile(dir=settings.UPLOADS, buffering=0)  # noqa: SIM115
        except OSError as error:
            self._leave_out(_spoken(error))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._written += len(raw_data)
        if self._written > self._most:
            self._leave_out(LargerThanError(self._most))
        rest = memoryview(raw_data)
        try:
            while rest:  # a disk that is nearly full takes a part without an error
                rest = rest[self._into.write(rest) :]
        except OSError as error:
            self._leave_out(_spoken(error))

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        self._into.seek(0)
        return UploadedFile(self._into, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self) -> None:
        self._close()

    def _leave_out(self, error: IakttaError) -> None:
        self._close()
        self._unreceived.append(Unreceived(self.field_name or "", self.file_name or "", error))
        raise SkipFile

    def _close(self) -> None:
        if self._into is not None:
            with suppress(OSError):
                self._into.close()
            self._into = None


def _spoken(error: OSError) -> IakttaError:
    return StorageFullError() if error.errno in _FULL else StorageUnreachableError()
