"""The scope: organisation, year and committee, chosen in the top bar and kept in the path.

Pages of one thing (an audit, a document) have no year or committee in their path: there the scope is the one
that was chosen last, kept in the session.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from iaktta.register import access
from iaktta.register.access import Sight
from iaktta.register.models import Committee, Organisation, User
from iaktta.register.permissions import Act
from iaktta.register.queries import scope as choices
from iaktta.web.converters import ALL_COMMITTEES
from iaktta.web.moved import MovedError
from iaktta.web.sign_in.state import has_second_factor

SESSION_KEY = "urval"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a page stands; `committee` is None for all of them."""

    see: Sight
    year: int
    committee: Committee | None
    committees: tuple[Committee, ...]
    years: tuple[int, ...]

    @property
    def organisation(self) -> Organisation:
        return self.see.organisation

    @property
    def committee_slug(self) -> str:
        return self.committee.slug if self.committee else ALL_COMMITTEES

    @property
    def manages_people(self) -> bool:
        """Whether the user lets people in somewhere in the organisation."""
        return self.see.may(Act.MANAGE_PEOPLE)

    @property
    def may_read_trail(self) -> bool:
        """Whether the log of the organisation has anything for the user."""
        return self.see.may(Act.READ_TRAIL)

    def url(self, name: str) -> str:
        """The address of a page of this scope, by the name of its route."""
        return reverse(name, kwargs=self.kwargs)

    @property
    def kwargs(self) -> dict[str, str | int]:
        return {"org": self.organisation.slug, "year": self.year, "committee": self.committee_slug}


class SecondFactorNeededError(Exception):
    """The organisation asks its people for a second factor, and this session has none."""


def signed_in(request: HttpRequest) -> User:
    """The user of a request that LoginRequiredMiddleware has let through."""
    if not isinstance(request.user, User):
        raise Http404
    return request.user


def _sight(request: HttpRequest, org: str) -> Sight:
    """What the user sees of an organisation. Raises Http404, SecondFactorNeededError."""
    see = access.sight(signed_in(request), org)
    if see.organisation.requires_second_factor and not has_second_factor(request):
        raise SecondFactorNeededError
    return see


def scope_at(request: HttpRequest, org: str, year: int, committee: str) -> Scope:
    """The scope that the path names, remembered for pages without one.

    Raises:
        Http404: There is no such organisation or committee for the user.
        MovedError: The committee has another name and address now.
    """
    see = _sight(request, org)
    found, years = choices.committees_and_years(see)
    chosen = next((one for one in found if one.slug == committee), None)
    if chosen is None and committee != ALL_COMMITTEES:
        former = choices.committee_formerly_at(see, committee)
        if former is None:
            raise Http404
        raise MovedError(former.slug)
    remembered = [org, year, committee]
    if request.session.get(SESSION_KEY) != remembered:
        request.session[SESSION_KEY] = remembered
    return Scope(
        see, year, chosen, found, years if year in years else tuple(sorted((*years, year), reverse=True))
    )


def scope_of(request: HttpRequest, org: str) -> Scope:
    """The scope around a page of one thing: the last chosen, else the newest year and all committees."""
    see = _sight(request, org)
    found, years = choices.committees_and_years(see)
    newest = years[0] if years else timezone.localdate().year
    last_org, year, committee = request.session.get(SESSION_KEY) or ("", newest, ALL_COMMITTEES)
    if last_org != org:
        year, committee = newest, ALL_COMMITTEES
    chosen = next((one for one in found if one.slug == committee), None)
    return Scope(
        see, year, chosen, found, years if year in years else tuple(sorted((*years, year), reverse=True))
    )
