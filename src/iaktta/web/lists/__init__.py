"""Filterable lists: one machinery for every list of the register.

A list is a `Listing`, made once at import:

    CONTROLS = Listing(
        name="kontroller",                                  # the file's name when it is taken out
        columns=(
            Column("risk", _("Risk"), lambda row: row.risk_text, sort=("risk__number",)),
            Column("kontroll", _("Kontrollmoment"), lambda row: row.text, sort=("text",)),
            Column("varde", _("Värde"), lambda row: row.value, sort=("value",), number=True),
        ),
        filters=(
            Filter("resultat", _("Resultat"), (                # chips with counts
                Choice("storre", _("Större"), Q(level="major"), mark="major"),
                Choice("saknas", _("Anges inte"), Q(level=""), mark="unsaid"),
            )),
            Filter("kategori", _("Kategori"), categories, select=True),   # a function of the rows' queryset
        ),
        search=("text", "risk__text"),   # fields that hold the words of `q`
        order=("position", "pk"),                            # must be total: end with pk
        row_template="controls/row.html",                    # one <tr>, takes `row` and `scope`
        count=lambda n: ngettext("%(n)s kontroll", "%(n)s kontroller", n),
        empty=_("Inga kontroller är inlästa för det här året."),
        totals={"all": Q(), "major": Q(level="major")},    # optional: counted whatever the filter, see below
        prepare=with_occasions,    # optional: the page's rows -> what is shown
    )

and a view is one line after the scope and the rows are found (with `answer=`, a function of the totals, the
page's first sentence costs no query of its own):

    return list_response(request, CONTROLS, access.controls(request.user, ...), "controls/plan.html", context)

The page's template shows it with `{% include "parts/list.html" with list=list scope=scope only %}`. In the
row template each cell carries `data-l="…"` (its label when the table folds on a phone) and the roles `row`,
`rowheader`, `cell`.

What the address may hold: `q` (words), one value for each filter's key, `sort` (a column's key, `-` before it
turns it round), `sida` (from 1, 50 rows each) and `hamta` (`csv` or `xlsx`: the same rows and columns,
unpaged). What is not understood there is left out, never an error.

Queries, whatever the size: one for all counts, one for the page's rows, and those of `prepare` and of filters
whose choices are a function. A `Q` must not multiply rows: use columns, annotations or `Exists`.
"""

from iaktta.web.lists.listing import Choice, Column, Filter, Listing
from iaktta.web.lists.page import ListPage, list_page
from iaktta.web.lists.response import list_response

__all__ = ["Choice", "Column", "Filter", "ListPage", "Listing", "list_page", "list_response"]
