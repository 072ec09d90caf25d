"""Pictures: only their heads are read, nothing is unpacked."""

from __future__ import annotations

import struct
import zlib
from typing import BinaryIO

from iaktta.rules.files.limits import Limits
from iaktta.rules.files.refusals import DamagedError, TooManyPixelsError

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
JPEG_SIGNATURE = b"\xff\xd8\xff"

_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})  # markers that no length follows
_SEGMENTS = 2_000


def check_png(file: BinaryIO, limits: Limits) -> None:
    """Look at a PNG's head. Raises DamagedError or TooManyPixelsError."""
    file.seek(0)
    head = file.read(33)
    if len(head) < 33 or not head.startswith(PNG_SIGNATURE):
        raise DamagedError
    length, kind = struct.unpack(">I4s", head[8:16])
    width, height = struct.unpack(">II", head[16:24])
    (crc,) = struct.unpack(">I", head[29:33])
    if (length, kind) != (13, b"IHDR") or crc != zlib.crc32(head[12:29]):
        raise DamagedError
    _check_size(width, height, limits)


def check_jpeg(file: BinaryIO, limits: Limits) -> None:
    """Walk a JPEG's segments to its frame. Raises DamagedError or TooManyPixelsError."""
    file.seek(2)
    for _ in range(_SEGMENTS):
        marker = _marker(file)
        if marker in _ALONE:
            continue
        (length,) = struct.unpack(">H", _exactly(file, 2))
        if length < 2:
            raise DamagedError
        if marker in _START_OF_FRAME:
            height, width = struct.unpack(">xHH", _exactly(file, 5))
            _check_size(width, height, limits)
            return
        if marker in (0xD8, 0xD9, 0xDA):  # a new picture, the end, or the picture itself, before any frame
            raise DamagedError
        file.seek(length - 2, 1)
    raise DamagedError


def _marker(file: BinaryIO) -> int:
    if _exactly(file, 1) != b"\xff":
        raise DamagedError
    byte = b"\xff"
    for _ in range(_SEGMENTS):  # any number of fill bytes may come before the code
        byte = _exactly(file, 1)
        if byte != b"\xff":
            break
    return byte[0]


def _exactly(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    if len(data) != count:
        raise DamagedError
    return data


def _check_size(width: int, height: int, limits: Limits) -> None:
    if not width or not height:
        raise DamagedError
    if width * height > limits.pixels:
        raise TooManyPixelsError(width=width, height=height)
