"""Retention: the rules of a body, and what has come of age, for a person to decide on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from iaktta.errors import IakttaError
from iaktta.register.actions.retention import Terms, set_rule, settle_disposal
from iaktta.register.disposal import KINDS, Kind
from iaktta.register.models import Body, DisposalProposal, DisposalRow, RecordKind, RetentionRule
from iaktta.register.permissions import Act
from iaktta.register.queries import retention as queries
from iaktta.web.forms import Form
from iaktta.web.navigation import page
from iaktta.web.scope import Scope, scope_of, signed_in

HERE = "retention"
SLUGS = {
    "filer": RecordKind.FILE,
    "bilagor": RecordKind.ATTACHMENT,
    "borttagna-bilagor": RecordKind.REMOVED_ATTACHMENT,
    "anteckningar": RecordKind.NOTE,
    "utkast": RecordKind.DRAFT,
    "inbjudningar": RecordKind.INVITATION,
    "personer": RecordKind.PERSON,
    "logg": RecordKind.TRAIL_VALUE,
}
"""How an address names a kind of record."""


class RuleForm(Form):
    """A rule for one kind of record."""

    fate = forms.ChoiceField(
        label=gettext_lazy("Vad ska hända med uppgifterna?"),
        choices=RetentionRule.Fate.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj om uppgifterna gallras eller bevaras.")},
    )
    years = forms.IntegerField(
        label=gettext_lazy("Gallras efter så många år"),
        help_text=gettext_lazy("Hela kalenderår. Lämna tomt om uppgifterna bevaras."),
        required=False,
        min_value=0,
        max_value=200,
        error_messages={
            "min_value": gettext_lazy("Ange 0 år eller mer."),
            "max_value": gettext_lazy("Ange högst 200 år, eller välj att uppgifterna bevaras."),
            "invalid": gettext_lazy("Ange antalet år med siffror, till exempel 10."),
        },
    )
    ground = forms.CharField(
        label=gettext_lazy("Stöd för regeln"),
        help_text=gettext_lazy("Till exempel dokumenthanteringsplanen, med nämnd, datum och paragraf."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={
            "required": gettext_lazy("Skriv vilket beslut eller vilken plan regeln stöder sig på.")
        },
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        disposes = given.get("fate") == RetentionRule.Fate.DISPOSE
        if disposes and given.get("years") is None and "years" not in self.errors:
            self.add_error("years", _("Ange hur många år uppgifterna sparas."))
        return given


class DecisionForm(Form):
    """What a person decides on the rows that are marked."""

    reason = forms.CharField(
        label=gettext_lazy("Skäl"),
        help_text=gettext_lazy("Sparas i loggen. Skriv inga personuppgifter här."),
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv varför. Skälet sparas i loggen.")},
    )


@require_safe
def retention(request: HttpRequest, org: str) -> HttpResponse:
    """What waits for a decision, and the rules of one body (`organ`; else the user's own)."""
    scope = scope_of(request, org)
    scope.see.require(Act.DISPOSE)
    owner = _owner(request, scope)
    proposals = list(queries.proposals_for(scope.see)[: queries.SHOWN])
    waiting = sum(each.waiting for each in proposals)  # type: ignore[attr-defined]  # annotated
    context = {
        "owner": owner,
        "bodies": scope.see.bodies_for(Act.DISPOSE),
        "rules": queries.rules_of(scope.see, owner),
        "slugs": {kind: slug for slug, kind in SLUGS.items()},
        "proposals": proposals,
        "waiting": waiting,
        "answer": _answer(waiting),
    }
    return page(request, scope, HERE, "retention/retention.html", context)


def _answer(waiting: int) -> str:
    if not waiting:
        return _("Inget väntar på beslut om gallring.")
    words = ngettext(
        "%(n)s uppgift väntar på beslut om gallring.",
        "%(n)s uppgifter väntar på beslut om gallring.",
        waiting,
    )
    return words % {"n": waiting}


def _owner(request: HttpRequest, scope: Scope) -> Body:
    """The body whose rules are asked for; 404 for one that the user decides nothing for."""
    bodies = scope.see.bodies_for(Act.DISPOSE)
    asked = request.GET.get("organ", "")
    if not asked:
        return bodies[0]
    found = next((body for body in bodies if str(body.pk) == asked), None)
    if found is None:
        raise Http404
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def retention_rule(request: HttpRequest, org: str, records: str) -> HttpResponse:
    """The form for one kind of record; what is commonly decided is filled in where there is no rule."""
    scope = scope_of(request, org)
    scope.see.require(Act.DISPOSE)
    owner = _owner(request, scope)
    if records not in SLUGS:
        raise Http404
    about = KINDS[SLUGS[records]]
    own = queries.own_rule(owner, about.key)
    form = RuleForm(request.POST or None, initial=_initial(own, about))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        terms = Terms(RetentionRule.Fate(given["fate"]), given["years"], given["ground"])
        set_rule(owner, about.key, terms, by=signed_in(request))
        messages.success(request, _("Regeln gäller från nu."))
        return HttpResponseRedirect(f"{reverse('retention', kwargs={'org': org})}?organ={owner.pk}")
    context = {"form": form, "about": about, "owner": owner, "own": own, "name": about.key.label}
    status = 422 if request.method == "POST" else 200
    return page(request, scope, HERE, "retention/rule.html", context, status)


def _initial(own: RetentionRule | None, about: Kind) -> dict[str, Any]:
    if own is not None:
        return {"fate": own.fate, "years": own.years, "ground": own.ground}
    suggested = about.suggestion
    return {"fate": suggested.fate, "years": suggested.years, "ground": suggested.ground}


@require_http_methods(["GET", "HEAD", "POST"])
def disposal(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """One proposal: its rows, marked (`rad`) and disposed of or kept (`beslut`) with a reason."""
    scope = scope_of(request, org)
    found = scope.see.one(DisposalProposal, pk, "rule", "owner", to=Act.DISPOSE)
    form = DecisionForm(request.POST or None)
    marked = {int(each) for each in request.POST.getlist("rad") if each.isdecimal() and len(each) < 19}
    if request.method == "POST" and form.is_valid():
        try:
            done = _settle(request, found, marked, form.cleaned_data["reason"])
        except IakttaError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, done)
            return HttpResponseRedirect(reverse("disposal", kwargs={"org": org, "pk": pk}))
    rows = queries.shown_rows(found, DisposalRow.State.OPEN)
    context = {
        "proposal": found,
        "about": KINDS[RecordKind(found.rule.kind)],
        "form": form,
        "rows": rows,
        "waiting": found.rows.filter(state=DisposalRow.State.OPEN).count(),
        "settled": queries.shown_rows(found, None),
        "marked": marked,
    }
    status = 422 if request.method == "POST" else 200
    return page(request, scope, HERE, "retention/disposal.html", context, status)


def _settle(request: HttpRequest, found: DisposalProposal, marked: set[int], why: str) -> str:
    """Do what the button says, and say what was done."""
    dispose = request.POST.get("beslut") == "gallra"
    rows = settle_disposal(found, marked, dispose=dispose, by=signed_in(request), why=why)
    words = (
        ngettext("%(n)s uppgift är gallrad.", "%(n)s uppgifter är gallrade.", len(rows))
        if dispose
        else ngettext("%(n)s uppgift behålls.", "%(n)s uppgifter behålls.", len(rows))
    )
    return words % {"n": len(rows)}
