"""People from a spreadsheet: checked and shown row by row; nothing is written until it is accepted."""

from __future__ import annotations

from collections import Counter
from dataclasses import astuple
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from iaktta.errors import IakttaError
from iaktta.jobs.people_list import (
    MOST_BYTES,
    Asked,
    Change,
    Row,
    Stated,
    compare,
    read_people,
    take_in_people,
    template_file,
)
from iaktta.register.permissions import Act
from iaktta.web.forms import Form
from iaktta.web.navigation import page
from iaktta.web.people import send_invitation
from iaktta.web.scope import Scope
from iaktta.web.views.setup.ground import form_page, manager_scope

HOLDS = 3600
"""Seconds that a list that was shown may wait to be accepted."""
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORDS: dict[Change, str | Promise] = {
    Change.INVITE: gettext_lazy("Bjuds in"),
    Change.NEW_ROLE: gettext_lazy("Ny roll"),
    Change.NEW_END: gettext_lazy("Ny sista dag"),
    Change.INVITED: gettext_lazy("Redan inbjuden"),
    Change.NONE: gettext_lazy("Ingen ändring"),
}


class PeopleForm(Form):
    """The file."""

    file = forms.FileField(
        label=gettext_lazy("Excelfil"),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={
            "required": gettext_lazy("Välj en fil."),
            "empty": gettext_lazy("Filen är tom. Välj en fil med innehåll."),
        },
    )

    def clean_file(self) -> list[Stated]:
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(_("Filen är för stor. Den får vara högst 2 MB."))
        try:
            return read_people(sent.read())
        except IakttaError as error:
            raise forms.ValidationError(str(error)) from error


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, org: str) -> HttpResponse:
    """A form for the file, then its rows beside the register, then what was done."""
    scope = manager_scope(request, org, Act.MANAGE_PEOPLE)
    if "lista" in request.POST:
        return _accepted(request, scope)
    form = PeopleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        return _shown(request, scope, form.cleaned_data["file"])
    return form_page(request, scope, "setup/people.html", form, {})


def _shown(request: HttpRequest, scope: Scope, stated: list[Stated]) -> HttpResponse:
    rows = compare(scope.see, stated)
    counts = Counter(row.change for row in rows if not row.wrong)
    context: dict[str, Any] = {
        "rows": [(row, _word(row)) for row in rows],
        "wrong": sum(bool(row.wrong) for row in rows),
        "changing": sum(counts.values()) - counts[Change.NONE] - counts[Change.INVITED],
        "list": _signed(scope, stated),
    }
    return page(
        request, scope, "setup", "setup/people_rows.html", context, status=422 if context["wrong"] else 200
    )


def _word(row: Row) -> str | Promise:
    return row.wrong or WORDS[row.change]


def _signed(scope: Scope, stated: list[Stated]) -> str:
    return signing.dumps([astuple(row) for row in stated], salt=_salt(scope), compress=True)


def _salt(scope: Scope) -> str:
    return f"people:{scope.organisation.pk}:{scope.see.user.pk}"


def _accepted(request: HttpRequest, scope: Scope) -> HttpResponse:
    try:
        sent = signing.loads(request.POST["lista"], salt=_salt(scope), max_age=HOLDS)
        stated = [Stated(*row) for row in sent]
        changed, asked = take_in_people(scope.see, stated, days=settings.INVITATION_DAYS)
    except signing.BadSignature:
        messages.error(request, _("Listan har väntat för länge. Läs in filen igen."))
    except IakttaError as error:
        messages.error(request, str(error))
    else:
        words = ngettext("%(n)s rad är införd.", "%(n)s rader är införda.", changed)
        messages.success(request, words % {"n": changed})
        _send(request, asked)
    return redirect("setup_people", org=scope.organisation.slug)


def _send(request: HttpRequest, asked: list[Asked]) -> None:
    """The letters. Where one cannot be sent the invitation stands, and can be renewed later."""
    unsent = 0
    for one in asked:
        link = request.build_absolute_uri(reverse("accept_invitation", kwargs={"token": one.token}))
        try:
            send_invitation(one.invitation, link)
        except IakttaError:
            unsent += 1
    if unsent:
        words = ngettext(
            "%(n)s brev gick inte att skicka. Inbjudan är sparad. Förnya den när e-posten fungerar.",
            "%(n)s brev gick inte att skicka. Inbjudningarna är sparade. Förnya dem när e-posten fungerar.",
            unsent,
        )
        messages.error(request, words % {"n": unsent})


@require_safe
def template(request: HttpRequest, org: str) -> HttpResponse:
    """An empty list to fill in."""
    manager_scope(request, org, Act.MANAGE_PEOPLE)
    headers = {"Content-Disposition": 'attachment; filename="personer.xlsx"'}
    return HttpResponse(template_file(), content_type=XLSX, headers=headers)
