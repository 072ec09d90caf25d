"""How far a backup has come, told in whole per cent."""

from __future__ import annotations

from django.utils.translation import gettext as _

from iaktta.jobs.preparation import Tell

_EVERY = 10
"""Per cent between two sentences."""


class Progress:
    """Counts work that is done and tells each time another tenth of it is.

    Args:
        words: What is done, with a place for the per cent: "Säkerhetskopierar: %(percent)d %%".
    """

    def __init__(self, tell: Tell, words: str, total: int) -> None:
        self._tell, self._words, self._total = tell, words, max(total, 1)
        self._done = 0
        self._told = 0

    def step(self, by: int = 1) -> None:
        """So much more is done."""
        self._done += by
        reached = min(self._done * 100 // self._total, 100) // _EVERY * _EVERY
        if reached > self._told:
            self._told = reached
            self._tell(self._words % {"percent": reached})


def rows_and_files(rows: int, files: int) -> str:
    """How much a backup holds: "1 234 rader och 5 filer"."""
    return _("%(rows)s rader och %(files)s filer") % {"rows": _spaced(rows), "files": _spaced(files)}


def _spaced(number: int) -> str:
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")
