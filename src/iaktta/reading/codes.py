"""Wordings about recommendations -> codes (status, effect, verdict), with the printed words beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from iaktta.report import Effect, Status, Verdict

Code = TypeVar("Code", Status, Effect, Verdict)


@dataclass(frozen=True, slots=True)
class Coded(Generic[Code]):
    """A code and [start, end) of the words that carry it."""

    code: Code
    start: int
    end: int


_DONE = (
    r"(?:åtgärda(?:d|t|de|ts|des)|genomför(?:d|t|da|ts)|uppfyll(?:d|t|da)|klar(?:t|a)?|avsluta(?:d|t|de)|"
    r"slutför(?:d|t|da|ts)|hörsamma(?:ts|d|t)|beakta(?:ts|d|t|de)|tillgodose(?:tts|dd|tt)|verkställ(?:d|t|ts)|"
    r"implementera(?:d|t|ts)|införlivad|efterlev(?:d|s|ts))"
)
_NOT = r"(?:ej|inte|icke|ännu inte|ännu ej)"
_STATUS: tuple[tuple[Status, re.Pattern[str]], ...] = (
    (
        Status.NO_LONGER_RELEVANT,
        re.compile(
            rf"(?:{_NOT}\s(?:längre\s)?|ej\slängre\s|inte\slängre\s)(?:aktuell\w*|relevant\w*|tillämplig\w*)|\binaktuell\w*|"
            r"\bavskriv(?:en|et|na|s)\sutan\såtgärd|\bhar\sförlorat\ssin\saktualitet|\butgår\b",
            re.IGNORECASE,
        ),
    ),
    (
        Status.NOT_IMPLEMENTED,
        re.compile(
            rf"\b{_NOT}\s(?:har\s|är\s|blivit\s|vara\s|ha\s)?(?:{_DONE}|påbörja(?:d|t|ts|de)|vidtagits|hanterad)|\bkvarstår(?!\sdelvis)"
            r"|\bnej\b|\boförändrad\w*|\bröd(?:t)?\b|\bkvarstående\b|\bsaknas\b|\binga åtgärder\b|\bintet\b",
            re.IGNORECASE,
        ),
    ),
    (
        Status.PARTLY_IMPLEMENTED,
        re.compile(
            rf"\b(?:delvis|i\shuvudsak|till\s(?:viss\sdel|övervägande\sdel|stor\sdel|stora\sdelar)|i\sbegränsad\somfattning)"
            rf"(?:\s(?:har\s|är\s|vara\s|ha\s)?{_DONE})?|\b(?:pågår|pågående|påbörja(?:d|t|de|ts))\b|\bgul(?:t)?\b|\bunder\sarbete\b"
            r"|\bkvarstår\sdelvis",
            re.IGNORECASE,
        ),
    ),
    (
        Status.IMPLEMENTED,
        re.compile(
            rf"\b(?:(?:helt|fullt\sut)\s)?{_DONE}\b|\bja\b|\bgrön(?:t)?\b|\bkan\savskrivas\b|\bi\ssin\shelhet\b|\bfullt\sut\b",
            re.IGNORECASE,
        ),
    ),
)
_UNGRADED = re.compile(
    rf"\b{_NOT}\s(?:bedöm[dt]|bedömts)|\bkan\s{_NOT}\sbedömas|\bframgår\s{_NOT}", re.IGNORECASE
)


def status_of(words: str) -> Coded[Status] | None:
    """The status that a cell, a label's words or a judging sentence states; None where it grades nothing."""
    if _UNGRADED.search(words):
        return None
    for status, pattern in _STATUS:
        if match := pattern.search(words):
            return Coded(status, match.start(), match.end())
    return None


_EFFECT: tuple[tuple[Effect, re.Pattern[str]], ...] = (
    (
        Effect.NOT_EVALUATED,
        re.compile(
            r"(?:effekt\w*|resultat\w*)[^.]*\b(?:inte|ej|ännu)\b[^.]*\b(?:utvärdera\w*|följts\supp|mätts|bedömas|bedömts)"
            r"|\b(?:inte|ej)\s(?:utvärdera\w+|följt\supp)[^.]*\beffekt\w*|\bbehöver\sutvärdera\b[^.]*\beffekt\w*"
            r"|^(?:inte|ej)\s(?:utvärderad|bedömd)|för tidigt att (?:bedöma|utvärdera)",
            re.IGNORECASE,
        ),
    ),
    (
        Effect.NOT_ACHIEVED,
        re.compile(
            r"\b(?:inte|ej)\s(?:fått|gett|haft|uppnått)\s(?:någon\s|avsedd\s|önskad\s)?(?:effekt|resultat)"
            r"|\beffekten?\shar\suteblivit|^(?:nej|uteblivit|inte uppnådd|ej uppnådd)",
            re.IGNORECASE,
        ),
    ),
    (
        Effect.ACHIEVED,
        re.compile(
            r"\b(?:fått|gett|haft|uppnått)\s(?:avsedd|önskad|god)\s(?:effekt|resultat)"
            r"|^(?:ja|uppnådd|avsedd effekt)",
            re.IGNORECASE,
        ),
    ),
)


def effect_of(words: str) -> Coded[Effect] | None:
    """Whether a label's or cell's words say that measures had the intended effect; None where they do not."""
    for effect, pattern in _EFFECT:
        if match := pattern.search(words):
            return Coded(effect, match.start(), match.end())
    return None


_HEEDED = (
    r"(?:följts|följt|följer|efterlevts|beaktat|beaktats|beaktade|hörsammats|hörsammat|tillgodosetts|åtgärdats|"
    r"är\s(?:helt\s|nu\s)?(?:genomförda?|åtgärdade?|uppfyllda?|hanterade?|omhändertagna?)|omhändertagits|omhändertagit|genomförts|genomfört|hanterats|hanterat|tagit\s(?:hand\som|till\ssig))\b"
)
_MEASURES = (
    r"(?:har\s)?vidtagit\s(?:\w+\s){0,2}tillräckliga\såtgärder"
    r"|tillräckliga\såtgärder\shar\s(?:vidtagits|genomförts)"
)
_NOT_HEEDED = re.compile(
    rf"\b(?:har\s|är\s)?(?:inte|ej)\s(?:har\s)?(?:i\stillräcklig\s(?:grad|omfattning|utsträckning)\s)?{_HEEDED}"
    rf"|\b(?:har\s)?(?:inte|ej)\s(?:har\s)?vidtagit\stillräckliga\såtgärder|\bendast\si\s(?:ringa|liten)\s\w+"
    rf"|\binga\s(?:av\s)?(?:\w+\s)?rekommendation\w*\shar\s{_HEEDED}|\botillräckliga\såtgärder",
    re.IGNORECASE,
)
_PARTLY_HEEDED = re.compile(
    rf"\b(?:har\s)?(?:delvis|till\sviss\sdel|i\shuvudsak|huvudsakligen|till\s(?:övervägande|stor)\sdel|till\sstora\sdelar|"
    rf"i\sbegränsad\somfattning)\b(?:[^.]{{0,40}}?\b(?:{_HEEDED}|tillräckliga\såtgärder|vidtagit))?"
    rf"|\b{_HEEDED}\s(?:delvis|till\sviss\sdel|i\shuvudsak|i\sbegränsad\somfattning)"
    rf"|\b(?:inte|ej)\s(?:fullt\sut|helt|i\ssin\shelhet|samtliga|alla)\b[^.]{{0,30}}"
    rf"|\b(?:vissa|flertalet|merparten|några|de\sflesta)\b[^.]{{0,60}}?\b{_HEEDED}"
    rf"|\b(?:har\s)?{_HEEDED}\b,?\smen\b[^.]*\b(?:inte|ej|kvarstår|återstår|pågår)\b[^.]*",
    re.IGNORECASE,
)
_ALL_HEEDED = re.compile(
    rf"\b(?:i\sallt\sväsentligt\s|fullt\sut\s|helt\s)?(?:har\s)?{_HEEDED}(?:\b[^.]{{0,60}}?\bi\ssin\shelhet)?|{_MEASURES}",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"rekommendation|förbättringsområde|synpunkt|granskning|förslag", re.IGNORECASE)
_ABOUT_MEASURES = re.compile(
    r"åtgärd\w*\s(?:har\s|är\s)?(?:vidta\w+|genomför\w+)?\s?i\senlighet", re.IGNORECASE
)


def verdict_of(text: str) -> Coded[Verdict] | None:
    """What a judging text says of the recommendations as a whole; None where it gives no verdict.

    Only sentences about recommendations count, and those that speak of measures "in line with" them do not.
    """
    for match in re.finditer(r"[^.!?]+(?:[.!?](?=\s|$)|$)|[^.!?]+[.!?](?=\S)", text):
        sentence, start = match.group(), match.start()
        if not _ABOUT.search(sentence) or _ABOUT_MEASURES.search(sentence):
            continue
        for verdict, pattern in (
            (Verdict.NOT_FOLLOWED, _NOT_HEEDED),
            (Verdict.PARTLY_FOLLOWED, _PARTLY_HEEDED),
            (Verdict.FOLLOWED, _ALL_HEEDED),
        ):
            if found := pattern.search(sentence):
                words = found.group().rstrip(" .")
                return Coded(verdict, start + found.start(), start + found.start() + len(words))
    return None
