"""What a file that somebody sends in is, judged by its content alone, and what it may be called.

Nothing here trusts a name or what the browser says of a file. `judge` is the way in.
"""

from iaktta.rules.files.judging import ATTACHMENT, REPORT, Judged, Use, judge
from iaktta.rules.files.kinds import FileKind
from iaktta.rules.files.limits import Limits
from iaktta.rules.files.names import plain_file_name, served_name
from iaktta.rules.files.refusals import FileRefusedError

__all__ = [
    "ATTACHMENT",
    "REPORT",
    "FileKind",
    "FileRefusedError",
    "Judged",
    "Limits",
    "Use",
    "judge",
    "plain_file_name",
    "served_name",
]
