"""Proposals: two that may be the same, side by side with the grounds; a person confirms or parts them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from iaktta.errors import IakttaError
from iaktta.register.actions.proposals import confirm_proposal, part_proposal
from iaktta.register.models import Proposal
from iaktta.register.permissions import Act
from iaktta.register.queries import proposals as queries
from iaktta.register.queries.below import open_below
from iaktta.web.lists import Choice, Column, Filter, Listing, list_response
from iaktta.web.navigation import page, shell
from iaktta.web.scope import Scope, scope_of, signed_in


def _text(side: str) -> Any:
    return lambda row: getattr(row, side).text


PROPOSALS = Listing(
    name="forslag",
    page_size=25,  # each row shows two entries side by side
    caption=gettext_lazy("Förslag om att två poster är samma"),
    columns=(
        Column("slag", gettext_lazy("Slag"), lambda row: row.proposal.get_kind_display(), sort=("kind",)),
        Column("forst", gettext_lazy("Fanns i registret"), _text("first")),
        Column("sedan", gettext_lazy("Kom med ett senare dokument"), _text("second")),
        Column("grunder", gettext_lazy("Grunder"), lambda row: " ".join(row.grounds)),
        Column(
            "likhet",
            gettext_lazy("Likhet, procent"),
            lambda row: int(row.proposal.likeness * 100),
            sort=("-likeness",),
            number=True,
            hidden=True,
        ),
        Column("lage", gettext_lazy("Läge"), lambda row: row.proposal.get_state_display(), sort=("state",)),
    ),
    filters=(
        Filter(
            "lage",
            gettext_lazy("Läge"),
            tuple(Choice(str(value), label, Q(state=value)) for value, label in Proposal.State.choices),
        ),
        Filter(
            "slag",
            gettext_lazy("Slag"),
            (
                Choice("granskning", gettext_lazy("Granskningar"), Q(kind="audit")),
                Choice("rekommendation", gettext_lazy("Rekommendationer"), Q(kind="recommendation")),
                Choice("plan", gettext_lazy("Planer"), Q(kind="plan")),
                Choice("risk", gettext_lazy("Risker"), Q(kind="risk")),
                Choice("kontroll", gettext_lazy("Kontroller"), Q(kind__in=("control", "occasion"))),
            ),
        ),
    ),
    order=("-state", "kind", "-likeness", "pk"),
    row_template="proposals/row.html",
    count=lambda n: ngettext("%(n)s förslag", "%(n)s förslag", n),
    empty=gettext_lazy("Inga förslag väntar. De kommer när ett nytt dokument liknar något som redan finns."),
    table_class="table fold-wide proposals",
)


@require_safe
def proposals(request: HttpRequest, org: str) -> HttpResponse:
    """The list; open proposals first."""
    scope = scope_of(request, org)
    rows = scope.see.of(Proposal)
    waiting = rows.filter(state=Proposal.State.OPEN).count()
    listing = replace(PROPOSALS, prepare=lambda found: queries.shown(scope.see, found, whole=False))
    context = shell(
        request,
        scope,
        "proposals",
        waiting=waiting,
        identical=_identical(scope).count(),
        answer=_answer(waiting, scope.see.may(Act.SETTLE_PROPOSAL)),
    )
    listed = queries.with_sides(rows, whole=False)
    return list_response(request, listing, listed, "proposals/proposals.html", context)


def _answer(waiting: int, may_settle: bool) -> str:
    if not waiting:
        return _("Alla förslag är avgjorda.")
    if may_settle:
        words = ngettext("%(n)s förslag väntar på dig.", "%(n)s förslag väntar på dig.", waiting)
    else:
        words = ngettext("%(n)s förslag är inte avgjort.", "%(n)s förslag är inte avgjorda.", waiting)
    return words % {"n": waiting}


@require_safe
def proposal(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """One proposal, side by side."""
    scope = scope_of(request, org)
    found = queries.with_sides(scope.see.of(Proposal)).filter(pk=pk).first()
    if found is None:
        raise Http404
    [shown] = queries.shown(scope.see, [found])
    return page(request, scope, "proposals", "proposals/proposal.html", {"shown": shown})


@require_POST
def settle(request: HttpRequest, org: str) -> HttpResponse:
    """Confirm (`samma`: the proposal's key) or part (`isar`), and back to where the person was."""
    scope = scope_of(request, org)
    try:
        if "samma" in request.POST:
            confirmed = confirm_proposal(_asked_for(scope, request.POST["samma"]), by=signed_in(request))
            messages.success(request, _("Bekräftat: de två visas nu som en.") + _below(scope, confirmed))
        else:
            part_proposal(_asked_for(scope, request.POST.get("isar", "")), by=signed_in(request))
            messages.success(request, _("Isär: de två visas var för sig."))
    except IakttaError as error:
        messages.error(request, str(error))
    start = reverse("proposals", kwargs={"org": org})
    back = request.POST.get("next", "")
    return HttpResponseRedirect(back if back.startswith(start) else start)


def _below(scope: Scope, confirmed: Proposal) -> str:
    """How many proposals wait about what stands under the two, such as an audit's recommendations."""
    waiting = open_below(scope.see, confirmed).count()
    words = ngettext(
        "%(n)s förslag om det som hör till dem väntar.",
        "%(n)s förslag om det som hör till dem väntar.",
        waiting,
    )
    return f" {words % {'n': waiting}}" if waiting else ""


@require_POST
def settle_identical(request: HttpRequest, org: str) -> HttpResponse:
    """Confirm every open proposal whose two are alike word for word and in all else that was compared."""
    scope = scope_of(request, org)
    scope.see.require(Act.SETTLE_PROPOSAL)
    confirmed = 0
    for found in _identical(scope).order_by("pk"):
        try:
            confirm_proposal(found, by=signed_in(request))
            confirmed += 1
        except IakttaError as error:
            messages.error(request, str(error))
    words = ngettext("%(n)s förslag är bekräftat.", "%(n)s förslag är bekräftade.", confirmed)
    messages.success(request, words % {"n": confirmed})
    return HttpResponseRedirect(reverse("proposals", kwargs={"org": org}))


def _identical(scope: Scope) -> QuerySet[Proposal]:
    """Open, alike word for word, and the user's to settle."""
    mine = scope.see.bodies_for(Act.SETTLE_PROPOSAL)
    return scope.see.of(Proposal).filter(state=Proposal.State.OPEN, likeness__gte=1, owner__in=mine)


def _asked_for(scope: Scope, key: str) -> Proposal:
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    return scope.see.one(Proposal, int(key), to=Act.SETTLE_PROPOSAL)
