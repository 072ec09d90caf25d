"""What a PDF holds, told by a program of its own: how many pages, and whether anything in it would run.

Run as `python -m iaktta.rules.files.pdf_facts < FILE`, in a process that may use so much memory and time and
no more: a PDF can be made so that looking through it never ends. Prints one JSON object.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

MEMORY = 1_000_000_000
"""Bytes that looking through a file may take."""
SECONDS = 20
"""Processor time that it may take."""

_RUNS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/RichMediaExecute", "/Rendition", "/Movie", "/Sound"}
)
_PLAYERS = frozenset({"/RichMedia", "/Movie", "/Screen", "/3D"})
_DATA = frozenset({"/application/json", "/text/xml", "/application/xml", "/text/csv", "/text/plain"})


@dataclass(frozen=True, slots=True)
class PdfFacts:
    """What was found. `pages` is None where the file could not be read or is locked."""

    pages: int | None = None
    is_locked: bool = False
    is_active: bool = False


def facts_of(path: str) -> PdfFacts:
    """Look through the whole of a PDF."""
    import pikepdf

    try:
        with pikepdf.open(path) as pdf:
            return PdfFacts(len(pdf.pages), is_active=any(_is_active(each) for each in pdf.objects))
    except pikepdf.PasswordError:
        return PdfFacts(is_locked=True)
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError):
        return PdfFacts()


def _is_active(found: Any) -> bool:
    return any(_would_run(each) for each in _dictionaries(found))


def _would_run(found: Any) -> bool:
    """Whether a dictionary is an action or an annotation that runs something, or a file that it carries."""
    if "/JS" in found or "/JavaScript" in found:
        return True
    if str(found.get("/S", "")) in _RUNS or str(found.get("/Subtype", "")) in _PLAYERS:
        return True
    return str(found.get("/Type", "")) == "/EmbeddedFile" and str(found.get("/Subtype", "")) not in _DATA


def _dictionaries(found: Any) -> Iterator[Any]:
    """An object and every dictionary that stands in it; what it refers to comes by itself."""
    import pikepdf

    waiting = [found]
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield each
            inner = [each.get(key) for key in each.keys()]  # noqa: SIM118 - not a Python dict
        elif isinstance(each, pikepdf.Array):
            inner = list(each)
        else:
            continue
        waiting += [one for one in inner if not getattr(one, "is_indirect", False)]


def main() -> None:
    """Limit this process, look through what stands on its input and say what was found."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    json.dump(asdict(facts_of("/dev/stdin")), sys.stdout)


if __name__ == "__main__":
    main()
