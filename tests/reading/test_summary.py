"""The counting matrix is kept as printed, in whatever way its columns are held apart."""

from __future__ import annotations

import pytest

from iaktta.document import Document
from iaktta.reading.outline import outline
from iaktta.reading.summary import find_summary
from iaktta.report import Summary

TABS = (
    "Granskning\tÅtgärdad\tDelvis åtgärdad\tEj åtgärdad\nHamnen (2018)\t1\t\t2\n"
    "Kajen (2019)\t\t3\t\nTotalt:\t1\t3\t2\n"
)
PIPES = (
    "| Rapport | Genomförd | Delvis genomförd | Inte genomförd |\n| --- | --- | --- | --- |\n"
    "| Hamnen (2018) | 1 |  | 2 |\n| Kajen (2019) |  | 3 |  |\n| Summa | 1 | 3 | 2 |\n"
)
SPACES = (
    "Granskning             Uppfylld     Delvis uppfylld     Ej uppfylld\n"
    "Hamnen (2018)             1                                 2\n"
    "Kajen (2019)                              3\n"
    "Summa                     1               3                 2\n"
)


def summary(text: str) -> Summary | None:
    document = Document(text)
    return find_summary(document, outline(document))


@pytest.mark.parametrize("text", [TABS, PIPES, SPACES], ids=["tabs", "pipes", "spaces"])
def test_a_blank_cell_is_not_stated(text: str) -> None:
    found = summary(text)
    assert found is not None
    assert [(row.audit, row.year) for row in found.rows] == [("Hamnen", 2018), ("Kajen", 2019)]
    assert [(row.implemented, row.partly_implemented, row.not_implemented) for row in found.rows] == [
        (1, None, 2),
        (None, 3, None),
    ]
    assert found.totals is not None
    assert (found.totals.implemented, found.totals.partly_implemented, found.totals.not_implemented) == (
        1,
        3,
        2,
    )


def test_a_row_of_single_spaces_with_too_few_counts_tells_no_count() -> None:
    found = summary("Granskning Åtgärdad Delvis åtgärdad\nHamnen (2018) 1 2\nKajen (2019) 3\n")
    assert found is not None
    assert [(row.implemented, row.partly_implemented) for row in found.rows] == [(1, 2), (None, None)]


def test_a_table_of_recommendations_is_no_matrix() -> None:
    assert (
        summary("| Nr | Rekommendation | Status |\n| --- | --- | --- |\n| 1 | Mät djupet | Åtgärdad |\n")
        is None
    )
