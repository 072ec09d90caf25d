"""Retention: nothing is proposed without a rule, nothing goes without a decision, the chain stays whole."""

from __future__ import annotations

import datetime

import pytest
from django.db import transaction
from django.utils import timezone

from iaktta.jobs.files import sweep_files
from iaktta.register import access
from iaktta.register.actions.annotations import annotate
from iaktta.register.actions.attachments import Enclosed, attach_file, remove_attachment
from iaktta.register.actions.responses import Answer, keep_response
from iaktta.register.actions.retention import (
    ReasonError,
    RuleError,
    Terms,
    prepare_disposal,
    set_rule,
    settle_disposal,
)
from iaktta.register.events import record_event
from iaktta.register.models import (
    Addressee,
    Annotation,
    Audit,
    Body,
    DisposalProposal,
    DisposalRow,
    Event,
    EventValue,
    Invitation,
    Membership,
    Mention,
    Organisation,
    RecordKind,
    Response,
    RetentionRule,
    SourceDocument,
    User,
)
from iaktta.register.storage import FileDisposedError, keep, open_content, storage_in_use, store_in_use
from iaktta.register.trail.chains import verify_chain
from iaktta.register.trail.rows import Newest
from iaktta.register.trail.standing_rows import verify_rows
from iaktta.rules.files import FileKind
from tests.granvik import Granvik, make_granvik
from tests.register import ground

pytestmark = pytest.mark.django_db

DISPOSE, PRESERVE = RetentionRule.Fate.DISPOSE, RetentionRule.Fate.PRESERVE
REPORT = "2022-svar-orosanmalningar-barn-och-utbildning.md"
LATER = timezone.localdate().replace(year=timezone.localdate().year + 3, month=2, day=1)
"""A day when what is made now has been kept for two whole calendar years."""


@pytest.fixture
def granvik(db: None) -> Granvik:
    granvik = make_granvik()
    granvik.imports(REPORT)
    return granvik


@pytest.fixture
def note(granvik: Granvik) -> Annotation:
    return annotate(Mention.objects.earliest("pk"), "Ring Maja i Granvik", by=granvik.person)


def rule(
    owner: Body, kind: RecordKind, by: User, fate: RetentionRule.Fate = DISPOSE, years: int | None = 2
) -> RetentionRule:
    return set_rule(owner, kind, Terms(fate, years, "Dokumenthanteringsplan § 12"), by=by)


def prepared(granvik: Granvik, day: datetime.date = LATER) -> list[DisposalProposal]:
    return prepare_disposal(granvik.organisation, by=granvik.person, today=day)


def rows(proposal: DisposalProposal) -> list[int]:
    return list(proposal.rows.values_list("pk", flat=True))


def disposed(granvik: Granvik, kind: RecordKind) -> DisposalProposal:
    """A rule for the kind, what it prepares, and all of it disposed of; the chain is whole."""
    rule(granvik.board, kind, granvik.person)
    [proposal] = prepared(granvik)
    settle_disposal(proposal, rows(proposal), dispose=True, by=granvik.person, why="Har sparats nog")
    assert set(proposal.rows.values_list("state", flat=True)) == {DisposalRow.State.DISPOSED}
    newest = Newest()
    assert verify_chain(granvik.organisation, granvik.board, newest=newest).is_whole
    assert verify_rows(granvik.organisation, newest).lowest == {}
    return proposal


def test_nothing_is_proposed_without_a_rule_or_where_records_are_preserved(
    granvik: Granvik, note: Annotation
) -> None:
    assert prepared(granvik) == []
    rule(granvik.board, RecordKind.NOTE, granvik.person, PRESERVE, None)
    assert prepared(granvik) == []


def test_what_has_been_kept_long_enough_is_proposed_once_and_nothing_has_gone(
    granvik: Granvik, note: Annotation
) -> None:
    rule(granvik.board, RecordKind.NOTE, granvik.person)
    assert prepared(granvik, LATER - datetime.timedelta(days=60)) == []
    [proposal] = prepared(granvik)
    assert [row.record for row in proposal.rows.all()] == [note.pk]
    assert prepared(granvik) == []
    assert Annotation.objects.filter(pk=note.pk).exists()
    assert Event.objects.filter(verb="disposal.prepared", object_id=proposal.pk).exists()


def test_what_a_person_keeps_is_not_asked_about_again_until_there_is_a_new_rule(
    granvik: Granvik, note: Annotation
) -> None:
    rule(granvik.board, RecordKind.NOTE, granvik.person)
    [proposal] = prepared(granvik)
    settle_disposal(proposal, rows(proposal), dispose=False, by=granvik.person, why="Behövs i en tvist")
    assert Annotation.objects.filter(pk=note.pk).exists()
    assert prepared(granvik) == []
    rule(granvik.board, RecordKind.NOTE, granvik.person, years=1)
    assert len(prepared(granvik)) == 1


def test_a_note_goes_from_the_register_and_from_the_trail(granvik: Granvik, note: Annotation) -> None:
    disposed(granvik, RecordKind.NOTE)
    assert not Annotation.objects.filter(pk=note.pk).exists()
    assert not EventValue.objects.filter(after__contains="Maja").exists()
    gone = Event.objects.get(verb="note.disposed")
    assert (gone.object_kind, gone.object_id, gone.why) == ("Annotation", note.pk, "Har sparats nog")


def test_a_file_goes_and_what_was_read_of_it_stays(granvik: Granvik) -> None:
    document = SourceDocument.objects.get()
    disposed(granvik, RecordKind.FILE)
    document.refresh_from_db()
    assert document.storage == SourceDocument.Storage.DISPOSED
    assert document.sha256
    assert document.readings.exists()
    with pytest.raises(FileDisposedError, match="gallrad"):
        open_content(document)
    assert sweep_files(timezone.now() + datetime.timedelta(days=2)) == 1
    assert list(store_in_use().each(granvik.organisation.pk)) == []
    assert prepared(granvik) == []


@pytest.mark.parametrize("removed", [False, True])
def test_the_file_of_an_attachment_goes_and_that_it_was_attached_stays(
    granvik: Granvik, removed: bool
) -> None:
    stored = keep(granvik.organisation.pk, b"Protokoll")
    file = Enclosed(stored, storage_in_use(), FileKind.TEXT, "protokoll.txt")
    attachment = attach_file(Audit.objects.earliest("pk"), file, by=granvik.person, owner=granvik.board)
    if removed:
        remove_attachment(attachment, why="Fel fil", by=granvik.person)
    disposed(granvik, RecordKind.REMOVED_ATTACHMENT if removed else RecordKind.ATTACHMENT)
    attachment.refresh_from_db()
    with pytest.raises(FileDisposedError):
        open_content(attachment)
    assert attachment.sha256 == stored.sha256
    assert sweep_files(timezone.now() + datetime.timedelta(days=2)) == 1
    assert prepared(granvik) == []


def test_an_invitation_goes_with_its_address_when_it_is_over(granvik: Granvik) -> None:
    see = access.sight(granvik.person, granvik.organisation.slug)
    keys = {"organisation": granvik.organisation, "owner": granvik.board, "body": granvik.board}
    with transaction.atomic():
        invitation = Invitation.objects.create(
            **keys,
            email="kim.lind@granvik.example",
            name="Kim Lind",
            role=Membership.Role.COORDINATOR,
            token_hash="0" * 64,
            invited_by=granvik.person,
            sent_at=timezone.now(),
            expires_at=timezone.now() + datetime.timedelta(days=7),
        )
        changes = {"email": (None, invitation.email)}
        record_event("invitation.sent", invitation, by=granvik.person, changes=changes)
    disposed(granvik, RecordKind.INVITATION)
    assert not see.of(Invitation).exists()
    assert not EventValue.objects.filter(after__contains="kim.lind").exists()


def test_a_draft_goes_and_what_was_sent_stays(granvik: Granvik) -> None:
    addressee = Addressee.objects.earliest("pk")
    keep_response(addressee, Answer("Vi ska se över det."), owner=granvik.board, by=granvik.person)
    disposed(granvik, RecordKind.DRAFT)
    assert not Response.objects.exists()


def test_values_in_the_trail_go_a_year_at_a_time_and_the_events_stay(
    granvik: Granvik, note: Annotation
) -> None:
    events = Event.objects.count()
    proposal = disposed(granvik, RecordKind.TRAIL_VALUE)
    assert [row.record for row in proposal.rows.all()] == [timezone.localdate().year]
    of_the_note = EventValue.objects.get(event__verb="annotation.written")
    assert (of_the_note.after, of_the_note.salt) == (None, None)
    assert Event.objects.count() > events


def test_a_person_without_roles_loses_name_address_and_password_and_what_was_done_stays(
    granvik: Granvik,
) -> None:
    left = User.objects.create_user("kim.lind@granvik.example", "fyra-lugna-uttrar", name="Kim Lind")
    today = timezone.localdate()
    ground.membership(left, granvik.board, Membership.Role.COORDINATOR, ends_on=today)
    note = annotate(Mention.objects.earliest("pk"), "En anteckning", by=left)
    disposed(granvik, RecordKind.PERSON)
    left.refresh_from_db()
    assert "Kim" not in f"{left.name} {left.email}"
    assert not left.is_active
    assert not left.has_usable_password()
    assert Annotation.objects.get(pk=note.pk).written_by == left
    assert prepared(granvik) == []


@pytest.mark.parametrize("elsewhere", [True, False])
def test_a_person_who_has_a_role_somewhere_is_not_proposed(granvik: Granvik, elsewhere: bool) -> None:
    person = User.objects.create_user("kim.lind@granvik.example", name="Kim Lind")
    today = timezone.localdate()
    ground.membership(person, granvik.board, Membership.Role.COORDINATOR, ends_on=today)
    other = ground.organisation("sjovik") if elsewhere else granvik.organisation
    ends = {"ends_on": today} if elsewhere else {}
    committee = ground.body(other, Body.Kind.COMMITTEE, "Nämnden")
    ground.membership(person, committee, Membership.Role.COMMITTEE_MEMBER, **ends)
    rule(granvik.board, RecordKind.PERSON, granvik.person)
    assert prepared(granvik) == []


def test_a_committee_follows_the_board_until_it_has_a_rule_of_its_own_and_the_auditors_never_do(
    granvik: Granvik,
) -> None:
    committee = ground.body(granvik.organisation, Body.Kind.COMMITTEE, "Socialnämnden")
    auditors = ground.body(granvik.organisation, Body.Kind.AUDITORS, "Revisorerna")
    for owner in (committee, auditors):
        document = ground.document(owner, granvik.person)
        assert document.owner == owner
    rule(granvik.board, RecordKind.FILE, granvik.person)
    rule(committee, RecordKind.FILE, granvik.person, PRESERVE, None)
    assert {each.owner for each in prepared(granvik)} == {granvik.board}
    rule(auditors, RecordKind.FILE, granvik.person)
    assert {each.owner for each in prepared(granvik)} == {auditors}


def test_another_organisation_is_not_touched(granvik: Granvik, note: Annotation) -> None:
    rule(granvik.board, RecordKind.NOTE, granvik.person)
    other: Organisation = ground.organisation("sjovik")
    assert prepare_disposal(other, by=granvik.person, today=LATER) == []


def test_a_rule_has_a_ground_and_years_and_a_new_one_ends_the_one_before(granvik: Granvik) -> None:
    with pytest.raises(RuleError, match="stöder sig på"):
        set_rule(granvik.board, RecordKind.NOTE, Terms(DISPOSE, 2, " "), by=granvik.person)
    with pytest.raises(RuleError, match="hur många år"):
        set_rule(granvik.board, RecordKind.NOTE, Terms(DISPOSE, None, "Beslut"), by=granvik.person)
    first = rule(granvik.board, RecordKind.NOTE, granvik.person)
    second = rule(granvik.board, RecordKind.NOTE, granvik.person, years=5)
    first.refresh_from_db()
    assert first.ended_at is not None
    assert RetentionRule.objects.get(ended_at__isnull=True) == second
    changed = EventValue.objects.get(
        event__object_id=second.pk, event__verb="retention_rule.set", field="years"
    )
    assert (changed.before, changed.after) == ("2", "5")


def test_a_decision_has_a_reason_and_something_to_decide_on(granvik: Granvik, note: Annotation) -> None:
    rule(granvik.board, RecordKind.NOTE, granvik.person)
    [proposal] = prepared(granvik)
    with pytest.raises(ReasonError, match="Skriv varför"):
        settle_disposal(proposal, rows(proposal), dispose=True, by=granvik.person, why=" ")
    with pytest.raises(ReasonError, match="Markera minst en"):
        settle_disposal(proposal, [], dispose=True, by=granvik.person, why="Nog")
    settle_disposal(proposal, rows(proposal), dispose=False, by=granvik.person, why="Behövs")
    with pytest.raises(ReasonError, match="Markera minst en"):
        settle_disposal(proposal, rows(proposal), dispose=True, by=granvik.person, why="Nog")
    assert Annotation.objects.filter(pk=note.pk).exists()
