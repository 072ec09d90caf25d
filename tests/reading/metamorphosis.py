"""The same document as another municipality would have written it.

Each change is applied alike to a document's text and to what a careful reader makes of it, so a reader
that knows the field's forms, and not these documents, does as well on the result. Names are taken from
the gold, never written here.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

Gold = dict[str, Any]
Change = Callable[[str], str]

_INVENTED_COMMITTEES = (
    "Hamnnämnden",
    "Skärgårdsnämnden",
    "Fjällnämnden",
    "Trafiknämnden",
    "Näringslivsnämnden",
    "Fritidsnämnden",
    "Bildningsnämnden",
    "Folkhälsonämnden",
)
_INVENTED_PEOPLE = (
    "Majken Ljungö",
    "Torkel Sandvass",
    "Bengta Alrot",
    "Ivar Kvistrum",
    "Signhild Moberga",
    "Ture Vide",
)
_STAYING = {"Kommunstyrelsen"}  # every municipality has one, by law


def texts_of(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Each string under a value, with the name of its field."""
    if isinstance(value, dict):
        for key, child in value.items():
            yield from texts_of(child, key)
    elif isinstance(value, list):
        for child in value:
            yield from texts_of(child, name)
    elif isinstance(value, str):
        yield name, value


def mapped(value: Any, change: Change, name: str = "") -> Any:
    """A copy of gold with every printed string changed; codes stay."""
    if isinstance(value, dict):
        return {key: mapped(child, change, key) for key, child in value.items()}
    if isinstance(value, list):
        return [mapped(child, change, name) for child in value]
    if isinstance(value, str) and name not in _CODES:
        return change(value)
    return value


_CODES = {
    "kind",
    "schema",
    "basis",
    "status",
    "effect",
    "verdict",
    "execution",
    "deviation_level",
    "treatment",
}


def everywhere(text: str, gold: Gold, change: Change) -> tuple[str, Gold]:
    return change(text), mapped(gold, change)


# ----------------------------------------------------------------------- names


def other_names(text: str, gold: Gold) -> tuple[str, Gold]:
    """Committees, municipality, firm and people replaced by invented ones."""
    for change in (*_committees(gold), *_people(gold), *_places(gold)):
        text, gold = everywhere(text, gold, change)
    return text, gold


def _committees(gold: Gold) -> Iterator[Change]:
    fields = {"committees", "auditees", "addressees", "committee"}
    names = dict.fromkeys(value for name, value in texts_of(gold) if name in fields)
    printed = [name for name in names if name not in _STAYING and not name.casefold().startswith("samtliga")]
    pairs = {}
    for index, name in enumerate(printed):
        new = _INVENTED_COMMITTEES[index % len(_INVENTED_COMMITTEES)]
        pairs[name] = new if name.endswith("en") else f"{new.removesuffix('en')}en"
    yield lambda text: _replaced_committees(text, pairs)


def _replaced_committees(text: str, pairs: dict[str, str]) -> str:
    for old, new in sorted(pairs.items(), key=lambda pair: -len(pair[0])):
        stem = re.sub(r"(?:en)?$", "", old)
        pattern = re.compile(re.escape(stem).replace(r"\ ", r"\s+") + r"(en)?(s)?\b", re.IGNORECASE)

        def put(match: re.Match[str], new: str = new) -> str:
            word = new + (match[2] or "")
            return word if match.group()[0].isupper() else word[0].lower() + word[1:]

        text = pattern.sub(put, text)
    return text


def _people(gold: Gold) -> Iterator[Change]:
    people = dict.fromkeys(value for name, value in texts_of(gold) if name == "responsible")
    for index, person in enumerate(people):
        if re.fullmatch(r"[A-ZÅÄÖ]\w+ [A-ZÅÄÖ]\w+", person):
            invented = _INVENTED_PEOPLE[index % len(_INVENTED_PEOPLE)]
            yield partial(_put, person, invented)


def _put(old: str, new: str, text: str) -> str:
    return text.replace(old, new)


def _places(gold: Gold) -> Iterator[Change]:
    if gold.get("organisation"):
        stem = gold["organisation"].split()[0].removesuffix("s")
        yield lambda text: re.sub(rf"\b{stem}", "Granvik", text)
    if gold.get("author"):
        yield lambda text: re.sub(rf"\b{gold['author']}\b", "Lodet", text)


# --------------------------------------------------------------------- numbers

_YEAR = re.compile(r"(?<![\w§])(20[0-3]\d)(?=(?:[01]\d[0-3]\d|\d)?(?!\w))")
_PARAGRAPH = re.compile(r"(§\s*)(\d+)")
_LATER = 4  # years; keeps leap days


def other_numbers(text: str, gold: Gold) -> tuple[str, Gold]:
    """Years moved, paragraphs and long ids changed."""

    def change(value: str) -> str:
        value = _YEAR.sub(lambda match: str(int(match[1]) + _LATER), value)
        value = _PARAGRAPH.sub(lambda match: f"{match[1]}{int(match[2]) + 7}", value)
        return re.sub(r"(?<![\d-])(?!20)(\d{5,})(?!\d)", lambda match: match[1][:-2] + "38", value)

    text, gold = everywhere(text, gold, change)
    return text, _numbers_in_fields(gold)


def _numbers_in_fields(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _numbers_in_fields(child, key) for key, child in value.items()}
    if isinstance(value, list):
        return [_numbers_in_fields(child, name) for child in value]
    if name == "year" and isinstance(value, int):
        return value + _LATER
    if name == "paragraph" and isinstance(value, str):
        return str(int(value) + 7)
    return value


# -------------------------------------------------------------------- headings

_WHOLE_LINES = (  # a heading or a line of column heads -> synonyms of domain.md sections 4 and 5
    (r"Rekommendationer/ förbättringsområden", "Förbättringsområden"),
    (r"Rekommendationer", "Förbättringsområden"),
    (r"Tidigare rekommendation(?=er|$)", "Tidigare rekommendation"),
    (r"Gemensamt svar", "Gemensamt yttrande"),
    (r"Svar(?= Aktuellt)", "Yttrande"),
    (r"Aktuellt läge", "Nuläge"),
    (r"Rutin/process", "Verksamhetsområde"),
    (r"Kontrollmoment", "Kontrollaktivitet"),
    (r"Konstaterad avvikelse", "Iakttagelse"),
    (r"Förslag på åtgärder", "Planerad åtgärd"),
    (r"Slutdatum", "Slutdatum"),
    (r"Ansvarig$", "Utförare"),
    (r"^Metod(?=\s*$)", "Tillvägagångssätt"),
    (r"Delvis åtgärdad", "Delvis genomförd"),
    (r"Ej åtgärdad", "Ej genomförd"),
    (r"Åtgärdad", "Genomförd"),
)
_HEAD_LINE = re.compile(
    r"^[ #*]*(?:\d[\d.]*\s)?(?:Rekommendationer|Tidigare rekommendation|Kontrollmoment Upp|ID Rutin"
    r"|Metod\s*$|Granskning\tÅtgärdad)"
)
_RESULTS = (
    ("Inga avvikelser 20", "Utan anmärkning 20"),
    ("Mindre avvikelser 20", "Vissa avvikelser 20"),
    ("Större avvikelser 20", "Väsentliga avvikelser 20"),
)


def other_headings(text: str, gold: Gold) -> tuple[str, Gold]:
    """Headings, column heads and graded wordings exchanged for their synonyms; what gold says stays."""
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if _HEAD_LINE.match(line):
            for pattern, synonym in _WHOLE_LINES:
                line = re.sub(pattern, synonym, line.rstrip()) + line[len(line.rstrip()) :]
            lines[index] = line
    text = "\n".join(lines)
    for old, new in _RESULTS:
        text = text.replace(old, new)
    return text, gold


# --------------------------------------------------------------------- bullets

_MARKS = {"•": "▪", "▶": "➢", "−": "•", "\uf0b7": "•", "": "•"}


def other_bullets(text: str, gold: Gold) -> tuple[str, Gold]:
    """Other bullets, and "1." as "1)", at the starts of lines."""
    text = re.sub(
        r"^(\s*)(- )?([•▶−\uf0b7])(?=\s)", lambda m: f"{m[1]}{m[2] or ''}{_MARKS[m[3]]}", text, flags=re.M
    )
    text = re.sub(r"^- (?=[A-ZÅÄÖ*])", "* ", text, flags=re.M)
    # Not the levels of a risk ("2. Liten 3. Kännbar 6"), nor a chapter's own number.
    numbered = r"^([#*\s]*)(\d)\. (?=[A-ZÅÄÖ])(?!Granskning|Inledning|Källf)(?!.* \d\. [A-ZÅÄÖ])"
    return re.sub(numbered, r"\1\2) ", text, flags=re.M), gold


# ----------------------------------------------------------------------- order


def other_order(text: str, gold: Gold) -> tuple[str, Gold]:
    """Two neighbouring chapters (or rows) exchanged, with their numbers, where the layout allows."""
    titles = _titles(gold)
    found = [start for title in titles if (start := _start(text, title)) is not None]
    if len(found) < 3 or len(found) != len(titles) or found != sorted(found):
        return text, gold
    first, second, third = found
    one, two = _number_at(text, first), _number_at(text, second)
    changed = text[:first] + text[second:third] + text[first:second] + text[third:]
    if not (one and two):
        return changed, copy.deepcopy(gold)
    return _exchanged(changed, one, two, titles[:2]), _exchanged_in_gold(gold, one, two)


def _titles(gold: Gold) -> list[str]:
    """What three neighbouring chapters on audits or on risks, or rows of controls, begin with."""
    if gold.get("audits"):
        return [audit["title"] for audit in gold["audits"]][-3:]
    if gold.get("risks"):
        return [risk["text"] for risk in gold["risks"]][-3:]
    return [control["process"].split()[0] for control in gold["controls"]][1:4]


def _start(text: str, title: str) -> int | None:
    words = r"\s+".join(re.escape(word) for word in title.split())
    one_word = " " not in title
    pattern = rf"^ ?\d+ +{words}" if one_word else rf"^[ #]*(?:[\d.]+ )?{words}\s*$"
    match = re.search(pattern, text, re.M)
    return match.start() if match else None


def _number_at(text: str, start: int) -> str | None:
    match = re.match(r"[ #]*(\d[\d.]*?)\.? ", text[start:])
    return match[1] if match else None


def _exchanged(text: str, one: str, two: str, titles: list[str]) -> str:
    """The numbers of two chapters exchanged: before their titles, in their subsections, in references."""
    other = {one: two, two: one}
    number = f"({re.escape(one)}|{re.escape(two)})"
    for title in titles:
        words = r"\s+".join(re.escape(word) for word in title.split())
        text = re.sub(rf"^([ #]*){number}(?=\.? +{words})", lambda m: m[1] + other[m[2]], text, flags=re.M)
    text = re.sub(rf"^([ #]*){number}(?=\.\d)", lambda m: m[1] + other[m[2]], text, flags=re.M)
    return re.sub(rf"(avsnitt\s){number}(?!\.?\d)", lambda m: m[1] + other[m[2]], text)


def _exchanged_in_gold(gold: Gold, one: str, two: str) -> Gold:
    other = {one: two, two: one}

    def change(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {key: change(child, key) for key, child in value.items()}
        if isinstance(value, list):
            return [change(child, name) for child in value]
        is_chapter = name == "section" or (name == "number" and not gold.get("audits"))
        if is_chapter and isinstance(value, str):
            return other.get(value, value)
        return _exchanged(value, one, two, []) if isinstance(value, str) else value

    changed: Gold = change(gold)
    if gold.get("risks"):
        for before, after in zip(gold["risks"], changed["risks"], strict=True):
            after["number"] = before["number"]  # the chapters are exchanged, not the risks' own table
    return changed


CHANGES: dict[str, Callable[[str, Gold], tuple[str, Gold]]] = {
    "names": other_names,
    "numbers": other_numbers,
    "headings": other_headings,
    "bullets": other_bullets,
    "order": other_order,
}


def transformed(text: str, gold: Gold) -> tuple[str, Gold]:
    """All changes, one after the other."""
    for change in CHANGES.values():
        text, gold = change(text, gold)
    return text, gold
