"""Swedish dates in running text, and the last day of a promise."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_SHORT = {month[:3]: number for number, month in enumerate(MONTHS, 1)}
_MONTH = (
    r"(?P<month>jan(?:uari|\.)?|feb(?:ruari|r?\.)?|mars?|apr(?:il|\.)?|maj|jun[i.]?|jul[i.]?|aug(?:usti|\.)?"
    r"|sept?(?:ember|\.)?|okt(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
_DATE = re.compile(
    rf"""(?<![\d-])(?:
        (?P<iso>(?:19|20)\d\d[-/.](?:0?[1-9]|1[0-2])[-/.](?:3[01]|[12]\d|0?[1-9]))(?!\d)
      | (?P<packed>(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?!\d)
      | (?:den\s)?(?P<day>3[01]|[12]\d|0?[1-9])(?:[:.]?[ae])?\.?\s{_MONTH}\s(?P<year>(?:19|20)\d\d)(?!\d)
      | (?P<dm>(?:3[01]|[12]\d|0?[1-9])[/.](?:1[0-2]|0?[1-9])[-/.\s](?:19|20)\d\d)(?!\d)
    )""",
    re.VERBOSE | re.IGNORECASE,
)


def dates_in(text: str) -> Iterator[tuple[date, int, int]]:
    """Each whole date with its [start, end) in the text; days that do not exist are left out."""
    for match in _DATE.finditer(text):
        found = _date_of(match)
        if found is not None:
            yield found, match.start(), match.end()


def date_in(text: str) -> date | None:
    """The first whole date in a text."""
    return next((found for found, _, _ in dates_in(text)), None)


def _date_of(match: re.Match[str]) -> date | None:
    if match["iso"]:
        year, month, day = (int(part) for part in re.split(r"[-/.]", match["iso"]))
    elif match["packed"]:
        year, month, day = int(match["packed"][:4]), int(match["packed"][4:6]), int(match["packed"][6:])
    elif match["dm"]:
        day, month, year = (int(part) for part in re.split(r"[-/.\s]", match["dm"]))
    else:
        year, month, day = int(match["year"]), month_number(match["month"]), int(match["day"])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_number(name: str) -> int:
    """1 to 12 for a month's name, whole or shortened."""
    return _SHORT[name.casefold()[:3]]


_YEAR = r"(?P<year>(?:19|20)\d\d)"
_BEFORE = re.compile(
    rf"\b(?:innan|före|senast\sföre)\s(?:den\s)?(?:(?P<day>\d{{1,2}})\s)?{_MONTH}\s(?:månad\s)?{_YEAR}",
    re.IGNORECASE,
)
_YEAR_END = re.compile(
    rf"\b(?:innan|före|vid|till|senast|inom|under|i)\s(?:{_YEAR}\s?års\s(?:utgång|slut)|(?:utgången|slutet)\sav\s(?:år\s)?(?P<year2>(?:19|20)\d\d)|årsskiftet\s(?P<year3>(?:19|20)\d\d))",
    re.IGNORECASE,
)
_SEASON = re.compile(
    rf"\b(?P<season>våren|sommaren|hösten|vintern|(?:första|andra)\s(?:halvåret|kvartalet|tertialet)|tredje\s(?:kvartalet|tertialet)|fjärde\skvartalet|vårterminen|höstterminen)\s(?:av\s)?(?:år\s)?{_YEAR}",
    re.IGNORECASE,
)
_MONTH_YEAR = re.compile(rf"(?<!\d\s)\b{_MONTH}\s(?:månad\s)?{_YEAR}", re.IGNORECASE)
_WHOLE_YEAR = re.compile(
    rf"\b(?:under|i|senast|inom)\s(?:år\s|budgetåret\s|verksamhetsåret\s|loppet\sav\s)?{_YEAR}\b(?!\s?års)",
    re.IGNORECASE,
)

_SEASON_END = {
    "våren": (5, 31),
    "vårterminen": (6, 30),
    "sommaren": (8, 31),
    "hösten": (12, 31),
    "höstterminen": (12, 31),
    "vintern": (12, 31),
    "första halvåret": (6, 30),
    "andra halvåret": (12, 31),
    "första tertialet": (4, 30),
    "andra tertialet": (8, 31),
    "tredje tertialet": (12, 31),
    "första kvartalet": (3, 31),
    "andra kvartalet": (6, 30),
    "tredje kvartalet": (9, 30),
    "fjärde kvartalet": (12, 31),
}


def last_day(text: str) -> tuple[date, int, int] | None:
    """The last day that a wording allows, with its [start, end): "innan april 2021" is 31 March 2021.

    None where no day follows from the words.
    """
    if match := _BEFORE.search(text):
        first = date(int(match["year"]), month_number(match["month"]), int(match["day"] or 1))
        return first - timedelta(days=1), match.start(), match.end()
    if found := next(dates_in(text), None):
        return found
    if match := _YEAR_END.search(text):
        year = int(match["year"] or match["year2"] or match["year3"])
        return date(year, 12, 31), match.start(), match.end()
    if match := _SEASON.search(text):
        month, day = _SEASON_END[" ".join(match["season"].casefold().split())]
        return date(int(match["year"]), month, day), match.start(), match.end()
    if match := _MONTH_YEAR.search(text):
        year, month = int(match["year"]), month_number(match["month"])
        return date(year, month, calendar.monthrange(year, month)[1]), match.start(), match.end()
    if match := _WHOLE_YEAR.search(text):
        return date(int(match["year"]), 12, 31), match.start(), match.end()
    return None
