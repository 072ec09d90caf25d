"""Rows that hold several recommendations, each with its answer: split where numbers or counts pair them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iaktta.reading.audits.cells import Cell, Paragraph
from iaktta.reading.audits.column_heads import Role
from iaktta.reading.audits.column_words import is_advice

Row = tuple[Cell, ...]


def split_rows(roles: Sequence[Role], rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, with those split that hold numbered recommendations and answers with the same numbers.

    A table whose text came out column by column is one row; it is split where each column has as many
    paragraphs as there are recommendations.
    """
    if Role.RECOMMENDATION not in roles:
        return tuple(rows)
    column = roles.index(Role.RECOMMENDATION)
    if len(rows) == 1 and (parts := _by_count(rows[0], column)):
        return parts
    return tuple(part for row in rows for part in _by_number(row, column))


def _by_number(row: Row, column: int) -> Iterator[Row]:
    numbers = [paragraph.number for paragraph in row[column]]
    pairs = [cell for place, cell in enumerate(row) if place != column and _numbers(cell)]
    if len(numbers) < 2 or None in numbers or len(set(numbers)) < len(numbers) or not pairs:
        yield row
        return
    if any(not set(_numbers(cell)) <= set(numbers) for cell in pairs):
        yield row
        return
    for paragraph in row[column]:
        yield tuple(
            (paragraph,) if place == column else _numbered(cell, paragraph.number)
            for place, cell in enumerate(row)
        )


def _numbers(cell: Cell) -> list[str]:
    return [paragraph.number for paragraph in cell if paragraph.number]


def _numbered(cell: Cell, number: str | None) -> Cell:
    """The paragraphs under a number; those before the first one stay with the first recommendation."""
    found: list[Paragraph] = []
    current = None
    for paragraph in cell:
        current = paragraph.number or current
        if current == number or (current is None and number == next(iter(_numbers(cell)), None)):
            found.append(paragraph)
    return tuple(found)


def _by_count(row: Row, column: int) -> tuple[Row, ...]:
    count = len(row[column])
    filled = [cell for cell in row if cell]
    if count < 2 or len(filled) < 2 or any(len(cell) != count for cell in filled):
        return ()
    if not all(is_advice(paragraph.words.text) for paragraph in row[column]):
        return ()
    return tuple(tuple((cell[place],) if cell else () for cell in row) for place in range(count))
