"""The same document as another extractor would have given it: white space, line ends, pages and marks differ.

What a careful reader makes of the document stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_OTHER_BULLETS = {"•": "▪", "▶": "➢", "−": "–", "\uf0b7": "•"}


def without_trailing_space(text: str) -> str:
    """No space where a line was wrapped."""
    return re.sub(r"[ \t]+(?=\r?\n)", lambda m: "\t" if "\t" in m.group() else "", text)


def with_trailing_space(text: str) -> str:
    """A space at the end of every line that has words."""
    return re.sub(r"(?<=\S)(?=\n)", " ", text)


def with_windows_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def with_double_blank_lines(text: str) -> str:
    """Every blank line twice."""
    return re.sub(r"^([ \t]*\r?\n)", r"\1\1", text, flags=re.M)


def with_page_numbers(text: str) -> str:
    """A foot with the page's number where a page ends, at a blank line (form feeds stay)."""
    if "\f" in text:
        number = iter(range(1, 1000))
        return re.sub(r"\n\f", lambda _: f"\n{next(number)} ({text.count(chr(12)) + 1})\n\f", text)
    return text


def with_other_dashes(text: str) -> str:
    """Hyphens and dashes of other kinds inside sentences."""
    return text.replace(" – ", " - ")


def with_other_quotes(text: str) -> str:
    return text.replace("”", '"').replace("“", '"')


def with_other_bullets(text: str) -> str:
    """Round bullets become square, arrows become others."""
    return re.sub("[•▶−\uf0b7]", lambda mark: _OTHER_BULLETS[mark.group()], text)


def with_no_break_spaces(text: str) -> str:
    """A no-break space between a sign and its number."""
    return re.sub(r"(?<=§) (?=\d)", "\u00a0", text)


CHANGES: dict[str, Callable[[str], str]] = {
    change.__name__: change
    for change in (
        without_trailing_space,
        with_trailing_space,
        with_windows_line_ends,
        with_double_blank_lines,
        with_page_numbers,
        with_other_dashes,
        with_other_quotes,
        with_other_bullets,
        with_no_break_spaces,
    )
}
