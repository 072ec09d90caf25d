"""Who calls, and the organisation: its committees."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from iaktta.register.models import Body, Committee, Organisation
from iaktta.register.permissions import Act
from iaktta.web.api import shapes, shaping
from iaktta.web.api.callers import caller_of
from iaktta.web.api.paging import Listed, Paged, page_of

router = Router(tags=["Organisation"])


@router.get(
    "/me",
    response=shapes.Me,
    operation_id="me",
    url_name="me",
    summary="Who the token is, and what it may do",
)
def me(request: HttpRequest) -> shapes.Me:
    """The person, the organisation and the one role that the token has (vem nyckeln är)."""
    caller = caller_of(request)
    token, see = caller.token, caller.see
    role = see.roles[0]
    return shapes.Me(
        person=shapes.PersonOut(id=caller.user.pk, name=caller.user.name, email=caller.user.email),
        organisation=_organisation(request),
        body=shapes.BodyOut(id=role.body.pk, name=role.body.name, kind=Body.Kind(role.body.kind)),
        role=role.role,
        may=[act.value for act in Act if see.may(act)],
        token=shapes.TokenOut(name=token.name, prefix=token.prefix, expires_on=token.expires_on),
    )


@router.get(
    "/organisations",
    response=Listed[shapes.OrganisationOut],
    operation_id="list_organisations",
    url_name="organisations",
    summary="The organisations that the token reaches",
)
def organisations(request: HttpRequest) -> Listed[shapes.OrganisationOut]:
    """A token is of one organisation, so the list has one item (organisationer)."""
    return Listed(items=[_organisation(request)], next_cursor=None)


def _organisation(request: HttpRequest) -> shapes.OrganisationOut:
    found = caller_of(request).see.organisation
    return shapes.OrganisationOut(
        id=found.pk, slug=found.slug, name=found.name, kind=Organisation.Kind(found.kind)
    )


@router.get(
    "/committees",
    response=Listed[shapes.CommitteeOut],
    operation_id="list_committees",
    url_name="committees",
    summary="Committees (nämnder)",
)
def committees(request: HttpRequest, paging: Paged) -> Listed[shapes.CommitteeOut]:
    """Every committee that documents speak of, those that have ended too."""
    found, after = page_of(caller_of(request).see.of(Committee), paging)
    return Listed(items=[shaping.committee(one) for one in found], next_cursor=after)
