"""A register worth backing up: secret words, settled proposals, notes, a file that waits to be read."""

from __future__ import annotations

import datetime

from iaktta.jobs.tasks import send_in
from iaktta.register.actions.annotations import annotate
from iaktta.register.actions.proposals import confirm_proposal
from iaktta.register.actions.states import set_status
from iaktta.register.models import Addressee, Annotation, Mention, Proposal, StatusSet, User
from iaktta.report import Status
from tests.granvik import Granvik, make_granvik

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
    granvik = make_granvik()
    for name in REPORTS:
        granvik.imports(name)
    proposal = Proposal.objects.filter(kind="recommendation").first()
    assert proposal is not None
    confirm_proposal(proposal, by=granvik.person, why="Samma text")
    annotate(Mention.objects.earliest("pk"), WORDS, by=granvik.person)
    gone = annotate(Mention.objects.earliest("pk"), "Tas bort", by=granvik.person)
    gone.delete()  # its key is never given again
    set_status(
        Addressee.objects.earliest("pk"),
        Status.IMPLEMENTED,
        speaker=StatusSet.Speaker.ADMINISTRATION,
        by=granvik.person,
        said_on=datetime.date(2024, 2, 29),
    )
    send_in(WAITING, "väntar.txt", owner=granvik.board, by=granvik.person)
    return granvik


def note(number: int) -> Annotation:
    """One more change in the register: a row and its event."""
    person = User.objects.earliest("pk")
    return annotate(Mention.objects.earliest("pk"), f"Anteckning {number}", by=person)
