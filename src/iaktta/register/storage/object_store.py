"""Files in a store that speaks S3: Amazon's own, MinIO, Ceph and others.

The library is imported when the first file is asked for; an installation without such a store never loads it.
"""

from __future__ import annotations

import base64
import datetime
import hashlib
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, BinaryIO, cast

from iaktta.register.storage.store import (
    CHUNK,
    FileDamagedError,
    FileGoneError,
    Held,
    StorageError,
    StorageFullError,
    StorageUnreachableError,
    Stored,
    digest_of,
)

_FULL = {"InsufficientStorage", "QuotaExceeded", "XMinioStorageFull", "507"}
_GONE = {"NoSuchKey", "404", "NotFound"}
_IN_MEMORY = 4_000_000
"""Bytes that are kept in memory before a temporary file takes over."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where an object store is, and how to sign in to it. Empty is left to the library's own way."""

    name: str
    endpoint: str = ""
    region: str = ""
    access_key: str = ""
    secret_key: str = ""


class ObjectStore:
    """Files under organisation/ab/cd/SHA-256 in a bucket."""

    def __init__(self, bucket: Bucket) -> None:
        self.bucket = bucket

    @property
    def _client(self) -> Any:
        return _client_of(self.bucket)

    def put(self, organisation: int, content: BinaryIO) -> Stored:
        content.seek(0)
        check = hashlib.md5(usedforsecurity=False)  # what every S3 compares with what it received
        stored = digest_of(content, check.update)
        content.seek(0)
        with _speaking_of_the_store():
            self._client.put_object(
                Bucket=self.bucket.name,
                Key=_key(organisation, stored.sha256),
                Body=content,
                ContentLength=stored.size,
                ContentMD5=base64.b64encode(check.digest()).decode("ascii"),
                ContentType="application/octet-stream",
            )
        return stored

    def open(self, organisation: int, sha256: str) -> BinaryIO:
        with _speaking_of_the_store():
            found = self._client.get_object(Bucket=self.bucket.name, Key=_key(organisation, sha256))
            file = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115
            try:
                digest = hashlib.sha256()
                for chunk in found["Body"].iter_chunks(CHUNK):
                    digest.update(chunk)
                    file.write(chunk)
                if digest.hexdigest() != sha256:
                    raise FileDamagedError
                file.seek(0)
            except BaseException:
                file.close()
                raise
            return file

    def exists(self, organisation: int, sha256: str) -> bool:
        try:
            self._since(organisation, sha256)
        except FileGoneError:
            return False
        return True

    def remove(self, organisation: int, sha256: str) -> None:
        with _speaking_of_the_store():
            self._client.delete_object(Bucket=self.bucket.name, Key=_key(organisation, sha256))

    def remove_unused(
        self, organisation: int, sha256: str, *, since: datetime.datetime, in_use: Callable[[], bool]
    ) -> bool:
        # An object cannot be moved aside in one step. Putting it there again renews its time, so what is
        # older is not on its way into a row, but for the moment between looking and removing.
        try:
            if in_use() or self._since(organisation, sha256) >= since:
                return False
        except FileGoneError:
            return False
        self.remove(organisation, sha256)
        return True

    def each(self, organisation: int) -> Iterator[Held]:
        with _speaking_of_the_store():
            pages = self._client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.bucket.name, Prefix=f"{organisation}/"):
                for one in page.get("Contents", ()):
                    yield Held(one["Key"].rpartition("/")[2], one["Size"], one["LastModified"])

    def clear_leftovers(self, *, since: datetime.datetime) -> int:
        """An object store keeps nothing that is half written."""
        return 0

    def _since(self, organisation: int, sha256: str) -> datetime.datetime:
        with _speaking_of_the_store():
            found = self._client.head_object(Bucket=self.bucket.name, Key=_key(organisation, sha256))
            return cast(datetime.datetime, found["LastModified"])


@lru_cache(maxsize=4)
def _client_of(bucket: Bucket) -> Any:
    import boto3
    from botocore.config import Config

    config = Config(
        connect_timeout=5,
        read_timeout=60,
        retries={"max_attempts": 3, "mode": "standard"},
        # A store of one's own seldom has a name in the DNS for each bucket, nor Amazon's newest checksums.
        s3={"addressing_style": "path" if bucket.endpoint else "auto"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return boto3.client(
        "s3",
        endpoint_url=bucket.endpoint or None,
        region_name=bucket.region or None,
        aws_access_key_id=bucket.access_key or None,
        aws_secret_access_key=bucket.secret_key or None,
        config=config,
    )


def _key(organisation: int, sha256: str) -> str:
    return f"{organisation}/{sha256[:2]}/{sha256[2:4]}/{sha256}"


@contextmanager
def _speaking_of_the_store() -> Iterator[None]:
    from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError

    try:
        yield
    except StorageError:
        raise
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in _GONE:
            raise FileGoneError from error
        raise (StorageFullError if code in _FULL else StorageUnreachableError)() from error
    except (BotoCoreError, HTTPClientError, OSError) as error:
        raise StorageUnreachableError from error
