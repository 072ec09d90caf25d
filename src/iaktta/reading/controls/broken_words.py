"""Words that a narrow column broke without a hyphen ("Systemdokument|ationen"), made whole again.

A column breaks a word only where the word alone is wider than the column: its first part stands alone on
its line
and fills it. That holds for many two-word cells too ("Kontroll / genomförd"), so the parts are weighed: are
they
words that the document uses, does the document use the whole, does a common ending lie across the break.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from iaktta.document import Document, Passage

_WORD = re.compile(r"[^\W\d_]+")
_ENDING_WORDS = """
    skapet skapen skap processen processer process ningen ningar ningarna ning heten heter heterna het
    tionen tioner tionerna tion eringen eringar ering andet endet ande ende arna erna orna elsen elser
    else mentet menten ment systemet systemen system planen planer plan rutinen rutiner rutin ansvaret
    ansvar arbetet arbete verksamheten verksamhet verksamheter hanteringen hantering redovisningen
    redovisning upphandlingen upphandling förvaltningen förvaltning utbetalningar utbetalning säkerheten
    säkerhet policyn uppgifter uppgift kontrollen kontroller kontroll ersättningar ersättning avtalen
    avtal fakturor faktura handlingar handling besluten beslut ärenden ärende miljön miljö frånvaron
    frånvaro tiden riktlinjer riktlinje lagen lig ligt liga isk iskt iska bar bart bara ad ade at
"""
_ENDINGS = tuple(_ENDING_WORDS.split())
_SMALL = """
    alla att av de den det där då efter ej eller en enligt ett finns från får följs för genomförd
    genomfört ges görs har hur i inom inte kan klar med mellan när och om på samt sin sina sitt ska
    skall sker som så tas till under utan utförd utfört vad var vid är över
"""
_SMALL_WORDS = frozenset(_SMALL.split())
_LONG_STEM = 8


@dataclass(frozen=True)
class Vocabulary:
    """The words that a document uses, and whether its wrapped lines keep the space after their last word."""

    document: Document

    @cached_property
    def words(self) -> Counter[str]:
        return Counter(word.casefold() for word in _WORD.findall(self.document.text))

    @cached_property
    def stems(self) -> Counter[str]:
        return Counter(word[:_LONG_STEM] for word in self.words if len(word) >= _LONG_STEM)

    @cached_property
    def keeps_space(self) -> bool:
        full = [line for line in self.document.lines if not line.blank]
        return sum(line.raw.endswith(" ") for line in full) > 0.6 * len(full)

    def ends_with_space(self, passage: Passage) -> bool:
        """Whether the line that a passage closes had a space after its last word."""
        return self.document.line_at(passage.at[-1]).raw.endswith((" ", "\t"))


def rejoined(vocabulary: Vocabulary, lines: Sequence[Passage], width: int | None) -> list[Passage]:
    """The lines of a cell of some width, in letters, with broken words whole."""
    whole: list[Passage] = []
    for line in lines:
        if whole and (_is_cut(vocabulary, whole[-1], line) or _is_broken(vocabulary, whole[-1], line, width)):
            whole[-1] = whole[-1] + line
        else:
            whole.append(line)
    return whole


def _is_cut(vocabulary: Vocabulary, before: Passage, after: Passage) -> bool:
    """Whether a line lacks the space that other wrapped lines keep, within a word."""
    if not _WORD.fullmatch(before.text) or not after.text[:1].islower() or not before.at:
        return False
    raw = vocabulary.document.line_at(before.at[-1]).raw
    return vocabulary.keeps_space and raw.endswith(before.text) and before.text[-1:].islower()


def _is_broken(vocabulary: Vocabulary, before: Passage, after: Passage, width: int | None) -> bool:
    if not width:
        return False
    first, rest = _WORD.fullmatch(before.text), _WORD.match(after.text)
    if first is None or rest is None or not rest.group().islower() or not before.text[-1:].islower():
        return False
    whole = before.text.casefold() + rest.group()
    if vocabulary.words[whole] and vocabulary.words[before.text.casefold()] == 1:
        return True
    # The column is so narrow that the word alone fills it, and nothing but the break ends the line.
    if len(before) < width - 2 or len(before) < _LONG_STEM:
        return False
    if vocabulary.keeps_space and vocabulary.ends_with_space(before):
        return False
    return _weight(vocabulary, before.text.casefold(), rest.group()) >= 2


def _weight(vocabulary: Vocabulary, first: str, rest: str) -> int:
    words, whole = vocabulary.words, first + rest
    weight = 3 * (words[whole] > 0) + (len(rest) <= 6) + vocabulary.keeps_space
    weight -= 3 * (words[first] > 1) + 2 * (words[rest] > 1) + 3 * (rest in _SMALL_WORDS)
    # A lone consonant is no word.
    weight += 2 * (len(rest) == 1 and rest not in "iåö")
    weight += 2 * any(whole.endswith(ending) and len(ending) > len(rest) for ending in _ENDINGS)
    return weight + (vocabulary.stems[whole[:_LONG_STEM]] > 1)
