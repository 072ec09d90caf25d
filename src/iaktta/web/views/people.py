"""People: who has which role in which body and until when; who is asked in, given a role, or leaves one."""

from __future__ import annotations

import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from iaktta.errors import IakttaError
from iaktta.register.actions.organisations import require_second_factor
from iaktta.register.actions.people import (
    end_role,
    give_role,
    invite,
    may_invite_first_auditor,
    renew_invitation,
    withdraw_invitation,
)
from iaktta.register.models import Invitation, Membership
from iaktta.register.permissions import ROLES, Act
from iaktta.register.queries import people as queries
from iaktta.web.lists import Choice, Column, Filter, Listing, list_response
from iaktta.web.navigation import page, shell
from iaktta.web.people import EndForm, GiveForm, InviteForm, send_invitation
from iaktta.web.scope import Scope, scope_of

HERE = "people"


def _in_force(today: datetime.date) -> tuple[Q, Q, Q]:
    """Conditions on memberships: held today, to come, over."""
    over = Q(ends_on__lt=today)
    to_come = Q(starts_on__gt=today) & ~over
    return ~over & ~to_come, to_come, over


def _when(rows: Any) -> list[Choice]:
    now, to_come, over = _in_force(timezone.localdate())
    return [
        Choice("nu", _("Gäller nu"), now),
        Choice("sedan", _("Börjar senare"), to_come),
        Choice("slut", _("Har upphört"), over),
    ]


def _bodies(rows: Any) -> list[Choice]:
    found = rows.order_by("body__name").values_list("body", "body__name").distinct()
    return [Choice(str(key), name, Q(body=key)) for key, name in found]


PEOPLE = Listing(
    name="personer",
    caption=_("Personer och roller"),
    columns=(
        Column("namn", _("Namn"), lambda row: row.user.name, sort=("user__name",)),
        Column("epost", _("E-postadress"), lambda row: row.user.email, hidden=True),
        Column("roll", _("Roll"), lambda row: row.get_role_display(), sort=("role",)),
        Column("organ", _("Organ"), lambda row: row.body.name, sort=("body__name",)),
        Column("fran", _("Från och med"), lambda row: row.starts_on, sort=("starts_on",)),
        Column("till", _("Till och med"), lambda row: row.ends_on, sort=("ends_on",)),
        Column("andra", _("Ändra"), lambda row: None),
    ),
    filters=(
        Filter("nar", _("När"), _when),
        Filter(
            "roll",
            _("Roll"),
            tuple(Choice(role.value, role.label, Q(role=role)) for role in ROLES),
            select=True,
        ),
        Filter("organ", _("Organ"), _bodies, select=True),
    ),
    search=("user__name", "user__email"),
    search_label=_("Sök person"),
    order=("user__name", "body__name", "role", "pk"),
    row_template="people/row.html",
    count=lambda n: ngettext("%(n)s roll", "%(n)s roller", n),
    empty=_("Ingen har någon roll här än."),
)


@require_safe
def people(request: HttpRequest, org: str) -> HttpResponse:
    """Who has which role in the bodies whose people the user manages, and who is asked in."""
    scope = _scope(request, org)
    rows, now = queries.memberships(scope.see), timezone.now()
    context = shell(
        request,
        scope,
        HERE,
        answer=_answer(rows),
        invitations=[(one, one.expires_at < now) for one in queries.open_invitations(scope.see)],
        first_auditor=may_invite_first_auditor(scope.see),
        manages_organisation=scope.see.may(Act.MANAGE_ORGANISATION),
    )
    return list_response(request, PEOPLE, rows, "people/people.html", context)


def _answer(rows: Any) -> str:
    now = _in_force(timezone.localdate())[0]
    count = rows.filter(now).values("user").distinct().count()
    words = ngettext("%(n)s person har en roll här i dag.", "%(n)s personer har en roll här i dag.", count)
    return words % {"n": count}


def _scope(request: HttpRequest, org: str) -> Scope:
    """The scope, for whoever manages people somewhere in the organisation. Raises PermissionDenied."""
    scope = scope_of(request, org)
    scope.see.require(Act.MANAGE_PEOPLE)
    return scope


@require_http_methods(["GET", "HEAD", "POST"])
def invite_person(request: HttpRequest, org: str) -> HttpResponse:
    """Ask somebody in by e-mail."""
    scope = _scope(request, org)
    form = InviteForm(scope.see, _sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            invitation, token = invite(
                scope.see,
                form.place(),
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                days=settings.INVITATION_DAYS,
            )
        except IakttaError as error:
            form.add_error(None, str(error))
        else:
            _tell(request, invitation, token)
            return _back(scope)
    return _form(request, scope, form, gettext("Bjud in en person"), gettext("Skicka inbjudan"))


@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest, org: str) -> HttpResponse:
    """Give somebody who is known here another role."""
    scope = _scope(request, org)
    form = GiveForm(scope.see, _sent(request), initial={"person": request.GET.get("person")})
    if request.method == "POST" and form.is_valid():
        try:
            given = give_role(scope.see, form.place(), form.cleaned_data["person"])
        except IakttaError as error:
            form.add_error(None, str(error))
        else:
            words = gettext("%(name)s är nu %(role)s i %(body)s.")
            role = given.get_role_display().lower()
            messages.success(request, words % {"name": given.user, "role": role, "body": given.body})
            return _back(scope)
    return _form(request, scope, form, gettext("Ge en roll"), gettext("Ge rollen"))


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """Say which day is the last with a role."""
    scope = scope_of(request, org)
    found = scope.see.one(Membership, pk, "user", "body", to=Act.MANAGE_PEOPLE)
    if found.body_id != found.owner_id:
        scope.see.require(Act.MANAGE_PEOPLE, found.body)
    form = EndForm(_sent(request), initial={"last_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            end_role(scope.see, found, last_day=form.last_day())
        except IakttaError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, gettext("Rollen är avslutad."))
            return _back(scope)
    what = {"name": found.user, "role": found.get_role_display(), "body": found.body}
    lede = gettext("%(name)s, %(role)s i %(body)s.") % what
    return _form(request, scope, form, gettext("Avsluta en roll"), gettext("Avsluta rollen"), lede=lede)


@require_POST
def renew(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """Send a new letter with a new link."""
    scope = scope_of(request, org)
    invitation = scope.see.one(Invitation, pk, "body", "organisation", to=Act.MANAGE_PEOPLE)
    try:
        _tell(request, invitation, renew_invitation(scope.see, invitation, days=settings.INVITATION_DAYS))
    except IakttaError as error:
        messages.error(request, str(error))
    return _back(scope)


@require_POST
def withdraw(request: HttpRequest, org: str, pk: int) -> HttpResponse:
    """Take an invitation back."""
    scope = scope_of(request, org)
    invitation = scope.see.one(Invitation, pk, "body", to=Act.MANAGE_PEOPLE)
    try:
        withdraw_invitation(scope.see, invitation)
    except IakttaError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, gettext("Inbjudan är återtagen. Länken i brevet fungerar inte längre."))
    return _back(scope)


@require_POST
def second_factor(request: HttpRequest, org: str) -> HttpResponse:
    """Ask everybody for a second factor (`krav`: ja), or stop asking."""
    scope = scope_of(request, org)
    required = request.POST.get("krav") == "ja"
    require_second_factor(scope.see, required)
    if required:
        messages.success(request, gettext("Tvåstegsinloggning krävs nu av alla i organisationen."))
    else:
        messages.success(request, gettext("Tvåstegsinloggning är nu frivillig."))
    return HttpResponseRedirect(reverse("home")) if required else _back(scope)


def _tell(request: HttpRequest, invitation: Invitation, token: str) -> None:
    """Send the letter; where it cannot be sent the invitation stands, and can be renewed."""
    link = request.build_absolute_uri(reverse("accept_invitation", kwargs={"token": token}))
    try:
        send_invitation(invitation, link)
    except IakttaError as error:
        messages.error(request, f"{error} {gettext('Inbjudan är sparad. Förnya den när e-posten fungerar.')}")
    else:
        words = gettext("Inbjudan är skickad till %(email)s.")
        messages.success(request, words % {"email": invitation.email})


def _sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with; a form sent without anything is sent all the same."""
    return request.POST if request.method == "POST" else None


def _back(scope: Scope) -> HttpResponse:
    if not scope.see.may(Act.MANAGE_PEOPLE):
        return HttpResponseRedirect(scope.url("start"))
    return HttpResponseRedirect(reverse("people", kwargs={"org": scope.organisation.slug}))


def _form(
    request: HttpRequest, scope: Scope, form: Any, title: str, button: str, lede: str = ""
) -> HttpResponse:
    context = {"form": form, "title": title, "button": button, "lede": lede}
    return page(request, scope, HERE, "people/form.html", context, status=422 if form.errors else 200)
