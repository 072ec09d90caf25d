"""The files that a form brought: each taken or refused by itself, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import BinaryIO, cast

from django.http import HttpRequest
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError
from iaktta.jobs.database_errors import speaking_of_the_database
from iaktta.jobs.receiving import judge_file
from iaktta.rules.files import Judged, Use, plain_file_name
from iaktta.web.files import spoken
from iaktta.web.uploads import MOST_FILES, unreceived


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken: in which field it came, what it was called, and why."""

    field: str
    name: str
    why: str

    @property
    def sentence(self) -> str:
        return f"{self.name}: {self.why}"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was found to be one that is taken."""

    file: BinaryIO
    name: str
    judged: Judged


def take_each(
    request: HttpRequest, fields: Sequence[str], use: Use, take: Callable[[Incoming], object]
) -> tuple[int, list[Refused]]:
    """Give each file that came in some fields to `take`, and say how many were taken and which were not.

    What `take` raises as an `IakttaError` refuses that file alone.
    """
    refused = [
        Refused(one.field, _named(one.name), spoken(one.error))
        for one in unreceived(request)
        if one.field in fields
    ]
    taken = 0
    came = [(field, file) for field in fields for file in request.FILES.getlist(field)]
    for field, file in came[:MOST_FILES]:
        name = _named(file.name or "")
        opened = cast(BinaryIO, file.file)
        try:
            judged = judge_file(opened, use)
            with speaking_of_the_database():
                take(Incoming(opened, name, judged))
        except IakttaError as error:
            refused.append(Refused(field, name, spoken(error)))
        else:
            taken += 1
    more = _("Högst %(n)s filer går att skicka på en gång. Skicka resten för sig.") % {"n": MOST_FILES}
    refused += [Refused(field, _named(file.name or ""), more) for field, file in came[MOST_FILES:]]
    return taken, refused


def _named(name: str) -> str:
    return plain_file_name(name) or _("Fil utan namn")
