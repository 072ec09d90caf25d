"""Finding committees in running text, and their names in the basic form.

Words of the field only: a name ends in -nämnd(en), -styrelse(n) or -direktion(en), or is such a word with an
adjective or a place before it ("Tekniska nämnden", "Granviks kommunalnämnd").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = r"[A-Za-zÅÄÖåäöÉéÜü]"
_END = r"(?:nämnden|nämnd|styrelsen|styrelse|direktionen)"
_NAME = re.compile(
    rf"""(?<![\w-])(?:
        (?P<adjective>{_LETTERS}{{3,}}(?:ska|la|da|na|sa|ma))\s(?P<bare>nämnden)s?
      | (?P<joint>[Gg]emensamma?\s(?P<of>{_LETTERS}*nämnd(?:en)?)s?
            (?:\sför\s(?P<for>{_LETTERS}[\w\s-]*?))?
            (?=[.,;:()]|\s(?:har|är|som|ska|och\s{_LETTERS}*nämnd)|$))
      | (?P<place>[A-ZÅÄÖ]{_LETTERS}+)\s(?P<local>(?:kommunal|kommundels|stadsdels|distrikts)nämnd(?:en)?)s?
      | (?P<first>{_LETTERS}+-(?:,\s{_LETTERS}+-)*\s(?:och|samt|&)\s)?(?P<last>{_LETTERS}+{_END})s?
    )(?![\w-])""",
    re.VERBOSE,
)

_NOT_A_NAME = frozenset(
    (
        *(
            "granskade",
            "granskande",
            "berörda",
            "aktuella",
            "ansvariga",
            "enskilda",
            "samma",
            "denna",
            "övriga",
        ),
        *(
            "samtliga",
            "egna",
            "nya",
            "dåvarande",
            "tidigare",
            "sådana",
            "utpekade",
            "reviderade",
            "nuvarande",
        ),
        *("många", "flera", "andra", "alla", "båda", "vissa", "några", "angivna", "nämnda", "ovannämnda"),
        *("nya", "samordnande", "kommunala", "gamla", "hela", "ena", "utsedda", "samlade"),
    )
)
_NOT_A_COMMITTEE = re.compile(
    r"^(?:bolags|dotterbolags|del|fack|ingen|varje|med|under|över(?!förmyndar)|moder|nämnds|bank|ledamots)"
    r"(?:styrelsen?|nämnd(?:en)?)$|^(?:nämnden?|styrelsen?|omnämnd|benämnd|nämnd)$|(?:benämnd|omnämnd|kallnämnd)$",
    re.IGNORECASE,
)

ALL_COMMITTEES = re.compile(
    r"\b(?:samtliga|alla)\s(?:(?:de\s)?(?:granskade|berörda|reviderade)\s)?nämnder(?:\soch\s(?:kommun)?styrelsen?)?\b",
    re.IGNORECASE,
)
"""Words that address every committee of the audit; kept as written (R44)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A committee named in a text: its basic form and [start, end) in that text."""

    name: str
    start: int
    end: int


@lru_cache(maxsize=1024)
def basic_form(words: str) -> str:
    """A committee in the form names are compared in: "tekniska nämndens" -> "Tekniska nämnden"."""
    name = " ".join(words.split())
    name = re.sub(r"(nämnden|nämnd|styrelsen|styrelse|direktionen|fullmäktige)s$", r"\1", name)
    if (
        re.search(r"(?<!kommunal)(?<!dels)(?<!distrikts)nämnd$", name)
        and " " not in name.removesuffix("nämnd").strip()
    ):
        name += "en"
    name = re.sub(r"styrelse$", "styrelsen", name)
    return name[:1].upper() + name[1:]


def mentions(text: str, known: frozenset[str] = frozenset()) -> Iterator[Mention]:
    """Each committee named in a text, in order.

    `known` holds basic forms that the document uses by themselves: with it, "samhälls- och
    arbetslivsnämnden" is two committees where both are known and one otherwise.
    """
    for match in _named(text):
        start, end = match.span()
        if adjective := match["adjective"]:
            if adjective.casefold() in _NOT_A_NAME:
                continue
            yield Mention(basic_form(f"{adjective} nämnden"), start, end)
        elif match["joint"]:
            if match["for"] or match["of"].casefold().startswith("nämnd"):
                yield Mention(basic_form(match["joint"]), start, end)
        elif match["place"]:
            yield Mention(basic_form(f"{match['place']} {match['local']}"), start, end)
        elif not _NOT_A_COMMITTEE.match(match["last"]):
            yield from _compound(match, known)


_SIGN = re.compile("nämnd|styrelse|direktion")


def _named(text: str) -> Iterator[re.Match[str]]:
    """Each name in a text. None holds a full stop, so only sentences with one of the words are searched."""
    start = 0
    while sign := _SIGN.search(text, start):
        start = max(start, text.rfind(".", start, sign.start()) + 1)
        end = text.find(".", sign.end()) + 1 or len(text)
        yield from _NAME.finditer(text, _first_start(text, start, sign.start()), end)
        start = end


def _first_start(text: str, start: int, sign: int) -> int:
    """Where the first name of a sentence may begin: in the word before the sign's, or "barn- och" before."""
    before = text[start:sign]
    words = before.rsplit(None, 2)
    return start + len(words[0]) if len(words) > 2 and "-" not in before else start


def _compound(match: re.Match[str], known: frozenset[str]) -> Iterator[Mention]:
    first, last = match["first"], match["last"]
    start, end = match.span()
    if not first:
        yield Mention(basic_form(last), start, end)
        return
    ending = re.search(rf"{_END}$", last)
    assert ending is not None  # the pattern ends in it
    parts = [basic_form(part + ending.group()) for part in re.findall(rf"({_LETTERS}+)-", first)]
    whole = basic_form(first + last)
    if whole not in known and all(part in known for part in [*parts, basic_form(last)]):
        for part in [*parts, basic_form(last)]:
            yield Mention(part, start, end)
    else:
        yield Mention(whole, start, end)


def committees_in(text: str, known: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The committees that a text names, each once, in printed order."""
    return tuple(dict.fromkeys(mention.name for mention in mentions(text, known)))


def known_committees(text: str) -> frozenset[str]:
    """Every committee that a whole document names by itself."""
    return frozenset(mention.name for mention in mentions(" ".join(text.split())) if "-" not in mention.name)


def is_all_committees(text: str) -> str | None:
    """The words "samtliga nämnder" or the like as printed, where a text has them; else None."""
    match = ALL_COMMITTEES.search(text)
    return match.group() if match else None
