"""Whose words a paragraph gives: the committee that speaks in it, not one that is merely mentioned."""

from __future__ import annotations

import re

from iaktta.reading.committees import Mention, mentions

_SAYS = (
    r"(?:uppger|uppgav|uppgett|uppgivit|svarar|svarade|svarat|instämmer|instämde|anger|angav|angett|angivit|bedömer|bedömde|"
    r"framhåller|framhöll|anser|ansåg|menar|menade|redogör|redogjorde|redovisar|redovisade|meddelar|meddelade|beskriver|"
    r"beskrev|konstaterar|konstaterade|betonar|betonade|lyfter|lyfte|delar|delade|hänvisar|hänvisade|förklarar|förklarade|"
    r"berättar|berättade|berättat|informerar|informerade|informerat|hävdar|hävdade|invänder|invände|välkomnar|välkomnade|"
    r"redogjort|beskrivit|framhållit|framfört|konstaterat|förklarat|rapporterade|rapporterat|svarat|håller\smed|höll\smed|"
    r"tillstår|medger|medgav|åtar\ssig|åtog\ssig|motsätter\ssig|pekar\spå|pekade\spå|tillägger|intygar|försäkrar|"
    r"framför|framförde|skriver|skrev|yttrar|yttrade|understryker|bekräftar|bekräftade|uttrycker|uttryckte|ställer\ssig|"
    r"svarsyttrande|påpekar|påpekade|påtalar|rapporterar|noterar)"
)
_AFTER_NAMES = re.compile(
    rf"(?:,\s(?:som|vilken)\s[^,.]{{3,60}},)?\s*(?:(?:har|hade|själva?|i\s\w+\s(?:svar|yttrande|plan|rapport|delårsrapport)|\w+)\s){{0,2}}{_SAYS}\b",
    re.IGNORECASE,
)
_OF_THEIRS = re.compile(
    r"\s(?:(?:samlade|sammanfattande|egen|egna|gemensamma)\s)*(?:bedömning|uppfattning|svar|yttrande|redovisning|redogörelse|"
    r"åsikt|(?:presidium|ordförande|förvaltning\w*|ledning|företrädare|direktör|chef\w*|kontor|sekreterare)\s"
    rf"(?:har\s|hade\s)?{_SAYS})\b",
    re.IGNORECASE,
)
_OWN_DOCUMENT = re.compile(r"\s\S+(?:\s\S+)?(?:\s(?:19|20)\d\d)?\s(?:framgår|anges)\b", re.IGNORECASE)
_JOINER = re.compile(r"(?:\s*,\s*|\s+och\s+|\s+samt\s+|\s*/\s*)+", re.IGNORECASE)
_FIRST_SENTENCE = re.compile(r"^.*?(?:[.!?](?=\s+[A-ZÅÄÖ])|$)", re.DOTALL)


def speakers(text: str, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The committees whose words a paragraph gives, by its first sentence; none where it does not tell."""
    match = _FIRST_SENTENCE.match(text)
    sentence = match.group() if match else text
    named = list(mentions(sentence, known))
    if not named:
        return ()
    opening = _opening(sentence, named)
    if opening:
        rest = sentence[opening[-1].end :]
        genitive = sentence[opening[-1].start : opening[-1].end].endswith("s")
        if genitive and _OF_THEIRS.match(rest):
            return _names(opening)
        if not genitive and _AFTER_NAMES.match(rest):
            return _names(opening)
        if _starts_with(sentence, opening[0], r"enligt\s") and not genitive:
            return _names(opening)
        if genitive and _starts_with(sentence, opening[0], r"av\s") and _OWN_DOCUMENT.match(rest):
            return _names(opening)
    for mention in named:
        if re.search(rf"\b{_SAYS}\s$", sentence[: mention.start], re.IGNORECASE) and mention.start < 120:
            return (mention.name,)
    return ()


def _starts_with(sentence: str, mention: Mention, words: str) -> bool:
    return bool(re.fullmatch(words, sentence[: mention.start], re.IGNORECASE))


def _opening(sentence: str, named: list[Mention]) -> list[Mention]:
    """The committees that open a sentence, joined by commas or "och"."""
    if not re.fullmatch(
        r"(?:(?:även|också|både|såväl|enligt|av|i)\s)?", sentence[: named[0].start], re.IGNORECASE
    ):
        return []
    found = [named[0]]
    for mention in named[1:]:
        between = sentence[found[-1].end : mention.start]
        if mention.start == found[-1].start or _JOINER.fullmatch(between):
            found.append(mention)
        else:
            break
    return found


def _names(found: list[Mention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(mention.name for mention in found))
