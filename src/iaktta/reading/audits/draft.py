"""An audit while it is being read: what was found so far, and the finished audit made of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from iaktta.document import Document, Passage, Span
from iaktta.reading.audits.layout import Chapter
from iaktta.reading.codes import Coded, effect_of
from iaktta.reading.commitments import find_commitments
from iaktta.reading.committees import committees_in
from iaktta.reading.sentences import sentences
from iaktta.report import (
    Assessment,
    Audit,
    Basis,
    Decision,
    Effect,
    Recommendation,
    Statement,
    Status,
)

SAME = 0.9
"""Recommendations this alike are one, printed again."""

LATEST = "latest"
"""Stands for the number of a recommendation without one: the last that was given."""

_UNVERIFIED = re.compile(
    r"\b(?:inte|ej)\s(?:\w+\s){0,2}(?:verifiera\w*|styrka|bekräfta[st]?\b)|\bgår\sinte\satt\sverifiera",
    re.IGNORECASE,
)
_PARAGRAPH = Passage.made("\n")


@dataclass(slots=True)
class StatementDraft:
    """An answer or an observation; `committees` is None until they follow from the audit."""

    paragraphs: list[Passage]
    committees: tuple[str, ...] | None = None
    basis: Basis = Basis.STATEMENT

    def finished(self, document: Document, only: tuple[str, ...], *, answer: bool) -> Statement:
        """The statement; `only` is whose it is where nothing else tells."""
        text = _PARAGRAPH.join(self.paragraphs)
        committees = self.committees if self.committees is not None else only
        return Statement(
            text.text,
            committees,
            self.basis,
            commitments=find_commitments(document, text) if answer else (),
            verified=False if _UNVERIFIED.search(text.text) else None,
            source=document.place(text),
        )


@dataclass(slots=True)
class RecommendationDraft:
    """A recommendation with what was said of it."""

    text: Passage
    number: str | None = None
    addressees: tuple[str, ...] = ()
    responses: list[StatementDraft] = field(default_factory=list)
    observations: list[StatementDraft] = field(default_factory=list)
    status: Coded[Status] | None = None
    effect: Coded[Effect] | None = None
    wording: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def finished(self, document: Document, auditees: tuple[str, ...]) -> Recommendation:
        only = auditees if len(auditees) == 1 else ()
        if self.effect is None:
            self._take_effect(document)
        return Recommendation(
            self.text.text,
            number=self.number,
            addressees=self.addressees or auditees,
            responses=tuple(draft.finished(document, only, answer=True) for draft in self.responses),
            observations=tuple(draft.finished(document, only, answer=False) for draft in self.observations),
            status=self.status.code if self.status else None,
            effect=self.effect.code if self.effect else None,
            wording=self.wording,
            places=self.places,
            source=document.place(self.text),
        )

    def _take_effect(self, document: Document) -> None:
        """The effect that a sentence of what was found tells: "Rutinen har fått avsedd effekt"."""
        for told in (words for draft in self.observations for words in draft.paragraphs):
            if "effekt" not in told.text:
                continue
            for sentence in sentences(told):
                effect = effect_of(sentence.text) if "effekt" in sentence.text else None
                if effect is None:
                    continue
                self.effect = effect
                self.wording["effect"] = sentence.text[effect.start : effect.end]
                if (span := document.place(sentence[effect.start : effect.end])) is not None:
                    self.places["effect"] = (span,)
                return


@dataclass(slots=True)
class AuditDraft:
    """An audit with what its chapter told so far. `latest` are the recommendations of the list read last."""

    chapter: Chapter
    auditees: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    purpose: list[Passage] = field(default_factory=list)
    original: list[Passage] = field(default_factory=list)
    response_due: date | None = None
    decisions: list[Decision] = field(default_factory=list)
    responses: list[StatementDraft] = field(default_factory=list)
    observations: list[StatementDraft] = field(default_factory=list)
    recommendations: list[RecommendationDraft] = field(default_factory=list)
    latest: list[RecommendationDraft] = field(default_factory=list)
    assessment: Assessment | None = None

    def add_recommendation(
        self, text: Passage, number: str | None = None, addressees: tuple[str, ...] = ()
    ) -> RecommendationDraft:
        """The recommendation with this text, a new one or the same one printed before."""
        for known in self.recommendations:
            if same_recommendation(known.text.text, text.text):
                known.addressees = known.addressees or addressees
                self.latest.append(known)
                return known
        draft = RecommendationDraft(text, number, addressees)
        self.recommendations.append(draft)
        self.latest.append(draft)
        return draft

    def numbered(self, number: str) -> RecommendationDraft | None:
        """The recommendation with a printed number, else the one in that place of an unnumbered list."""
        if number == LATEST:
            return self.latest[-1] if self.latest else None
        found = [draft for draft in self.recommendations if draft.number == number]
        if found:
            return found[-1]
        unnumbered = all(draft.number is None for draft in self.recommendations)
        if unnumbered and number.isdigit() and 0 < int(number) <= len(self.recommendations):
            return self.recommendations[int(number) - 1]
        return None

    def finished(self, document: Document) -> Audit:
        auditees = self.auditees or self._answered() or self._addressed() or self._judged()
        only = auditees if len(auditees) == 1 else ()
        purpose, original = _PARAGRAPH.join(self.purpose), _PARAGRAPH.join(self.original)
        places = {"purpose": document.place(purpose), "original_assessment": document.place(original)}
        return Audit(
            self.chapter.title.text,
            section=self.chapter.number,
            year=self.chapter.year,
            auditees=auditees,
            purpose=purpose.text,
            response_due=self.response_due,
            original_assessment=original.text,
            decisions=tuple(self.decisions),
            responses=tuple(draft.finished(document, only, answer=True) for draft in self.responses),
            observations=tuple(draft.finished(document, only, answer=False) for draft in self.observations),
            recommendations=tuple(draft.finished(document, auditees) for draft in self.recommendations),
            assessment=self.assessment,
            earlier=self.chapter.earlier,
            places={name: (span,) for name, span in places.items() if span is not None},
            source=document.place(self.chapter.title),
        )

    def _answered(self) -> tuple[str, ...]:
        drafts = [*self.responses, *(one for draft in self.recommendations for one in draft.responses)]
        named = [name for draft in drafts for name in draft.committees or ()]
        return tuple(dict.fromkeys([*(decision.committee for decision in self.decisions), *named]))

    def _judged(self) -> tuple[str, ...]:
        """The committees about which the purpose asks, where nothing else tells."""
        return tuple(dict.fromkeys(name for words in self.purpose for name in committees_in(words.text)))

    def _addressed(self) -> tuple[str, ...]:
        named = [name for draft in self.recommendations for name in draft.addressees]
        return tuple(dict.fromkeys([*self.asked, *named]))


def same_recommendation(first: str, second: str) -> bool:
    """Whether two wordings are one recommendation: alike but for space and hyphens, or one cut short."""
    first, second = _letters(first), _letters(second)
    if first == second:
        return True
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) > 40 and longer.startswith(shorter):
        return True
    if len(longer) > 1.3 * len(shorter) or not shorter:
        return False
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.real_quick_ratio() >= SAME and matcher.quick_ratio() >= SAME and matcher.ratio() >= SAME


@lru_cache(maxsize=1024)
def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
