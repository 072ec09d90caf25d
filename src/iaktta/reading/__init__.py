"""A file -> a document -> a report.

`read_bytes` is the way in. A recogniser looks for one thing, yields what it finds with its place, and is
silent when unsure; what nobody claims becomes the problem `unread_text`.
"""

from iaktta.reading.assembly import READER, read_bytes
from iaktta.reading.decode import UPLOAD_LIMIT, decode
from iaktta.reading.refusals import UnreadableFileError

__all__ = ["READER", "UPLOAD_LIMIT", "UnreadableFileError", "decode", "read_bytes"]
