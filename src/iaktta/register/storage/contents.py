"""The bytes of a document, wherever they lie."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from iaktta.register.models import Attachment, FileContent, SourceDocument
from iaktta.register.storage.folder import FolderStore
from iaktta.register.storage.object_store import Bucket, ObjectStore
from iaktta.register.storage.store import FileDisposedError, FileGoneError, FileStore, Stored

Storage = SourceDocument.Storage


def storage_in_use() -> Storage:
    """Where new files are put: the object store where one is set, else the folder."""
    return Storage.OBJECT_STORE if settings.S3_BUCKET else Storage.FOLDER


def store_in_use() -> FileStore:
    """The store that new files are put in."""
    return store_at(storage_in_use())


def store_at(storage: str) -> FileStore:
    """A store by its name among `Storage`; the database is none."""
    if storage == Storage.FOLDER:
        return FolderStore(Path(settings.FILES))
    if storage == Storage.OBJECT_STORE:
        return ObjectStore(
            Bucket(
                settings.S3_BUCKET,
                settings.S3_ENDPOINT,
                settings.S3_REGION,
                settings.S3_ACCESS_KEY,
                settings.S3_SECRET_KEY,
            )
        )
    raise ValueError(f"no store of files is called {storage}")


def keep(organisation: int, content: BinaryIO | bytes) -> Stored:
    """Put a file where new files go. Raises StorageError."""
    return store_in_use().put(organisation, io.BytesIO(content) if isinstance(content, bytes) else content)


def open_content(row: SourceDocument | Attachment) -> BinaryIO:
    """The file of a document or an attachment as it was taken in. Raises StorageError."""
    if row.storage == Storage.DISPOSED:
        raise FileDisposedError
    if row.storage != Storage.DATABASE:
        return store_at(row.storage).open(row.organisation_id, row.sha256)
    held = FileContent.objects.filter(organisation=row.organisation_id, document=row.pk).first()
    if held is None:
        raise FileGoneError
    return io.BytesIO(bytes(held.content))
