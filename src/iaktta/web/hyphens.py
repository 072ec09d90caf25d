"""Soft hyphens in long Swedish words: browsers on desktops often lack Swedish hyphenation."""

import re
from functools import lru_cache

SOFT_HYPHEN = "\u00ad"
LONG_WORD = re.compile(r"[^\W\d_]{18,}")
"""Words of at least 18 letters; shorter ones fit."""


@lru_cache(maxsize=1)
def _dictionary():  # type: ignore[no-untyped-def]
    # Loaded at first use: it takes some 20 ms, which a command that shows no page should not pay.
    import pyphen

    return pyphen.Pyphen(lang="sv_SE", left=4, right=4)


@lru_cache(maxsize=4096)
def _hyphenated(word: str) -> str:
    return str(_dictionary().inserted(word, SOFT_HYPHEN))


def soften(text: str) -> str:
    """The text with soft hyphens in its long words; everything else is untouched."""
    return LONG_WORD.sub(lambda found: _hyphenated(found[0]), text)
