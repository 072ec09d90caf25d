"""A list as an answer: a page, or a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from iaktta.web.lists.export import table, to_csv, to_xlsx
from iaktta.web.lists.listing import Listing
from iaktta.web.lists.page import all_rows, list_page

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def list_response(
    request: HttpRequest,
    listing: Listing,
    rows: QuerySet[Any],
    template: str,
    context: Mapping[str, Any],
    answer: Callable[[Mapping[str, int]], str] | None = None,
) -> HttpResponse:
    """The page with `list` in its context, or the list as a file where the address asks for one.

    `answer` makes the page's first sentence of the listing's totals.
    """
    wanted = request.GET.get("hamta", "")
    if wanted in ("csv", "xlsx"):
        return _file(listing, rows, request, wanted, context)
    page = list_page(listing, rows, request.GET, request.path)
    said = {"answer": answer(page.totals)} if answer else {}
    return render(request, template, {**context, **said, "list": page})


def _file(
    listing: Listing, rows: QuerySet[Any], request: HttpRequest, kind: str, context: Mapping[str, Any]
) -> HttpResponse:
    found = table(listing, all_rows(listing, rows, request.GET))
    scope = context.get("scope")
    parts = [listing.name, *([scope.organisation.slug, str(scope.year)] if scope else [])]
    content = to_csv(found) if kind == "csv" else to_xlsx(listing.name, found)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8" if kind == "csv" else XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{"-".join(parts)}.{kind}"'
    return response
