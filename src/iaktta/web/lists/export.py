"""A list taken out: CSV for Swedish Excel, and XLSX. The same rows and columns as on the screen, unpaged."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from iaktta.web.lists.listing import Listing, Value

CHUNK = 500
"""Rows that are prepared at a time, so that a long list does not fill the memory."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
MAX_CELL = 32_767
"""Characters that a cell of a sheet holds."""


def defused(value: Value) -> str | int | float:
    """A cell that a spreadsheet takes for text, not for a formula: the words of a document are not ours."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = value.isoformat() if isinstance(value, datetime.date) else str(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def table(listing: Listing, rows: QuerySet[Any]) -> Iterator[list[Value]]:
    """The head, then one list of values a row."""
    yield [str(column.label) for column in listing.columns]
    for chunk in _chunks(rows):
        for row in listing.prepare(chunk):
            yield [column.value(row) for column in listing.columns]


def _chunks(rows: QuerySet[Any]) -> Iterator[list[Any]]:
    chunk: list[Any] = []
    for row in rows.iterator(chunk_size=CHUNK):
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def to_csv(rows: Iterable[list[Value]]) -> bytes:
    """UTF-8 with a byte order mark and semicolons: what Excel with Swedish settings opens as a table."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([defused(value) for value in row])
    return written.getvalue().encode("utf-8-sig")


def to_xlsx(name: str, rows: Iterable[list[Value]]) -> bytes:
    """One sheet with a head that stays, a filter on it and columns of readable width."""
    # Loaded at first use: only the few who take a list out pay for it.
    import xlsxwriter

    written = io.BytesIO()
    options = {"in_memory": True, "constant_memory": False, "default_date_format": "yyyy-mm-dd"}
    with xlsxwriter.Workbook(written, options) as book:
        sheet = book.add_worksheet(name[:31])
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        widths: dict[int, int] = {}
        last = 0
        for last, row in enumerate(rows):
            for place, value in enumerate(row):
                widths[place] = min(60, max(widths.get(place, 8), len(str(value or "")) + 2))
                if value is None:
                    continue
                if isinstance(value, datetime.date):
                    sheet.write_datetime(
                        last,
                        place,
                        datetime.datetime(value.year, value.month, value.day),
                        day,
                    )
                elif isinstance(value, int | float):
                    sheet.write_number(last, place, value)
                else:
                    sheet.write_string(
                        last, place, str(defused(value))[:MAX_CELL], bold if last == 0 else wrapped
                    )
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, max(widths, default=0))
        for place, width in widths.items():
            sheet.set_column(place, place, width)
    return written.getvalue()
