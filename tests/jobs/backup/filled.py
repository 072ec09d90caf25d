"""A register worth backing up: secret words, settled proposals, notes, a file that waits to be read."""

from __future__ import annotations

import datetime

from django.db import transaction

from iaktta.jobs.tasks import send_in
from iaktta.register.actions.annotations import annotate
from iaktta.register.actions.organisations import add_organisation
from iaktta.register.actions.proposals import confirm_proposal
from iaktta.register.actions.states import set_status
from iaktta.register.events import record_event
from iaktta.register.models import (
    Addressee,
    Annotation,
    Body,
    Membership,
    Mention,
    Proposal,
    StatusSet,
    User,
)
from iaktta.report import Status
from tests.granvik import EMAIL, PASSWORD, Granvik

REPORTS = (
    "2022-internkontrollplan-samhallsbyggnad.txt",
    "2022-uppfoljande-granskning.txt",
    "2024-uppfoljande-granskning.md",
    "2024-uppfoljning-internkontroll-socialnamnden.md",
)
WORDS = "Årtalet är fel: \u201d2012\u201d\n\U0001f333"
WAITING = b"\x00\xffEn rapport som v\xc3\xa4ntar."


def fill() -> Granvik:
    """Granvik with some reports, and what people have done with them."""
    granvik = _founded()
    for name in REPORTS:
        granvik.imports(name)
    proposal = Proposal.objects.filter(kind="recommendation").first()
    assert proposal is not None
    confirm_proposal(proposal, by=granvik.person, why="Samma text")
    annotate(Mention.objects.earliest("pk"), WORDS, by=granvik.person)
    gone = annotate(Mention.objects.earliest("pk"), "Tas bort", by=granvik.person)
    with transaction.atomic():
        Annotation.objects.filter(pk=gone.pk).delete()  # its key is never given again
        record_event("annotation.removed", gone, by=granvik.person)
    set_status(
        Addressee.objects.earliest("pk"),
        Status.IMPLEMENTED,
        speaker=StatusSet.Speaker.ADMINISTRATION,
        by=granvik.person,
        said_on=datetime.date(2024, 2, 29),
    )
    send_in(WAITING, "väntar.txt", owner=granvik.board, by=granvik.person)
    return granvik


@transaction.atomic
def _founded() -> Granvik:
    """The municipality and one person's role in it, with their events."""
    person = User.objects.create_user(EMAIL, PASSWORD, name="Ada Ek")
    organisation = add_organisation("Granviks kommun", by=person, address="granvik")
    board = Body.objects.get(organisation=organisation, kind=Body.Kind.EXECUTIVE_BOARD)
    role = Membership.Role.COORDINATOR
    membership = Membership.objects.create(
        organisation=organisation, owner=board, user=person, body=board, role=role
    )
    record_event("membership.given", membership, by=person, changes={"role": (None, role)})
    return Granvik(organisation, board, person)


def note(number: int) -> Annotation:
    """One more change in the register: a row and its event."""
    person = User.objects.earliest("pk")
    return annotate(Mention.objects.earliest("pk"), f"Anteckning {number}", by=person)
