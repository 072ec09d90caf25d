"""Answering a recommendation (svar): a draft within the committee, then sent."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from ninja import Router

from iaktta.register.access import Sight
from iaktta.register.actions.responses import Answer, keep_response, send_response
from iaktta.register.models import Addressee, Body, Response
from iaktta.register.permissions import Act
from iaktta.register.queries.responses import answering_body
from iaktta.web.api import shapes, shaping
from iaktta.web.api.callers import caller_of

router = Router(tags=["Answers"])
PATH = "/addressees/{int:addressee_id}/draft"


@router.get(
    PATH,
    response=shapes.ResponseOut,
    operation_id="get_draft",
    url_name="draft",
    summary="The draft of a committee's answer (utkast till svar)",
)
def draft(request: HttpRequest, addressee_id: int) -> shapes.ResponseOut:
    """The draft that is kept for an addressee; 404 where there is none that the role may see."""
    see = caller_of(request).see
    addressee = see.one(Addressee, addressee_id, "committee__body")
    return shaping.response(_draft(see, addressee, answering_body(addressee)))


@router.put(
    PATH,
    response=shapes.ResponseOut,
    operation_id="keep_draft",
    url_name="draft",
    summary="Keep a draft of a committee's answer",
)
def keep(request: HttpRequest, addressee_id: int, body: shapes.DraftIn) -> shapes.ResponseOut:
    """Nobody outside the committee sees it until it is sent. Each addressee has one draft at a time."""
    caller = caller_of(request)
    addressee, owner = _to_answer(caller.see, addressee_id, Act.ANSWER)
    answer = Answer(body.text, body.decided_on, body.paragraph or "", body.registration or "")
    kept = keep_response(addressee, answer, owner=owner, by=caller.user, read=body.changed_at)
    kept.addressee = addressee
    return shaping.response(kept)


@router.post(
    f"{PATH}/send",
    response=shapes.ResponseOut,
    operation_id="send_draft",
    url_name="send_draft",
    summary="Send the draft: it becomes the committee's answer",
)
def send(request: HttpRequest, addressee_id: int, body: shapes.SendIn) -> shapes.ResponseOut:
    """Everybody who may read the recommendation then sees it. What has been sent stays as it is."""
    caller = caller_of(request)
    addressee, owner = _to_answer(caller.see, addressee_id, Act.SEND_ANSWER)
    found = _draft(caller.see, addressee, owner)
    sent = send_response(found, by=caller.user, read=body.changed_at)
    sent.addressee = addressee
    return shaping.response(sent)


def _to_answer(see: Sight, key: int, act: Act) -> tuple[Addressee, Body]:
    """An addressee, and the body that answers for it. Raises Http404, PermissionDenied."""
    addressee = see.one(Addressee, key, "committee__body")
    owner = answering_body(addressee)
    if owner is None:
        raise PermissionDenied
    see.require(act, owner)
    return addressee, owner


def _draft(see: Sight, addressee: Addressee, owner: Body | None) -> Response:
    """The draft, with its addressee. Raises Http404 where there is none that the caller may see."""
    found = see.of(Response).filter(addressee=addressee, owner=owner, is_draft=True).first()
    if found is None:
        raise Http404
    found.addressee = addressee
    return found
