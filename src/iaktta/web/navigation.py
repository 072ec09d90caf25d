"""The main menu. An entry appears as soon as its route exists, never as a dead link."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from iaktta.register.access import Sight
from iaktta.register.permissions import Act
from iaktta.web.lists.listing import Text
from iaktta.web.scope import Scope


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the program: its route (`scoped`: within year and committee), label and icon."""

    key: str
    label: Text
    icon: str
    scoped: bool = True
    shown: Callable[[Sight], bool] = lambda see: True


SECTIONS = (
    Section("start", _("Start"), "home"),
    Section("risks", _("Risker"), "grid"),
    Section("controls", _("Kontroller"), "list"),
    Section("audits", _("Revision"), "eye"),
    Section("documents", _("Dokument"), "file", scoped=False),
    Section("auditors", _("Revisorerna"), "lock", scoped=False, shown=lambda see: see.is_auditor),
)


@dataclass(frozen=True, slots=True)
class Entry:
    label: Text
    icon: str
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Navigation:
    """The menu's entries and the key of the section that the page belongs to."""

    entries: tuple[Entry, ...]
    here: str


def navigation(scope: Scope, here: str) -> Navigation:
    """The menu of a scope with the section `here` marked."""
    entries = []
    for section in SECTIONS:
        url = section_url(scope, section)
        if url and section.shown(scope.see):
            entries.append(Entry(section.label, section.icon, url, section.key == here))
    return Navigation(tuple(entries), here)


def section_url(scope: Scope, section: Section) -> str:
    """Where a section stands, empty where the program does not have it."""
    kwargs = scope.kwargs if section.scoped else {"org": scope.organisation.slug}
    try:
        return reverse(section.key, kwargs=kwargs)
    except NoReverseMatch:
        return ""


def shell(request: HttpRequest, scope: Scope, here: str, **context: Any) -> dict[str, Any]:
    """The context of a page of the register: what `app.html` takes, and the page's own."""
    return {
        "scope": scope,
        "nav": navigation(scope, here),
        "manages": scope.see.may(Act.MANAGE_ORGANISATION) or scope.see.may(Act.MANAGE_PEOPLE),
        **context,
    }


def page(
    request: HttpRequest,
    scope: Scope,
    here: str,
    template: str,
    context: Mapping[str, Any],
    status: int = 200,
) -> HttpResponse:
    """A page of the register. `here` is the key of its section in the menu."""
    return render(request, template, shell(request, scope, here, **context), status=status)
