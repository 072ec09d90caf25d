"""The risk scale as printed: levels of likelihood and consequence with their definitions, and the bands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from iaktta.document import Line, Passage
from iaktta.reading.controls.grid import Grid
from iaktta.reading.controls.layout import Layout, blocks
from iaktta.reading.controls.words import Role, role_of
from iaktta.reading.mending import joined
from iaktta.report import Band, Level, Scale

_ENTRY = re.compile(
    r"(?:(?<!\S)(?P<value>\d{1,2})\s?[.):=–-]?\s+|(?<!\S))"
    r"(?P<label>[A-ZÅÄÖ][a-zåäö]+(?:\s[a-zåäö]+){0,3})\s?\((?P<definition>[^()]+)\)"
)
_LEVEL_LINE = re.compile(
    r"\A(?:nivå\s)?(?P<value>\d{1,2})\s?[.):=–-]?\s*(?P<label>[A-Za-zÅÄÖåäö][\w/ -]*?)"
    r"(?:\s*\((?P<inner>.+)\)|\s*[:–-]\s+(?P<rest>.+)"
    r"|\s{2,}(?P<wide>\S.*))?\.?\Z",
    re.IGNORECASE,
)
_BARE_AXIS = re.compile(
    r"\A(?:#+\s*)?(?:\d+(?:\.\d+)*\.?\s+)?(?P<axis>sannolikhet|konsekvens|påverkan)(?:\s\([a-z]\))?:?\Z",
    re.IGNORECASE,
)
_INLINE_AXES = re.compile(r"(?P<axis>sannolikhet|konsekvens|påverkan)", re.IGNORECASE)
_INLINE_LEVEL = re.compile(
    r"(?<!\d)(?P<value>\d{1,2})\s?(?:=\s?(?P<label>[A-Za-zÅÄÖåäö]+(?:\s[a-zåäö]+)?)|\((?P<inner>[a-zåäö]+(?:\s[a-zåäö]+)?)\))"
)
_BAND_WORD = (
    r"(?:mycket\s)?(?:hög|låg)(?:\srisk)?|medel(?:hög|risk)?(?:\srisk)?|medium|måttlig|kritisk(?:\srisk)?|röd|gul|grön|orange"
    r"|oacceptabel|acceptabel|bör\såtgärdas|allvarlig|försumbar|förhöjd|normal"
)
_BAND_ALONE = re.compile(rf"\A(?:{_BAND_WORD})(?:\srisk)?\Z", re.IGNORECASE)
_BAND_LIMITS = re.compile(
    r"\A(?:[-•*–]\s+)?(?:risk)?(?:värde|tal)?\s?(?P<low>\d{1,2})\s?[–-]\s?(?P<high>\d{1,2})(?:\s*[:=]\s*|\s+)"
    r"(?P<label>[A-Za-zÅÄÖåäö]+(?:\s[A-Za-zÅÄÖåäö]+){0,2})(?=\s{2,}|\s?[.,;(–]|\Z)"
    rf"|\A(?:[-•*–]\s+)?(?P<label2>(?:{_BAND_WORD})(?:\srisk)?)\s*[,:=(]?\s*(?P<low2>\d{{1,2}})\s?[–-]\s?(?P<high2>\d{{1,2}})\)?(?=\W|\Z)",
    re.IGNORECASE,
)
_INLINE_BANDS = re.compile(
    r"(?<!\d)(?P<low>\d{1,2})\s?[–-]\s?(?P<high>\d{1,2})\s(?:är\s)?"
    r"(?P<label>[a-zåäö]+(?:\s(?!och\s(?:ska|\d))[a-zåäö]+){0,5})(?=[,.;]|\s\(|\soch\s|\Z)",
    re.IGNORECASE,
)
_MOST_LEVELS = 10
_AXIS_NAME = 40  # letters within which a line names its axis
_CELLS = re.compile(r"\t|\s{2,}|\|")
_PARTS = re.compile(r"\t|\s{2,}|\||[,;]|\A\s*:")
_VALUE_WORD = re.compile(r"\b(?:risk)?värde|\brisktal|\briskpoäng|\brisknivå", re.IGNORECASE)
_CELL = re.compile(
    r"(?P<value>\d{1,2})?[.):\s=–-]*(?P<label>[^()]+?)\s*(?:\((?P<definition>.+)\))?\Z", re.DOTALL
)
_LIMITS = re.compile(r"(?P<low>\d{1,2})\s?[–-]\s?(?P<high>\d{1,2})")


def find_scale(layout: Layout, grids: Sequence[Grid]) -> tuple[Scale | None, set[int]]:
    """The scale, and the numbers of the lines that it was read from; None where none is printed."""
    taken: set[int] = set()
    axes = (
        _tabled_axes(grids, taken)
        or _axis_lines(layout, taken)
        or _listed_axes(layout, taken)
        or _crossed_axes(layout, taken)
        or _inline_axes(layout, taken)
    )
    bands = (
        _tabled_bands(grids, taken)
        or _band_line(layout, taken)
        or _listed_bands(layout, taken)
        or _lone_bands(layout, taken)
        or _inline_bands(layout, taken)
    )
    if not axes and not bands:
        return None, set()
    likelihood, consequence = axes if axes else ((), ())
    return Scale(likelihood, consequence, bands), taken


Axes = tuple[tuple[Level, ...], tuple[Level, ...]]


def _tabled_axes(grids: Sequence[Grid], taken: set[int]) -> Axes | None:
    """A table with a column for each axis, its levels numbered in the cells or in the first column."""
    for grid in grids:
        if not grid.has(Role.LIKELIHOOD, Role.CONSEQUENCE) or grid.has(Role.RISK):
            continue
        axes: dict[Role, list[Level]] = {Role.LIKELIHOOD: [], Role.CONSEQUENCE: []}
        for row in grid.rows:
            texts = [joined(cell).text.strip() for cell in row]
            shared = next((int(text) for text in texts if re.fullmatch(r"\d{1,2}", text)), None)
            for role, levels in axes.items():
                match = _CELL.match(texts[grid.roles.index(role)])
                value = int(match["value"]) if match and match["value"] else shared
                if match is not None and value is not None:
                    levels.append(Level(value, match["label"].strip(), match["definition"]))
        if len(axes[Role.LIKELIHOOD]) > 1:
            taken.update(grid.lines)
            return tuple(axes[Role.LIKELIHOOD]), tuple(axes[Role.CONSEQUENCE])
    return None


def _tabled_bands(grids: Sequence[Grid], taken: set[int]) -> tuple[Band, ...]:
    """A small table of bands and the risk values that each holds."""
    for grid in grids:
        if len(grid.roles) > 3 or not grid.has(Role.VALUE) or grid.has(Role.RISK):
            continue
        bands: list[Band] = []
        for row in grid.rows:
            texts = [joined(cell).text.strip() for cell in row]
            limits = next((match for text in texts if (match := _LIMITS.fullmatch(text))), None)
            label = next((text for text in texts if text and not _LIMITS.fullmatch(text)), None)
            if limits and label:
                bands.append(Band(label, int(limits["low"]), int(limits["high"])))
        if len(bands) > 1:
            taken.update(grid.lines)
            return tuple(bands)
    return ()


def _axis_lines(layout: Layout, taken: set[int]) -> Axes | None:
    """Each axis on a line of its own with its levels after it: "Sannolikhet: 1 Osannolik, 2 Möjlig"."""
    found: dict[str, tuple[Level, ...]] = {}
    for line in layout.lines:
        axis = _INLINE_AXES.search(line.text[:_AXIS_NAME])
        if axis is None:
            continue
        parts = [part for part in _PARTS.split(line.text[axis.end() :]) if part.strip()]
        levels = [match for part in parts if (match := _LEVEL_LINE.match(part.strip()))]
        if len(levels) < 2 or len(levels) < len(parts):
            continue
        name = "likelihood" if axis["axis"].casefold() == "sannolikhet" else "consequence"
        found[name] = tuple(
            Level(int(match["value"]), match["label"].strip(), match["inner"] or match["rest"])
            for match in levels
        )
        taken.add(line.number)
    return (found.get("likelihood", ()), found.get("consequence", ())) if found else None


def _band_line(layout: Layout, taken: set[int]) -> tuple[Band, ...]:
    """All bands on one line, parted by tabs or wide spaces: "Röd 15-25   Gul 8-14"."""
    for line in layout.lines:
        parts = [part.strip() for part in _CELLS.split(line.text) if part.strip()]
        found = [match for part in parts if (match := _BAND_LIMITS.match(part))]
        if len(found) > 1 and len(found) >= len(parts) - 1:
            taken.add(line.number)
            return tuple(_band(match) for match in found)
    return ()


def _band(match: re.Match[str]) -> Band:
    label = match["label"] or match["label2"]
    return Band(label, int(match["low"] or match["low2"]), int(match["high"] or match["high2"]))


def _listed_axes(layout: Layout, taken: set[int]) -> Axes | None:
    """Each axis with its name above a list of levels."""
    found: dict[str, tuple[Level, ...]] = {}
    for at, line in enumerate(layout.lines):
        match = _BARE_AXIS.match(line.text)
        if match is None:
            continue
        levels, lines = _levels_below(layout, at + 1)
        if len(levels) >= 2:
            axis = "likelihood" if match["axis"].casefold() == "sannolikhet" else "consequence"
            found.setdefault(axis, tuple(levels))
            taken.update(lines, [line.number])
    if not found:
        return None
    return found.get("likelihood", ()), found.get("consequence", ())


def _levels_below(layout: Layout, at: int) -> tuple[list[Level], list[int]]:
    levels: list[Level] = []
    numbers: list[int] = []
    pending: list[Line] = []
    blank = False
    for line in layout.lines[at:]:
        if line.blank:
            blank = True
            continue
        if _BARE_AXIS.match(line.text) or len(levels) > _MOST_LEVELS:
            break
        opens = re.match(r"(?:nivå\s)?\d{1,2}(?!\.\d)", line.text, re.IGNORECASE)
        if blank and levels and line.number in layout.headings:
            break
        if opens is None and (blank or not pending or _ends_level(pending)):
            break
        blank = False
        if opens is not None and pending:
            if not _add_level(layout, pending, levels, numbers):
                return levels, numbers
            pending = []
        pending.append(line)
    if pending:
        _add_level(layout, pending, levels, numbers)
    return levels, numbers


def _follows(levels: Sequence[Level], value: int) -> bool:
    """Whether a value goes on with a scale, upwards or downwards."""
    if not levels:
        return True
    step = value - levels[-1].value
    return abs(step) == 1 and (len(levels) == 1 or step == levels[-1].value - levels[-2].value)


def _ends_level(lines: Sequence[Line]) -> bool:
    text = " ".join(line.text for line in lines)
    return text.endswith((")", ".")) or ("(" not in text and len(lines) > 1)


def _add_level(layout: Layout, lines: Sequence[Line], levels: list[Level], numbers: list[int]) -> bool:
    words = joined(layout.document.passage(line) for line in lines).text
    match = _LEVEL_LINE.match(words)
    if match is None or not _follows(levels, int(match["value"])):
        return False
    definition = match["inner"] or match["rest"] or match["wide"]
    levels.append(Level(int(match["value"]), match["label"].strip(), definition))
    numbers.extend(line.number for line in lines)
    return True


def _crossed_axes(layout: Layout, taken: set[int]) -> Axes | None:
    """Both axes side by side: "4 Sannolik (...)" followed by "Allvarlig (...)"."""
    for at, line in enumerate(layout.lines):
        roles = [role_of(word) for word in line.text.split()]
        if sorted(role or "" for role in roles) != sorted([Role.LIKELIHOOD, Role.CONSEQUENCE]):
            continue
        lines = list(layout.lines[at + 1 : at + 80])
        text = joined(layout.document.passage(part) for part in lines)
        columns: tuple[list[Level], list[Level]] = ([], [])
        last = 0
        for match in _ENTRY.finditer(text.text):
            if text.text[last : match.start()].strip():
                break
            side = 0 if match["value"] and len(columns[0]) <= len(columns[1]) else 1
            value = int(match["value"]) if match["value"] else (columns[0][-1].value if columns[0] else None)
            if value is None:
                break
            columns[side].append(Level(value, match["label"], match["definition"]))
            last = match.end()
        if last and len(columns[0]) >= 2 and len(columns[0]) == len(columns[1]):
            end = text.at[last - 1]
            taken.update(part.number for part in [line, *lines] if part.start <= end)
            first, second = (0, 1) if roles[0] is Role.LIKELIHOOD else (1, 0)
            return tuple(columns[first]), tuple(columns[second])
    return None


def _inline_axes(layout: Layout, taken: set[int]) -> Axes | None:
    """Both axes in a sentence: "sannolikhet och konsekvens anges med 1 = låg, 2 = medel, 3 = hög"."""
    found: dict[str, tuple[Level, ...]] = {}
    for block in blocks(layout.lines):
        text = joined(layout.document.passage(line) for line in block).text
        levels = list(_INLINE_LEVEL.finditer(text))
        if len(levels) < 2:
            continue
        named = list(_INLINE_AXES.finditer(text))
        for match, following in pairwise([*named, None]):
            if match is None:
                continue
            own = _levels_after(match, following, levels, named)
            axis = "likelihood" if match["axis"].casefold() == "sannolikhet" else "consequence"
            if own:
                found.setdefault(axis, own)
                taken.update(line.number for line in block)
    if not found:
        return None
    return found.get("likelihood", ()), found.get("consequence", ())


def _levels_after(
    axis: re.Match[str],
    following: re.Match[str] | None,
    levels: list[re.Match[str]],
    named: list[re.Match[str]],
) -> tuple[Level, ...]:
    """The levels told of an axis: those before the next axis is named, else those that both share."""
    end = following.start() if following else None
    own = [match for match in levels if match.start() > axis.end() and (end is None or match.start() < end)]
    if not own:
        own = [match for match in levels if match.start() > named[-1].end()]
    seen: dict[int, Level] = {}
    for match in own:
        seen.setdefault(
            int(match["value"]), Level(int(match["value"]), (match["label"] or match["inner"]).strip())
        )
    return tuple(seen.values())


def _listed_bands(layout: Layout, taken: set[int]) -> tuple[Band, ...]:
    """Lines such as "12–16  Hög" or "Hög (12–16)", two or more in a row."""
    bands: list[Band] = []
    numbers: list[int] = []
    for line in layout.lines:
        match = _BAND_LIMITS.match(line.text)
        if match is None:
            if not line.blank and len(bands) < 2:
                bands, numbers = [], []
            continue
        bands.append(_band(match))
        numbers.append(line.number)
    if len(bands) < 2:
        return ()
    taken.update(numbers)
    return tuple(bands)


def _lone_bands(layout: Layout, taken: set[int]) -> tuple[Band, ...]:
    """Names of bands alone on their lines, one after another: their limits stood in colours only."""
    for run in _lone_runs(layout.lines):
        taken.update(line.number for line in run)
        return tuple(Band(line.text) for line in run)
    return ()


def _lone_runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    run: list[Line] = []
    for line in [*lines, None]:
        if line is not None and line.blank:
            continue
        if line is not None and _BAND_ALONE.match(line.text):
            run.append(line)
            continue
        if len(run) >= 2 and len({part.text.casefold() for part in run}) == len(run):
            yield run
        run = []


def _inline_bands(layout: Layout, taken: set[int]) -> tuple[Band, ...]:
    for block in blocks(layout.lines):
        text = joined(layout.document.passage(line) for line in block)
        if not _VALUE_WORD.search(text.text):
            continue
        sentence = next(
            (part for part in _sentences(text) if len(list(_INLINE_BANDS.finditer(part.text))) >= 2), None
        )
        if sentence is not None:
            taken.update(line.number for line in block)
            found = _INLINE_BANDS.finditer(sentence.text)
            return tuple(Band(match["label"], int(match["low"]), int(match["high"])) for match in found)
    return ()


def _sentences(text: Passage) -> Iterator[Passage]:
    yield from text.split(re.compile(r"(?<=[.!?])\s"))
