"""The start page of a scope: how things stand, and what is to be done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from iaktta.register.queries.audits import audits_in
from iaktta.register.queries.recommendations import counts_of, counts_of_no_audit
from iaktta.register.queries.year import (
    ControlState,
    Happening,
    Waiting,
    by_key,
    control_states,
    happenings,
    newest_readings,
    waiting,
)
from iaktta.report import DeviationLevel
from iaktta.rules.counting import Counts
from iaktta.web import marks
from iaktta.web.answers import start_answer
from iaktta.web.navigation import page
from iaktta.web.scope import Scope, scope_at
from iaktta.web.wheel import wheel

MOST_MARKS = 40
"""A row of more marks than this is counted instead."""


@dataclass(frozen=True, slots=True)
class Todo:
    """Something that waits for a person, with the page where it is done."""

    mark: str
    icon: str
    title: str
    text: str
    url: str
    button: str


@dataclass(frozen=True, slots=True)
class Tally:
    """A row of the roll-up: marks, or none where they are too many to be counted by eye."""

    name: str
    signs: Sequence[marks.Mark]
    text: str
    url: str


@require_safe
def start(request: HttpRequest, org: str, year: int, committee: str) -> HttpResponse:
    """How the year stands for the committee, or for all of them."""
    scope = scope_at(request, org, year, committee)
    see, chosen = scope.see, scope.committee
    states = control_states(see, year, chosen)
    audits = audits_in(see, year, chosen)
    counts = counts_of(see, audits, chosen) + counts_of_no_audit(see, year, chosen)
    waits = waiting(see, year, chosen)
    due, documents = _days(happenings(see, year, chosen))
    if chosen is not None and not due:
        documents = []  # the auditors' documents alone say nothing of one committee's year
    context = {
        "answer": start_answer(states, counts),
        "todo": list(_todo(scope, states, counts, waits)),
        "tallies": list(_tallies(scope, states, counts)),
        "wheel": wheel(year, due + documents, timezone.localdate()) if due or documents else None,
        "month_names": _months(),
        "done": sum(bool(one.worst) and one.worst not in ("not_performed", "in_progress") for one in states),
        "controls": len(states),
        "newest": newest_readings(see),
        "today": timezone.localdate(),
    }
    return page(request, scope, "start", "start/start.html", context)


def _days(found: Iterable[Happening]) -> tuple[list[tuple[date, str]], list[tuple[date, str]]]:
    """Day and mark of each occasion, and of each of the auditors' documents."""
    due: list[tuple[date, str]] = []
    documents: list[tuple[date, str]] = []
    for one in found:
        if one.is_document:
            documents.append((one.day, "doc"))
        else:
            due.append((one.day, marks.of_result(one.execution, one.deviation_level).name))
    return due, documents


def _months() -> list[str]:
    return [
        _("jan"), _("feb"), _("mar"), _("apr"), _("maj"), _("jun"),
        _("jul"), _("aug"), _("sep"), _("okt"), _("nov"), _("dec"),
    ]  # fmt: skip


def _todo(scope: Scope, states: Sequence[ControlState], counts: Counts, waits: Waiting) -> Iterable[Todo]:
    major = sum(one.worst == DeviationLevel.MAJOR and not one.has_action for one in states)
    if major:
        title = ngettext(
            "Besluta åtgärd för %(n)s kontroll", "Besluta åtgärd för %(n)s kontroller", major
        ) % {"n": major}
        text = _("Större avvikelser utan någon angiven åtgärd.")
        url = scope.url("controls") + "?resultat=storre&saknar=atgard"
        yield Todo("major", "", title, text, url, _("Visa kontroller"))
    if counts.not_implemented:
        number = counts.not_implemented
        title = ngettext(
            "%(n)s rekommendation är inte åtgärdad", "%(n)s rekommendationer är inte åtgärdade", number
        ) % {"n": number}
        text = _("Enligt dokumenten, eller enligt den som senast har angett status.")
        yield Todo("none", "", title, text, scope.url("recommendations") + "?status=ej", _("Visa dem"))
    if waits.fact_checks:
        number = waits.fact_checks
        title = ngettext("Svara på %(n)s faktakontroll", "Svara på %(n)s faktakontroller", number) % {
            "n": number
        }
        text = _("Revisorerna ber er kontrollera sakuppgifter i ett utkast.")
        url = reverse("fact_checks", kwargs={"org": scope.organisation.slug})
        yield Todo("", "mail", title, text, url, _("Läs och svara"))
    if waits.proposals:
        title = ngettext("Avgör %(n)s förslag", "Avgör %(n)s förslag", waits.proposals) % {
            "n": waits.proposals
        }
        text = _("Poster i olika dokument som kan vara samma sak. Till dess står och räknas båda.")
        url = reverse("proposals", kwargs={"org": scope.organisation.slug})
        yield Todo("", "link", title, text, url, _("Jämför"))
    if waits.problems:
        title = ngettext(
            "%(n)s uppgift i dokumenten stämmer inte",
            "%(n)s uppgifter i dokumenten stämmer inte",
            waits.problems,
        ) % {"n": waits.problems}
        text = _("Summor, riskvärden, svar eller hänvisningar som säger emot varandra eller saknas.")
        yield Todo("", "warning", title, text, scope.url("problems"), _("Granska"))
    if waits.unread:
        title = ngettext(
            "%(n)s ställe gick inte att tolka", "%(n)s ställen gick inte att tolka", waits.unread
        ) % {"n": waits.unread}
        text = _("Texten finns kvar i dokumentet och är utmärkt där.")
        yield Todo("", "file", title, text, scope.url("problems") + "?problem=unread_text", _("Läs"))


def _tallies(scope: Scope, states: Sequence[ControlState], counts: Counts) -> Iterable[Tally]:
    key = "category" if scope.committee else "committee"
    for name, rows in by_key(states, key).items():
        signs = [_sign(one) for one in rows]
        done = sum(sign.name not in ("unsaid", "skip", "going") for sign in signs)
        text = _("%(done)s av %(all)s med resultat") % {"done": done, "all": len(rows)}
        shown = signs if len(signs) <= MOST_MARKS else []
        yield Tally(name or _("Område anges inte"), shown, text, scope.url("controls"))
    if counts.total:
        text = _("%(done)s av %(all)s åtgärdade") % {"done": counts.implemented, "all": counts.total}
        signs = _recommendation_signs(counts) if counts.total <= MOST_MARKS else []
        yield Tally(_("Revisionen"), signs, text, scope.url("audits"))


def _sign(state: ControlState) -> marks.Mark:
    if state.worst in marks.DEVIATION:
        return marks.DEVIATION[state.worst]
    return marks.of_result(state.worst or None, None)


def _recommendation_signs(counts: Counts) -> list[marks.Mark]:
    signs: list[marks.Mark] = []
    for code, mark in marks.STATUS.items():
        signs += [mark] * getattr(counts, code)
    return signs + [marks.UNSAID] * counts.not_stated
