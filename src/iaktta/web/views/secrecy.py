"""Secrecy: the list of markings, marking an item, removing a marking, and trying a document's secrecy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from iaktta.errors import IakttaError
from iaktta.register.actions.secrecy import check_secrecy, mark_secret, remove_marking
from iaktta.register.models import Marking, SecrecyCheck, SourceDocument, SubjectKind
from iaktta.register.permissions import Act
from iaktta.register.queries import secrecy as queries
from iaktta.register.queries.sentences import Sentence, sentences_of
from iaktta.web.lists import Choice, Column, Filter, Listing, list_response
from iaktta.web.navigation import page, shell
from iaktta.web.scope import Scope, scope_of, signed_in
from iaktta.web.secrecy import CheckForm, MarkForm, RemoveForm, item_url, kind_word

GET_OR_POST = ["GET", "HEAD", "POST"]


def _state(row: queries.MarkedItem) -> str:
    return _("Gäller") if row.marking.is_in_force else _("Hävd")


MARKINGS = Listing(
    name="sekretessmarkeringar",
    caption=gettext_lazy("Sekretessmarkeringar"),
    columns=(
        Column("slag", gettext_lazy("Slag"), lambda row: kind_word(row.kind)),
        Column("uppgift", gettext_lazy("Uppgift"), lambda row: row.text),
        Column("grad", gettext_lazy("Grad"), lambda row: row.marking.get_degree_display(), sort=("degree",)),
        Column(
            "bestammelse",
            gettext_lazy("Bestämmelse"),
            lambda row: row.marking.provision,
            sort=("provision",),
        ),
        Column("datum", gettext_lazy("Datum"), lambda row: row.marking.date, sort=("date",)),
        Column(
            "myndighet", gettext_lazy("Myndighet"), lambda row: row.marking.authority, sort=("authority",)
        ),
        Column("lage", gettext_lazy("Läge"), _state, sort=("removed_at",)),
    ),
    filters=(
        Filter(
            "lage",
            gettext_lazy("Läge"),
            (
                Choice("galler", gettext_lazy("Gäller"), Q(removed_at__isnull=True)),
                Choice("havda", gettext_lazy("Hävda"), Q(removed_at__isnull=False)),
            ),
        ),
        Filter(
            "grad",
            gettext_lazy("Grad"),
            (
                Choice("innehall", gettext_lazy("Innehållet"), Q(degree="content")),
                Choice("forekomst", gettext_lazy("Att den finns"), Q(degree="existence")),
            ),
        ),
        Filter(
            "satt",
            gettext_lazy("Satt"),
            (
                Choice("har", gettext_lazy("Här"), Q(origin="person")),
                Choice("dokument", gettext_lazy("I dokumentet"), Q(origin="document")),
            ),
        ),
    ),
    search=("provision", "authority"),
    search_label=gettext_lazy("Sök bestämmelse eller myndighet"),
    order=("removed_at", "-pk"),
    row_template="secrecy/row.html",
    count=lambda n: ngettext("%(n)s markering", "%(n)s markeringar", n),
    empty=gettext_lazy("Inget är sekretessmarkerat."),
    table_class="table fold-wide",
)


@require_safe
def markings(request: HttpRequest, org: str) -> HttpResponse:
    """The markings in force and those removed, for those who may read or mark what is secret."""
    scope = scope_of(request, org)
    scope.see.require(Act.READ_SECRETS)
    rows = queries.markings(scope.see)
    listing = replace(
        MARKINGS,
        prepare=lambda found: queries.with_items(scope.see, found),
        totals={"in_force": Q(removed_at__isnull=True)},
    )
    context = shell(request, scope, "secrecy")
    return list_response(request, listing, rows, "secrecy/markings.html", context, answer=_answer)


def _answer(totals: Mapping[str, int]) -> str:
    number = totals["in_force"]
    words = ngettext("%(n)s markering gäller.", "%(n)s markeringar gäller.", number)
    return words % {"n": number} if number else _("Ingen markering gäller.")


@require_http_methods(GET_OR_POST)
def mark(request: HttpRequest, org: str, kind: str, pk: int) -> HttpResponse:
    """Mark an item or passages of it as secret."""
    scope = scope_of(request, org)
    if kind not in (*SubjectKind.values, "document"):
        raise Http404
    item = queries.item_of(scope.see, kind, pk, to=Act.MARK_SECRET)
    found = sentences_of(scope.see, item)
    form = MarkForm(request.POST if request.method == "POST" else None, sentences=found)
    if request.method == "POST" and form.is_valid():
        try:
            marking = mark_secret(item, *form.asked, by=signed_in(request), **form.details)
        except IakttaError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Markeringen är satt. Orden syns nu bara för den som har rätt."))
            return HttpResponseRedirect(_marking_url(scope, marking))
    scope.see.reveal(item)
    context = {
        "item": item,
        "kind": kind,
        "kind_word": kind_word(kind),
        "back": item_url(org, kind, item),
        "form": form,
        "sentences": _grouped(found),
    }
    return page(request, scope, "secrecy", "secrecy/mark.html", context, 422 if form.errors else 200)


def _grouped(found: list[Sentence]) -> dict[str, list[Sentence]]:
    """The sentences by the document that they stand in."""
    grouped: dict[str, list[Sentence]] = {}
    for sentence in found:
        grouped.setdefault(sentence.document, []).append(sentence)
    return grouped


def _marking_url(scope: Scope, marking: Marking) -> str:
    return reverse("marking", kwargs={"org": scope.organisation.slug, "pk": marking.pk})


@require_http_methods(GET_OR_POST)
def marking(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """One marking: its ground, what it covers, and the form that removes it."""
    scope = scope_of(request, org)
    found = scope.see.one(Marking, pk, *queries.ITEMS, to=Act.READ_SECRETS)
    may_remove = found.is_in_force and scope.see.may(Act.MARK_SECRET, found)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        scope.see.require(Act.MARK_SECRET, found)
        if form.is_valid():
            try:
                remove_marking(found, form.decision, by=signed_in(request))
            except IakttaError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Markeringen är hävd. Beslutet finns i historiken."))
                return HttpResponseRedirect(_marking_url(scope, found))
    [shown] = queries.with_items(scope.see, [found])
    context = {
        "shown": shown,
        "marking": found,
        "kind_word": kind_word(shown.kind),
        "item_url": item_url(org, shown.kind, shown.item),
        "passages": queries.passages_of(scope.see, found),
        "may_remove": may_remove,
        "form": form,
    }
    return page(request, scope, "secrecy", "secrecy/marking.html", context, 422 if form.errors else 200)


@require_http_methods(GET_OR_POST)
def check(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """Say what trying a document's secrecy before it is published came to (R69)."""
    scope = scope_of(request, org)
    found = scope.see.one(SourceDocument, pk, to=Act.MARK_SECRET)
    form = CheckForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        result = SecrecyCheck.Result(form.cleaned_data["result"])
        check_secrecy(found, result, by=signed_in(request), note=form.cleaned_data["note"])
        messages.success(request, _("Prövningen är sparad."))
        return HttpResponseRedirect(reverse("document", kwargs={"org": org, "pk": pk}))
    context: dict[str, Any] = {
        "document": found,
        "form": form,
        "newest": queries.check_of(scope.see, found),
        "markings": queries.of_document(scope.see, found),
    }
    return page(request, scope, "documents", "secrecy/check.html", context, 422 if form.errors else 200)
