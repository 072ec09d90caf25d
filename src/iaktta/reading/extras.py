"""What a report says of its own making: questions, criteria, fact check, contacts, references, conclusion."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from iaktta.document import Document, Passage, Span
from iaktta.reading.audits.chapters import find_chapters
from iaktta.reading.outline import Block, Outline, Section
from iaktta.reading.sentences import sentences
from iaktta.reading.words import Role


@dataclass(frozen=True, slots=True)
class Extras:
    """The fields of a report that tell how it was made, and its conclusion; with their places."""

    questions: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    fact_check: str | None = None
    contacts: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    conclusion: str | None = None
    places: dict[str, tuple[Span, ...]] = field(default_factory=dict)


def find_extras(document: Document, outline: Outline, *, whole: bool = False) -> Extras:
    """The extras of the sections that treat no single audit; `whole` where the report is about one only."""
    sections = list(outline.root.walk()) if whole else _general_sections(document, outline)
    lists = {
        "questions": _questions(document, sections),
        "criteria": _list(document, sections, Role.CRITERIA),
        "contacts": _list(document, sections, Role.CONTACTS),
        "references": _list(document, sections, Role.SOURCES),
    }
    texts = {"fact_check": _fact_check(document, sections), "conclusion": find_conclusion(document, sections)}
    places = {
        name: tuple(span for one in found if (span := document.place(one))) for name, found in lists.items()
    }
    places |= {
        name: (span,) for name, one in texts.items() if one is not None and (span := document.place(one))
    }
    strings = {name: tuple(one.text for one in found) for name, found in lists.items()}
    return Extras(
        questions=strings["questions"],
        criteria=strings["criteria"],
        contacts=strings["contacts"],
        references=strings["references"],
        fact_check=texts["fact_check"].text if texts["fact_check"] else None,
        conclusion=texts["conclusion"].text if texts["conclusion"] else None,
        places={name: spans for name, spans in places.items() if spans},
    )


def _general_sections(document: Document, outline: Outline) -> list[Section]:
    chapters = [chapter.section for chapter in find_chapters(document, outline)]

    def visit(section: Section) -> Iterator[Section]:
        if any(section is chapter for chapter in chapters):
            return
        yield section
        for child in section.children:
            yield from visit(child)

    return list(visit(outline.root))


_ASKS = re.compile(
    r"\b(?:revisions|gransknings|del|kontroll)?fråg(?:a|or|an|orna|eställning\w*)\b[^.?]*:$", re.IGNORECASE
)
_QUESTION_LEAD = re.compile(
    r"(?:fråg(?:a|or|an|orna)|frågeställning\w*|bedöma|svara\s(?:på|upp)|besvara\w*|granska)[^.?]*(?::|att)?$",
    re.IGNORECASE,
)


def _questions(document: Document, sections: Sequence[Section]) -> list[Passage]:
    """The items of a section of questions, or after a sentence that asks; else its question sentences."""
    found: list[Passage] = []
    for section in sections:
        if Role.QUESTIONS not in section.roles and not {Role.PURPOSE, Role.BACKGROUND} & set(section.roles):
            continue
        asked = _asked(section.blocks(document), known=section.roles[:1] == (Role.QUESTIONS,))
        found.extend(one for one in asked if one.text not in {known.text for known in found})
        if found:
            return found
    for section in sections:  # no heading tells, but a sentence may: "... besvara följande revisionsfråga:"
        if found := list(_asked_below_a_lead(section.blocks(document))):
            return found
    return found


def _asked_below_a_lead(blocks: Sequence[Block]) -> Iterator[Passage]:
    under_lead = False
    for block in blocks:
        if block.is_item:
            if under_lead:
                yield block.text
        else:
            under_lead = bool(_ASKS.search(block.text.text))


def _asked(blocks: Sequence[Block], known: bool) -> Iterator[Passage]:
    under_lead = known
    for place, block in enumerate(blocks):
        before_list = place + 1 < len(blocks) and blocks[place + 1].is_item
        if block.is_item:
            if under_lead or block.text.text.endswith("?"):
                yield block.text
        elif block.text.text.endswith("?"):
            yield from (part for part in sentences(block.text) if part.text.endswith("?"))
        else:
            words = block.text.text
            under_lead = before_list and (bool(_QUESTION_LEAD.search(words)) or known)


def _list(document: Document, sections: Sequence[Section], role: Role) -> list[Passage]:
    """The items under a heading, without the lead-in; lines where there are no items."""
    found: list[Passage] = []
    for section in sections:
        if section.roles[:1] != (role,):
            continue
        blocks = section.blocks(document)
        items = [block.text for block in blocks if block.is_item and block.mark != "|"]
        if not items:
            items = [
                block.text
                for block in blocks
                if not block.text.text.endswith(":") and re.search(r"\w", block.text.text)
            ]
        found.extend(items)
    return found


_CHECKED = re.compile(
    r"\b(?:har\s|är\s|blivit\s)*(?:fakta|sak)(?:kontrollera|granska)\w*\s(?:av\s)|"
    r"\bberett?s?\s(?:möjlighet|tillfälle)\satt\s(?:fakta|sak)\w+|\b(?:kvalitetssäkra\w*|avstämt?s?)\sav\s"
    r"|\b(?:fakta|sak)(?:granskning|kontroll)\s(?:har\s(?:gjorts|skett|utförts)\s)?av\s",
    re.IGNORECASE,
)
_WHO_BEFORE = re.compile(
    r"^(?P<who>.+?)\shar\s(?:getts\s|fått\s|beretts\s|haft\s)(?:möjlighet|tillfälle)\satt\s"
    r"(?:(?:fakta|sak)\w+|kontrollera\s(?:innehållet|sakuppgifter\w*|uppgifter\w*|fakta|rapporten))",
    re.IGNORECASE,
)


def _fact_check(document: Document, sections: Sequence[Section]) -> Passage | None:
    """Who checked the facts: the words after "faktakontrollerats av", or before "har getts möjlighet"."""
    told = [
        sentence
        for section in sections
        for block in section.blocks(document)
        for sentence in sentences(block.text)
    ]
    for sentence in told:
        if match := _CHECKED.search(sentence.text):
            return sentence[match.end() :].strip(" .")
    for sentence in told:
        if match := _WHO_BEFORE.search(sentence.text):
            return sentence[match.start("who") : match.end("who")]
    return None


_CONCLUDES = re.compile(
    r"^(?:\w+s\sbedömning\s(?:är|var)\b|(?:vår|revisionens|revisorernas|den|\w+s)\s(?:\w+\s)?(?:sammanfatta\w+|samlade|övergripande|sammantagna)\s(?:revisionella\s)?"
    r"(?:bedömning|slutsats)\w*|sammantaget\s(?:bedömer|är)|vi\sbedömer\ssammantaget|sammanfattningsvis\s(?:bedömer|är)"
    r"|(?:efter|utifrån)\sgenomförd\s(?:granskning|uppföljning)\s(?:bedömer|är)|mot\sbakgrund\sav\s[^.]*bedömer)",
    re.IGNORECASE,
)
_WHERE = (Role.SUMMARY, Role.CONCLUSION, Role.ASSESSMENT)


def find_conclusion(document: Document, sections: Sequence[Section]) -> Passage | None:
    """The overall judgement for the whole report, once though printed twice; to its paragraph's end."""
    for section in sections:
        if not set(section.roles) & set(_WHERE):
            continue
        for block in section.blocks(document):
            if block.is_item:
                continue
            parts = list(sentences(block.text))
            for place, part in enumerate(parts):
                if _CONCLUDES.match(part.text) and not part.text.endswith(":"):
                    kept = [one for one in parts[place:] if not one.text.endswith(":")]
                    return Passage.made(" ").join(kept)
    return None
