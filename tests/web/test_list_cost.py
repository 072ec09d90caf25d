"""A list costs the database as many questions with a thousand recommendations as with a hundred, and few."""

from __future__ import annotations

import pytest

from bench.lists import measure
from bench.register_data import Builder

MOST_QUERIES = 12


@pytest.mark.django_db
def test_a_list_asks_as_much_of_the_database_whatever_its_length() -> None:
    builder = Builder()
    builder.fill(100)
    short = {page.name: page.queries for page in measure(builder, runs=0)}
    builder.fill(900)
    long = {page.name: page.queries for page in measure(builder, runs=0)}
    assert {
        "start",
        "audits",
        "matrix",
        "recommendations",
        "risks",
        "controls",
        "problems",
        "documents",
    } <= set(long)
    assert long == short
    assert {name: queries for name, queries in long.items() if queries > MOST_QUERIES} == {}
