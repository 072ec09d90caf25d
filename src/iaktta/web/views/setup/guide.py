"""The guide: each step with how far it has come, and the way to its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from iaktta.register.models import OpenPage
from iaktta.register.permissions import Act
from iaktta.register.queries.first_day import FirstDay, first_day
from iaktta.register.queries.scale import stated
from iaktta.web.answers import joined
from iaktta.web.default_pages import GAP_OPENS, SLUGS, TITLES
from iaktta.web.navigation import page
from iaktta.web.scope import Scope
from iaktta.web.views.setup.ground import manager_scope


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: `told` says how it stands; without `url` there is nowhere to do it."""

    title: str | Promise
    told: str
    done: bool
    url: str
    button: str


@require_safe
def guide(request: HttpRequest, org: str) -> HttpResponse:
    """The steps of the first day, and the way back to them later."""
    scope = manager_scope(request, org)
    if not scope.see.may(Act.MANAGE_ORGANISATION):
        steps = [_groups(scope)]
    else:
        steps = list(_steps(scope, first_day(scope.see)))
    left = sum(not step.done for step in steps)
    answer = (
        ngettext("%(n)s steg återstår.", "%(n)s steg återstår.", left) % {"n": left}
        if left
        else _("Allt som behövs finns på plats. Här ändrar du det.")
    )
    context = {"steps": steps, "answer": joined([answer])}
    return page(request, scope, "setup", "setup/guide.html", context)


def _steps(scope: Scope, now: FirstDay) -> Iterator[Step]:
    org, organisation = {"org": scope.organisation.slug}, scope.organisation
    told = f"{organisation.name}, {organisation.get_kind_display().lower()}, /{organisation.slug}/"
    yield Step(_("Organisationen"), told, True, reverse("setup_organisation", kwargs=org), _("Ändra"))
    told = ngettext("%(n)s nämnd är upplagd.", "%(n)s nämnder är upplagda.", now.committees)
    told = told % {"n": now.committees} if now.committees else _("Lägg upp nämnderna med förkortning.")
    url = reverse("setup_committees", kwargs=org)
    yield Step(
        _("Nämnder"), told, now.committees > 0, url, _("Lägg till") if not now.committees else _("Ändra")
    )
    yield _scale(scope, now)
    told = ngettext("%(n)s person har en roll.", "%(n)s personer har en roll.", now.people) % {
        "n": now.people
    }
    told = (
        told if now.people > 1 else _("Bara du är med. Läs in fler från Excel, eller bjud in dem en och en.")
    )
    yield Step(_("Personer"), told, now.people > 1, reverse("setup_people", kwargs=org), _("Läs in"))
    yield _groups(scope)
    told = ngettext("%(n)s kommande sammanträde.", "%(n)s kommande sammanträden.", now.meeting_days)
    told = told % {"n": now.meeting_days} if now.meeting_days else _("Skriv in när nämnderna sammanträder.")
    url = reverse("setup_meetings", kwargs=org)
    yield Step(_("Sammanträdesdagar"), told, now.meeting_days > 0, url, _("Ändra"))
    yield _documents(scope, now)
    for kind in SLUGS.values():
        yield _open_page(scope, now, kind)


def _scale(scope: Scope, now: FirstDay) -> Step:
    told = _("Bestäm nivåerna för sannolikhet och konsekvens.")
    if now.scale:
        shape = stated(now.scale)
        told = _("%(rows)s × %(columns)s nivåer från och med %(year)s.") % {
            "rows": len(shape.likelihood),
            "columns": len(shape.consequence),
            "year": now.scale.from_year,
        }
    url = reverse("setup_scale", kwargs={"org": scope.organisation.slug})
    return Step(
        _("Skala för riskvärden"), told, bool(now.scale), url, _("Ändra") if now.scale else _("Bestäm")
    )


def _groups(scope: Scope) -> Step:
    told = _("Grupper hos er inloggningstjänst kan ge roller. Det är valfritt.")
    url = reverse("setup_groups", kwargs={"org": scope.organisation.slug})
    return Step(_("Grupper"), told, True, url, _("Ändra"))


def _documents(scope: Scope, now: FirstDay) -> Step:
    told = ngettext("%(n)s dokument är inläst.", "%(n)s dokument är inlästa.", now.documents) % {
        "n": now.documents
    }
    told = told if now.documents else _("Läs in en plan, en granskning eller ett svar. Samordnaren gör det.")
    may = scope.see.may(Act.IMPORT_DOCUMENT)
    for name in ("add_documents", "documents") if may else ("documents",):
        try:
            url = reverse(name, kwargs={"org": scope.organisation.slug})
        except NoReverseMatch:
            continue
        break
    return Step(_("Första dokumentet"), told, now.documents > 0, url, _("Läs in") if may else _("Visa"))


def _open_page(scope: Scope, now: FirstDay, kind: str) -> Step:
    text = now.pages.get(kind)
    if text is None:
        told = _("Sidan visar vår början till text. Fyll i det som saknas.")
    elif GAP_OPENS in text:
        told = _("Något återstår att fylla i.")
    else:
        told = _("Sidan är ifylld.")
    url = reverse(f"setup_{kind}", kwargs={"org": scope.organisation.slug})
    return Step(TITLES[OpenPage.Kind(kind)], told, bool(text) and GAP_OPENS not in str(text), url, _("Ändra"))
