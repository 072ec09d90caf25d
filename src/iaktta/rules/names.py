"""When two printed names of a committee or an organisation are the same name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_DASH_BEFORE_AND = re.compile(r"-(?=(?:och|samt)\b)")
_EDGES = " \t\n\r\f\u00a0.,:;()[]*\u2013\u2014\"'\u201d\u2019\u201c"
_ALL_AUDITED = re.compile(
    r"(?:samtliga|alla|granskade|de granskade)\b.*\b(?:nämnder(?:na)?|nämnd|styrelser(?:na)?|bolag(?:en)?)"
    r"|(?:samtliga|alla)(?: berörda| granskade)?",
)
# A definite committee or a municipality takes its genitive s at the end ("nämndens beslut"), and
# a few bodies end in s without it.
_GENITIVE = re.compile(
    r"(nämnden|nämnd|styrelsen|styrelse|utskottet|beredningen|fullmäktige|bolaget|förbundet|kontoret"
    r"|förvaltningen|regionen|kommunen|kommun|stad|staden|revisionen|revisorerna|förening|gruppen|rådet)s$"
)
_KIND_OF_PLACE = re.compile(r"\s+(?:kommun|stad)$")
# Places whose own name ends in s: the s before "kommun" is no genitive.
_ENDS_IN_S = ("ås", "näs", "fors", "hus", "ms", "ss")
_LETTERS = str.maketrans({"å": "a", "ä": "a", "ö": "o", "é": "e", "ü": "u", "ø": "o", "æ": "a", "ß": "ss"})


def basic_name(name: str) -> str:
    """The form in which names are compared: case, white space, dashes and a genitive s make no difference.

    "Tekniska  NÄMNDENS" and "Tekniska nämnden" give the same form. Abbreviations ("KS") and places
    without their kind ("Granvik" for "Granviks kommun") are other names: nothing is guessed.
    """
    text = unicodedata.normalize("NFKC", name).replace("\u00ad", "").casefold().strip(_EDGES)
    text = _DASH_BEFORE_AND.sub("- ", _DASH.sub("-", text.replace("&", " och ")))
    words = " ".join(text.split()).strip(_EDGES)
    return _GENITIVE.sub(r"\1", words) or words


def plain_name(name: str) -> str:
    """A printed name as it is shown: without a genitive s, white space mended, the first letter a capital."""
    words = " ".join(name.replace("\u00ad", "").split()).strip(_EDGES)
    if len(basic_name(words)) < len(words) and words[-1:] in "sS" and _GENITIVE.search(words.casefold()):
        words = words[:-1]
    return words[:1].upper() + words[1:] or name


def names_all_audited(name: str) -> bool:
    """Whether words such as "samtliga nämnder" stand for everybody that the audit concerns (R44)."""
    return _ALL_AUDITED.fullmatch(basic_name(name)) is not None


def slug(name: str) -> str:
    """A name as part of a web address: a-z, 0-9 and hyphens, at most 60; "namn" if empty."""
    text = unicodedata.normalize("NFKC", name).casefold().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-") or "namn"


def organisation_slug(name: str) -> str:
    """The short address of an organisation: "Granviks kommun" is at /granvik/."""
    form = basic_name(name)
    place = _KIND_OF_PLACE.sub("", form)
    if place != form and place.endswith("s") and not place.endswith(_ENDS_IN_S):
        place = place[:-1]
    return slug(place)


def free_slug(wanted: str, taken: Container[str]) -> str:
    """The wanted slug, or with the first number from 2 that makes it free."""
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found
