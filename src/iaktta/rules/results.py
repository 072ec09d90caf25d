"""What a control came to, of all that is said of it and its occasions."""

from __future__ import annotations

from collections.abc import Iterable

from iaktta.report import DeviationLevel, Execution

_WORST_FIRST = (DeviationLevel.MAJOR, DeviationLevel.MINOR, DeviationLevel.NONE)
_TELLING_FIRST = (Execution.NOT_PERFORMED, Execution.PERFORMED, Execution.IN_PROGRESS)


def worst_result(levels: Iterable[str], executions: Iterable[str]) -> str:
    """The worst deviation level, else how it was carried out, else empty. Empty codes say nothing."""
    there, done = set(levels), set(executions)
    found = [code for code in _WORST_FIRST if code in there] + [
        code for code in _TELLING_FIRST if code in done
    ]
    return found[0].value if found else ""
