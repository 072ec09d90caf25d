"""The same file read by a newer reader: links and decisions stand, differences are shown."""

from __future__ import annotations

import dataclasses

from iaktta.register.actions.annotations import annotate
from iaktta.register.actions.proposals import confirm_proposal
from iaktta.register.actions.states import set_status
from iaktta.register.models import (
    Addressee,
    Annotation,
    Audit,
    Body,
    Event,
    Mention,
    Organisation,
    Proposal,
    Reading,
    ReadingDifference,
    Recommendation,
    SourceDocument,
    StatusSet,
    User,
)
from iaktta.register.outtake import outtake
from iaktta.register.trail.chains import verify_chain
from iaktta.report import Recommendation as Stated
from iaktta.report import Report, Status, Summary, SummaryRow
from tests.register.follow_ups import (
    CALL_OFF,
    GUIDELINES,
    PURCHASING,
    TRAINING,
    first_follow_up,
    keep,
    read_by,
    second_follow_up,
)


def reread(*recommendations: Stated) -> Report:
    """The first follow-up as a newer reader reads it, with these recommendations under its audit."""
    report = read_by(first_follow_up(), "text 2")
    audit = dataclasses.replace(report.audits[0], recommendations=recommendations)
    return dataclasses.replace(report, audits=(audit,))


def as_read_before() -> tuple[Stated, ...]:
    return first_follow_up().audits[0].recommendations


def test_the_newest_reading_is_shown_and_the_older_stays_readable(
    organisation: Organisation, owner: Body, person: User
) -> None:
    first = keep(first_follow_up(), organisation, owner, person)
    second = keep(read_by(first_follow_up(), "text 2"), organisation, owner, person)
    assert SourceDocument.objects.count() == 1
    assert list(Reading.objects.filter(is_current=True)) == [second.reading]
    assert outtake(first.reading, with_secrets=True).audits == first_follow_up().audits


def test_an_unchanged_reading_makes_no_new_subjects_and_no_differences(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(first_follow_up(), organisation, owner, person)
    known = (Audit.objects.count(), Recommendation.objects.count(), Addressee.objects.count())
    second = keep(read_by(first_follow_up(), "text 2"), organisation, owner, person)
    assert (Audit.objects.count(), Recommendation.objects.count(), Addressee.objects.count()) == known
    assert not second.differences
    assert not second.proposals
    assert Mention.objects.filter(reading=second.reading).count() == 5


def test_what_persons_decided_and_said_stands(organisation: Organisation, owner: Body, person: User) -> None:
    first = keep(first_follow_up(), organisation, owner, person)
    proposals = keep(second_follow_up(), organisation, owner, person).proposals
    for proposal in proposals:
        confirm_proposal(proposal, by=person)
    addressee = Addressee.objects.get(recommendation__text=CALL_OFF, recommendation__shown_as__isnull=True)
    set_status(addressee, Status.IMPLEMENTED, speaker=StatusSet.Speaker.ADMINISTRATION, by=person)
    mention = Mention.objects.get(reading=first.reading, recommendation__text=CALL_OFF)
    annotate(mention, "Fel årtal i rapporten.", by=person)
    second = keep(read_by(first_follow_up(), "text 2"), organisation, owner, person)
    moved = Annotation.objects.get().mention
    assert moved is not None
    assert (moved.reading, moved.recommendation) == (second.reading, mention.recommendation)
    assert addressee.statuses.filter(set_by=person).exists()
    assert Proposal.objects.filter(state=Proposal.State.CONFIRMED).count() == len(proposals)
    assert Recommendation.objects.filter(shown_as__isnull=False).count() == 2


def test_a_mended_text_is_proposed_and_its_difference_shown(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(first_follow_up(), organisation, owner, person)
    one, two, three = as_read_before()
    mended = dataclasses.replace(two, text=CALL_OFF.replace("avrop", "avrop från avtal"))
    taken = keep(reread(one, mended, three), organisation, owner, person)
    assert [str(proposal.first) for proposal in taken.proposals] == [CALL_OFF]
    assert [(row.change, row.field, row.before, row.after) for row in taken.differences] == [
        ("changed", "text", CALL_OFF, mended.text)
    ]


def test_what_the_newer_reading_lacks_stays_and_is_listed(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(first_follow_up(), organisation, owner, person)
    one, two, _ = as_read_before()
    new = Stated("Inför en årlig genomgång av alla hyresavtal.", addressees=("Kommunstyrelsen",))
    taken = keep(reread(one, two, new), organisation, owner, person)
    assert [(row.change, row.before or row.after) for row in taken.differences] == [
        ("missing", TRAINING),
        ("added", new.text),
    ]
    assert Recommendation.objects.filter(text=TRAINING).exists()


def test_a_field_read_otherwise_differs(organisation: Organisation, owner: Body, person: User) -> None:
    keep(first_follow_up(), organisation, owner, person)
    one, two, three = as_read_before()
    regraded = dataclasses.replace(one, status=Status.IMPLEMENTED, addressees=("Tekniska nämnden",))
    taken = keep(reread(regraded, two, three), organisation, owner, person)
    assert {(row.field, row.before, row.after) for row in taken.differences} == {
        ("status", "Delvis åtgärdad", "Åtgärdad"),
        ("addressees", "Kommunstyrelsen", "Tekniska nämnden"),
    }
    addressee = Addressee.objects.get(recommendation__text=GUIDELINES)
    assert addressee.committee is not None
    assert addressee.committee.name == "Tekniska nämnden"
    assert [said.status for said in addressee.statuses.all()] == ["implemented"]


def test_what_the_report_says_as_a_whole_is_compared_too(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(first_follow_up(), organisation, owner, person)
    summary = Summary((SummaryRow(PURCHASING, 2019, 1, None, 2),))
    newer = dataclasses.replace(
        read_by(first_follow_up(), "text 2"), author="Revisionsbyrån Lodet", summary=summary
    )
    taken = keep(newer, organisation, owner, person)
    assert [(row.kind, row.field, row.before, row.after) for row in taken.differences] == [
        ("", "author", "", "Revisionsbyrån Lodet"),
        ("", "summary", "", "Granskning av inköp: 1, –, 2"),
    ]
    assert [row.field_words for row in taken.differences] == ["upprättad av", "räknetabell"]


def test_a_still_newer_reader_finds_again_what_one_missed(
    organisation: Organisation, owner: Body, person: User
) -> None:
    keep(first_follow_up(), organisation, owner, person)
    keep(reread(*as_read_before()[:2]), organisation, owner, person)
    third = keep(read_by(first_follow_up(), "text 3"), organisation, owner, person)
    assert Recommendation.objects.filter(text=TRAINING).count() == 1
    assert Mention.objects.filter(reading=third.reading, recommendation__text=TRAINING).exists()


def test_a_second_reading_is_one_event(organisation: Organisation, owner: Body, person: User) -> None:
    keep(first_follow_up(), organisation, owner, person)
    keep(read_by(first_follow_up(), "text 2"), organisation, owner, person)
    keep(read_by(first_follow_up(), "text 2"), organisation, owner, person)
    assert Event.objects.count() == 2
    assert verify_chain(organisation, owner).is_whole
    assert not ReadingDifference.objects.exists()
