"""The risk matrix: which risks stand in which cell, and what each cell is called.

Rows go from the highest likelihood down, columns from the lowest consequence up, as the matrix is drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from iaktta.report import Level, Scale
from iaktta.rules.risk import band_of, risk_value

R = TypeVar("R")

SHADES = 3
"""How many grounds a matrix is drawn with: 1 lowest, 3 highest."""


@dataclass(frozen=True, slots=True)
class Cell(Generic[R]):
    """One cell. `band` and `shade` are None where the document does not print the bands' limits (R10)."""

    likelihood: Level
    consequence: Level
    value: int
    band: str | None
    shade: int | None
    risks: tuple[R, ...]


@dataclass(frozen=True, slots=True)
class Matrix(Generic[R]):
    """The whole matrix; `outside` holds risks without both levels or beyond the scale."""

    rows: tuple[tuple[Cell[R], ...], ...]
    consequences: tuple[Level, ...]
    outside: tuple[R, ...]


def risk_matrix(
    placed: Iterable[tuple[int | None, int | None, R]], scale: Scale | None, least: int = 4
) -> Matrix[R]:
    """Place risks, given as (likelihood, consequence, risk), on their scale.

    Without a printed scale the axes go from 1 to the highest level among the risks, at least to `least`.
    """
    risks = list(placed)
    likelihoods = _axis(scale.likelihood if scale else (), [one for one, _, _ in risks], least)
    consequences = _axis(scale.consequence if scale else (), [two for _, two, _ in risks], least)
    rows = tuple(
        tuple(_cell(likelihood, consequence, risks, scale) for consequence in consequences)
        for likelihood in reversed(likelihoods)
    )
    shown = {id(risk) for row in rows for cell in row for risk in cell.risks}
    return Matrix(rows, consequences, tuple(risk for _, _, risk in risks if id(risk) not in shown))


def _axis(printed: Sequence[Level], levels: Iterable[int | None], least: int) -> tuple[Level, ...]:
    if printed:
        return tuple(sorted(printed, key=lambda level: level.value))
    highest = max([least, *(level for level in levels if level is not None)])
    return tuple(Level(value, str(value)) for value in range(1, min(highest, 10) + 1))


def _cell(
    likelihood: Level,
    consequence: Level,
    risks: Sequence[tuple[int | None, int | None, R]],
    scale: Scale | None,
) -> Cell[R]:
    here = tuple(risk for one, two, risk in risks if (one, two) == (likelihood.value, consequence.value))
    positive = likelihood.value >= 1 and consequence.value >= 1
    value = risk_value(likelihood.value, consequence.value) if positive else 0
    return Cell(likelihood, consequence, value, band_of(value, scale), shade_of(value, scale), here)


def shade_of(value: int, scale: Scale | None) -> int | None:
    """The ground of a risk value: 3 for the highest printed band, 1 for the lowest, None for no band."""
    bands = [band for band in (scale.bands if scale else ()) if band.lowest is not None]
    label = band_of(value, scale)
    if label is None:
        return None
    place = next(index for index, band in enumerate(bands) if band.label == label)  # highest first
    if len(bands) == 1:
        return SHADES
    return SHADES - round(place * (SHADES - 1) / (len(bands) - 1))
