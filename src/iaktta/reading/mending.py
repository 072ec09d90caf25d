"""Lines as they were printed -> texts as they were written.

A line break becomes a space, a hyphen that only splits a word goes, bullets and list numbers go, and
paragraphs are joined by a line feed. Nothing else is added or taken away, and every letter keeps its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from iaktta.document import Passage

BULLET = re.compile(r"^(?:[•●▪▫◦○■□►▶➢➔→‣⁃–—−\-*\uf0b7\uf0a7\uf0d8\uf0fc]|o(?=\s+\S))\s+(?=\S)")
"""A bullet or dash at the start of a line."""

NUMBERED = re.compile(r"^\(?(\d{1,2}|[a-zåäö])\\?[.)]\s+(?=\S)")
"""A list number or letter at the start of a line; Markdown may write a backslash in it."""

_SUSPENDED = re.compile(r"^(?:och|eller|samt|respektive|resp\.?|till|/)(?=\W|$)")
_LAST_WORD = re.compile(r"[\wåäöÅÄÖ]+-$")
_ITEM = re.compile(rf"(?:{BULLET.pattern}|{NUMBERED.pattern})")
_SOFT_HYPHEN = re.compile("\u00ad")
_EMPHASIS = re.compile(r"(?<!\w)\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?!\w)|(?<!\w)__(?=\S)|(?<=\S)__(?!\w)")
_SPACE = Passage.made(" ")
_NEW_LINE = Passage.made("\n")
_NOTHING = Passage.made("")


def joined(lines: Iterable[Passage]) -> Passage:
    """The lines of one paragraph as running text."""
    parts: list[Passage] = []
    for line in lines:
        line = line.strip()
        if not line.text:
            continue
        if parts:
            parts[-1:] = _before(parts[-1], line)
        parts.append(line)
    text = parts[0] if len(parts) == 1 else _NOTHING.join(parts)
    return text.remove(_SOFT_HYPHEN) if "\u00ad" in text.text else text


def _before(last: Passage, line: Passage) -> tuple[Passage, ...]:
    """A line as it stands before the next one: without a hyphen that only splits a word, or with a space."""
    if last.text.endswith("\u00ad"):
        return (last[:-1],)
    if not last.text.endswith("-") or not _LAST_WORD.search(last.text) or _SUSPENDED.match(line.text):
        return last, _SPACE
    return (last,) if hyphen_belongs(last.text, line.text) else (last[:-1],)


def hyphen_belongs(before: str, after: str) -> bool:
    """Whether a hyphen at a line's end is part of the word: "IT-/säkerhet", "e-/post", "GC-/underhåll"."""
    word = re.findall(r"[\wåäöÅÄÖ]+", before)[-1]
    return word.isupper() or len(word) == 1 or word.isdigit() or not after[:1].islower()


def paragraphs(lines: Sequence[Passage], width: int | None = None) -> list[list[Passage]]:
    """Lines -> paragraphs and list items, each a list of lines; bullets are still there.

    A new one begins after a blank line (unless the sentence plainly goes on), at a bullet, and after a
    line that ends a sentence and is clearly shorter than `width` (the longest line by default, in letters).
    """
    longest = width or max((len(line.text) for line in lines), default=0)
    found: list[list[Passage]] = []
    after_blank = True
    for line in lines:
        text = line.text.strip()
        if not text:
            after_blank = True
            continue
        if not found or starts_item(text) or _breaks(found[-1][-1].text.strip(), text, after_blank, longest):
            found.append([line])
        else:
            found[-1].append(line)
        after_blank = False
    return found


def starts_item(text: str) -> bool:
    """Whether a line begins with a bullet or a list number."""
    return _ITEM.match(text) is not None


def _breaks(before: str, after: str, blank: bool, longest: int) -> bool:
    ended = before.rstrip('"”’)]').endswith((".", "!", "?", ":", ";"))
    if blank:
        return ended or not (after[:1].islower() or before.endswith((",", "-")))
    return ended and len(before) < 0.75 * longest and not after[:1].islower()


def mended(lines: Sequence[Passage], width: int | None = None) -> Passage:
    """Lines as one text: paragraphs and items joined by a line feed; bullets, numbers and emphasis go."""
    texts = [unmarked(joined(part)) for part in paragraphs(lines, width)]
    return _NEW_LINE.join(text for text in texts if text)


def unmarked(text: Passage) -> Passage:
    """A paragraph without the bullet or list number before it and without marks of emphasis."""
    text = _without_emphasis(text)
    if match := BULLET.match(text.text) or NUMBERED.match(text.text):
        text = text[match.end() :].strip()
    return _without_emphasis(text)


def _without_emphasis(text: Passage) -> Passage:
    if "*" not in text.text and "__" not in text.text:
        return text.strip()
    return text.strip().remove(_EMPHASIS).strip()


def items(lines: Sequence[Passage]) -> Iterator[tuple[str, Passage]]:
    """Each paragraph or list item, mended, with its mark ("•", "1." or "" where it has none)."""
    for part in paragraphs(lines):
        text = joined(part).strip()
        bare = text.remove(_EMPHASIS).strip()
        match = BULLET.match(bare.text) or NUMBERED.match(bare.text)
        mark = match.group().strip() if match else ""
        if body := unmarked(text):
            yield mark, body
