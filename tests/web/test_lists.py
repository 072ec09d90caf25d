"""Lists: whatever the address asks for, the same rows on the page, in the counts and in the files."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.db.models import Q
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from iaktta.register.models import Organisation
from iaktta.web.lists import Choice, Column, Filter, Listing, list_page
from iaktta.web.lists.export import defused, table, to_csv, to_xlsx
from iaktta.web.lists.page import all_rows
from tests.granvik import Granvik

LISTING = Listing(
    name="organisationer",
    caption="Organisationer",
    columns=(
        Column("namn", "Namn", lambda row: row.name, sort=("name",)),
        Column("slag", "Slag", lambda row: row.kind),
    ),
    filters=(
        Filter(
            "slag",
            "Slag",
            (
                Choice("kommun", "Kommuner", Q(kind="municipality")),
                Choice("bolag", "Bolag", Q(kind="company")),
            ),
        ),
    ),
    search=("name",),
    order=("pk",),
    row_template="",
    count=lambda n: f"{n} organisationer",
    totals={"all": Q()},
    page_size=10,
)


@pytest.fixture
def organisations(db: None) -> Any:
    kinds = ("municipality", "company", "region")
    for number in range(25):
        Organisation.objects.create(slug=f"o{number}", name=f"Ort {number:02}", kind=kinds[number % 3])
    return Organisation.objects.all()


def page(rows: Any, address: str = "") -> Any:
    return list_page(LISTING, rows, QueryDict(address))


def test_a_chip_says_how_many_rows_choosing_it_leaves(organisations: Any) -> None:
    for choice in page(organisations).filters[0].choices:
        assert page(organisations, f"slag={choice.value}").total == choice.count


def test_counts_of_a_filter_follow_the_search_but_not_its_own_choice(organisations: Any) -> None:
    shown_page = page(organisations, "q=Ort+2&slag=bolag")
    found = [row.kind for row in organisations if "2" in row.name]
    chips = {choice.value: choice.count for choice in shown_page.filters[0].choices}
    assert chips == {"kommun": found.count("municipality"), "bolag": found.count("company")}
    assert shown_page.filters[0].all_count == len(found)
    assert shown_page.total == found.count("company")


def test_totals_are_the_same_whatever_the_filter(organisations: Any) -> None:
    assert page(organisations, "q=Ort+01&slag=kommun").totals == {"all": 25}


def test_every_row_stands_on_exactly_one_page(organisations: Any) -> None:
    found = [row.pk for number in (1, 2, 3) for row in page(organisations, f"sida={number}").rows]
    assert sorted(found) == sorted(row.pk for row in organisations)


def test_sorting_the_other_way_turns_the_list_round(organisations: Any) -> None:
    up = [row.name for row in all_rows(LISTING, organisations, QueryDict("sort=namn"))]
    down = [row.name for row in all_rows(LISTING, organisations, QueryDict("sort=-namn"))]
    assert up == sorted(up)
    assert down == up[::-1]


def test_a_head_says_which_way_it_sorts_and_leads_the_other_way(organisations: Any) -> None:
    head = page(organisations, "sort=namn").heads[0]
    assert (head.aria_sort, head.url) == ("ascending", "?sort=-namn")


@pytest.mark.parametrize(
    "address", ["sida=0", "sida=-3", "sida=9999999999999", "sida=x", "sort=hemlig", "slag=annat", "sida=²"]
)
def test_what_the_address_does_not_make_sense_of_is_left_out(organisations: Any, address: str) -> None:
    assert page(organisations, address).total == 25
    assert page(organisations, address).rows


def test_changing_one_thing_keeps_the_others(organisations: Any) -> None:
    shown_page = page(organisations, "q=Ort&slag=kommun&sort=-namn&sida=1")
    assert shown_page.csv_url == "?q=Ort&sort=-namn&slag=kommun&hamta=csv"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_words_of_a_document_never_become_a_formula(start: str) -> None:
    assert defused(f"{start}1+1") == f"'{start}1+1"
    assert to_csv([[f"{start}1+1"]]).decode("utf-8-sig").lstrip('"').startswith("'")


def test_a_negative_number_stays_a_number() -> None:
    assert defused(-3) == -3


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs", "Cc"))), min_size=2, max_size=2)))
def test_a_csv_read_again_has_the_same_cells(rows: list[list[str]]) -> None:
    read = list(
        csv.reader(
            io.StringIO(to_csv(list(row) for row in rows).decode("utf-8-sig"), newline=""), delimiter=";"
        )
    )
    assert read == [[str(defused(cell)) for cell in row] for row in rows]


def test_both_files_hold_the_rows_of_the_page_under_the_same_heads(organisations: Any) -> None:
    asked = QueryDict("slag=kommun&sort=-namn")
    expected = [
        [str(cell) for cell in row] for row in table(LISTING, all_rows(LISTING, organisations, asked))
    ]
    in_csv = to_csv(table(LISTING, all_rows(LISTING, organisations, asked))).decode("utf-8-sig")
    in_xlsx = to_xlsx("organisationer", table(LISTING, all_rows(LISTING, organisations, asked)))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(in_xlsx)).get_sheet_by_index(0)
    assert [line.split(";") for line in in_csv.split("\r\n") if line] == expected
    assert sheet.to_python() == expected
    assert expected[0] == ["Namn", "Slag"]


LISTS = (
    "/granvik/2024/alla/revision/",
    "/granvik/2024/alla/revision/rekommendationer/",
    "/granvik/2024/socialnamnden/revision/rekommendationer/",
    "/granvik/2024/alla/risker/",
    "/granvik/2024/alla/kontroller/",
    "/granvik/2024/alla/problem/",
    "/granvik/dokument/",
    "/granvik/forslag/",
)


@pytest.mark.parametrize("address", LISTS)
def test_a_page_of_a_list_takes_at_most_twelve_queries(reader: Client, address: str) -> None:
    reader.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert reader.get(address).status_code == 200
    # Where a request's transaction begins and ends is no query: within a test it shows as a savepoint.
    asked = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
    assert len(asked) <= 12, [sql[:90] for sql in asked]


@pytest.mark.parametrize("address", LISTS)
def test_every_list_can_be_taken_out(reader: Client, address: str, shown: Granvik) -> None:
    in_csv, in_xlsx = reader.get(f"{address}?hamta=csv"), reader.get(f"{address}?hamta=xlsx")
    lines = list(csv.reader(io.StringIO(in_csv.content.decode("utf-8-sig"), newline=""), delimiter=";"))
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(in_xlsx.content)).get_sheet_by_index(0)
    assert lines[0] == [str(cell) for cell in sheet.to_python()[0]]
    assert len(lines) == sheet.height
    assert in_csv["Content-Disposition"].startswith("attachment")
