"""Secret words and the gaps that they leave, in plain strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

GAP = "[sekretess]"
"""What stands in a row where secret words stood."""

BLOCK = "█"
"""What stands in the plain text for each secret letter, so that every other place keeps its offset."""

Range = tuple[int, int]
"""[start, end) in code points."""
Cut = tuple[int, str]
"""Where secret words began in the full text, and the words."""

_FEW = 3
_BREAKS = re.compile(r"[-\u00ad\s]+")


def merged(ranges: Iterable[Range]) -> list[Range]:
    """The same places in order, those that touch or overlap as one, empty ones left out."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if start >= end:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def cut(text: str, ranges: Iterable[Range]) -> tuple[str, list[Cut]]:
    """The text with a gap at each place, and what was cut out."""
    parts: list[str] = []
    cuts: list[Cut] = []
    at = 0
    for start, end in merged(ranges):
        parts += [text[at:start], GAP]
        cuts.append((start, text[start:end]))
        at = end
    return "".join([*parts, text[at:]]), cuts


def restored(gapped: str, cuts: Iterable[Cut]) -> str:
    """The full text: what `cut` took out put back."""
    text = gapped
    for start, words in sorted(cuts):  # from the left, so that each start is where it was in the full text
        text = text[:start] + words + text[start + len(GAP) :]
    return text


def blocked(text: str, ranges: Iterable[Range]) -> tuple[str, list[Cut]]:
    """The text with its secret letters blocked out, line by line as long as before, and what was cut out."""
    letters = list(text)
    cuts: list[Cut] = []
    for start, end in merged((max(0, start), min(end, len(text))) for start, end in ranges):
        cuts.append((start, text[start:end]))
        letters[start:end] = [letter if letter in "\r\n\f" else BLOCK for letter in text[start:end]]
    return "".join(letters), cuts


def unblocked(text: str, cuts: Iterable[Cut]) -> str:
    """The full text: what `blocked` took out put back."""
    for start, words in cuts:
        text = text[:start] + words + text[start + len(words) :]
    return text


def is_telling(words: str) -> bool:
    """Whether the words are so many that they are the same secret wherever they stand."""
    return len(words.split()) >= _FEW


def occurrences(words: str, text: str) -> list[Range]:
    """Where the words stand in a text whose lines may break them, with or without a hyphen."""
    letters = [re.escape(letter) for letter in "".join(words.split())]
    pattern = r"[-\u00ad]?\s*".join(letters)
    return [found.span() for found in re.finditer(pattern, text)] if letters else []


def squeezed(text: str) -> str:
    """The letters alone, without what may break a line: where `words` occur their letters do."""
    return _BREAKS.sub("", text)


def quotes(message: str, secrets: Sequence[str]) -> bool:
    """Whether a message repeats three words in a row of something secret, or all of something shorter."""
    spoken = _words(message)
    heard = set(zip(*(spoken[offset:] for offset in range(_FEW)), strict=False))
    for secret in secrets:
        words = _words(secret)
        if len(words) < _FEW:
            if words and f" {' '.join(words)} " in f" {' '.join(spoken)} ":
                return True
        elif any(run in heard for run in zip(*(words[o:] for o in range(_FEW)), strict=False)):
            return True
    return False


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
