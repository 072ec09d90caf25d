"""Where the bytes of files lie: under their SHA-256, apart for each organisation, outside the web root.

A file is written before the row that names it, so that a row is never without its file; what no row names is
harmless and is swept later (`jobs.files`).
"""

from iaktta.register.storage.contents import keep, open_content, storage_in_use, store_at, store_in_use
from iaktta.register.storage.store import (
    FileDamagedError,
    FileDisposedError,
    FileGoneError,
    FileStore,
    Held,
    StorageError,
    StorageFullError,
    StorageUnreachableError,
    Stored,
)

__all__ = [
    "FileDamagedError",
    "FileDisposedError",
    "FileGoneError",
    "FileStore",
    "Held",
    "StorageError",
    "StorageFullError",
    "StorageUnreachableError",
    "Stored",
    "keep",
    "open_content",
    "storage_in_use",
    "store_at",
    "store_in_use",
]
