"""What persons mark as secret: the words leave every place, and come back when the marking is removed."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from iaktta.register import gaps
from iaktta.register.actions.annotations import annotate
from iaktta.register.actions.proposals import part_proposal
from iaktta.register.actions.secrecy import (
    Decision,
    Ground,
    MarkingError,
    Passage,
    check_secrecy,
    mark_secret,
    may_be_published,
    remove_marking,
)
from iaktta.register.actions.sending import send_document
from iaktta.register.actions.take_in import TakenIn
from iaktta.register.gaps import GAP
from iaktta.register.groups import table_of
from iaktta.register.models import (
    SUBJECT_KINDS,
    Annotation,
    Audit,
    Body,
    Event,
    EventValue,
    FileContent,
    MarkedPassage,
    Marking,
    Organisation,
    Recommendation,
    SecrecyCheck,
    SecretWords,
    StatedRecommendation,
    User,
)
from iaktta.register.outtake import outtake, outtake_text
from tests import strategies
from tests.register import follow_ups, ground

GROUND = Ground("OSL 18 kap. 8 § p. 3", datetime.date(2026, 11, 20), "Kommunstyrelsen")
CONTENT, EXISTENCE = Marking.Degree.CONTENT, Marking.Degree.EXISTENCE
LEFT_OUT = {"Marking", "MarkedPassage", "Event", "EventValue", "EventRows", "TouchedRow"}


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the register but for markings and the trail; secret words by where they stand."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for model in apps.get_app_config("register").get_models():
        if model.__name__ in LEFT_OUT:
            continue
        fields = [
            f.attname for f in model._meta.concrete_fields if model is not SecretWords or f.name != "id"
        ]
        rows = model._default_manager.all()
        if model is SecretWords:
            rows = rows.exclude(table__in=("Marking", "MarkedPassage"))
        found[model.__name__] = sorted((tuple(map(repr, row)) for row in rows.values_list(*fields)), key=repr)
    return found


def stored_text() -> str:
    """Every text in the database but for secret words, files, and values of events, which have own rules."""
    found: list[str] = []
    for model in apps.get_app_config("register").get_models():
        if model in (SecretWords, EventValue, FileContent):
            continue
        for row in model._default_manager.values():
            found += map(str, row.values())
    return "\n".join(found)


def text_of(report: Any) -> str:
    """A plain text in which all that a report says stands."""
    return "\n".join(_strings(report))


def _strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple | list):
        return [one for several in map(_strings, value) for one in several]
    if hasattr(value, "__dataclass_fields__"):
        return [one for name in value.__dataclass_fields__ for one in _strings(getattr(value, name))]
    return []


def take_in(report: Any, owner: Body, by: User) -> TakenIn:
    return follow_ups.keep(report, owner.organisation, owner, by, text_of(report))


@pytest.fixture
def first(owner: Body, person: User) -> TakenIn:
    return take_in(follow_ups.first_follow_up(), owner, person)


def guidelines() -> Recommendation:
    return Recommendation.objects.get(number="1")


def test_marked_words_stand_nowhere_but_apart(first: TakenIn, person: User) -> None:
    assert "riktlinjer för direktupphandling" in stored_text()
    marking = mark_secret(guidelines(), CONTENT, GROUND, by=person)
    assert "riktlinjer för direktupphandling" not in stored_text()
    assert guidelines().text == GAP
    assert marking.is_in_force
    assert outtake(first.reading, with_secrets=True) == follow_ups.first_follow_up()
    assert "riktlinjer" in outtake_text(first.reading, with_secrets=True)


def test_removing_a_marking_gives_exactly_what_was_there_before(first: TakenIn, person: User) -> None:
    before = everything()
    marking = mark_secret(guidelines(), CONTENT, GROUND, by=person)
    assert everything() != before
    remove_marking(marking, Decision("Uppgiften är offentlig sedan beslutet"), by=person)
    assert everything() == before


def test_removing_a_marking_is_a_decision_in_the_trail(first: TakenIn, person: User) -> None:
    marking = mark_secret(guidelines(), CONTENT, GROUND, by=person)
    with pytest.raises(MarkingError):
        remove_marking(marking, Decision("  "), by=person)
    decision = Decision("Offentligt", "Kommunstyrelsen", datetime.date(2026, 11, 22), "114")
    removed = remove_marking(marking, decision, by=person)
    event = Event.objects.get(verb="secrecy.removed", object_id=marking.pk)
    assert (event.why, removed.removed_by, removed.paragraph) == ("Offentligt", person, "114")
    with pytest.raises(MarkingError):
        remove_marking(removed, decision, by=person)


def test_a_chosen_passage_leaves_the_rest_of_the_sentence(first: TakenIn, person: User) -> None:
    row = StatedRecommendation.objects.get(text=follow_ups.GUIDELINES)
    start = row.text.index("riktlinjer")
    passage = Passage("StatedRecommendation", row.pk, "text", start, start + len("riktlinjer"))
    mark_secret(guidelines(), CONTENT, GROUND, by=person, passages=[passage])
    assert guidelines().text == follow_ups.GUIDELINES.replace("riktlinjer", GAP, 1)
    assert MarkedPassage.objects.count() == 1


def test_a_passage_that_does_not_fit_is_refused_and_nothing_is_hidden(first: TakenIn, person: User) -> None:
    row = StatedRecommendation.objects.get(text=follow_ups.GUIDELINES)
    before = everything()
    for passage in (
        Passage("StatedRecommendation", row.pk, "text", 3, 900),
        Passage("StatedRecommendation", row.pk, "colour", 0, 3),
        Passage("StatedRecommendation", 0, "text", 0, 3),
        Passage("User", person.pk, "email", 0, 3),
    ):
        with pytest.raises(MarkingError):
            mark_secret(guidelines(), CONTENT, GROUND, by=person, passages=[passage])
    assert everything() == before


def test_what_may_be_the_same_is_secret_until_a_person_has_parted_them(
    first: TakenIn, owner: Body, person: User
) -> None:
    marking = mark_secret(Recommendation.objects.get(number="2"), CONTENT, GROUND, by=person)
    take_in(follow_ups.second_follow_up(), owner, person)
    assert "rangordningen" not in stored_text()
    newer = Recommendation.objects.filter(number="2").latest("pk")
    proposal = newer.proposals_as_second.get(first_recommendation__number="2")
    part_proposal(proposal, by=person)
    newer.refresh_from_db()
    # What is so long is a quotation, whosever it is.
    assert newer.text == GAP
    remove_marking(marking, Decision("Offentligt"), by=person)
    newer.refresh_from_db()
    assert newer.text == follow_ups.CALL_OFF


def test_a_newer_reading_of_the_document_has_the_same_gaps(first: TakenIn, owner: Body, person: User) -> None:
    report = follow_ups.first_follow_up()
    mark_secret(guidelines(), CONTENT, GROUND, by=person)
    newer = follow_ups.read_by(report, "text 2")
    again = follow_ups.keep(newer, owner.organisation, owner, person, text_of(report))
    assert again.created
    assert "riktlinjer för direktupphandling" not in stored_text()
    assert Recommendation.objects.filter(number="1").count() == 1
    assert list(again.differences) == []


def test_a_newer_reading_that_words_it_otherwise_has_gaps_too(
    first: TakenIn, owner: Body, person: User
) -> None:
    mark_secret(guidelines(), CONTENT, GROUND, by=person)
    report = follow_ups.read_by(follow_ups.first_follow_up(), "text 2")
    audit = report.audits[0]
    reworded = dataclasses.replace(
        audit.recommendations[0], text="Kommunstyrelsen bör fastställa riktlinjer för direktupphandling."
    )
    audit = dataclasses.replace(audit, recommendations=(reworded, *audit.recommendations[1:]))
    text = text_of(follow_ups.first_follow_up())
    follow_ups.keep(dataclasses.replace(report, audits=(audit,)), owner.organisation, owner, person, text)
    assert "fastställa riktlinjer" not in stored_text()


def test_what_persons_have_written_of_something_secret_is_secret_too(first: TakenIn, person: User) -> None:
    subject = guidelines()
    before = annotate(subject, "Vi väntar på juristerna.", by=person)
    marking = mark_secret(subject, CONTENT, GROUND, by=person)
    after = annotate(subject, "Juristerna har svarat nu.", by=person)
    elsewhere = annotate(Recommendation.objects.get(number="3"), "Något annat.", by=person)
    assert [note.text for note in Annotation.objects.order_by("pk")] == [GAP, GAP, elsewhere.text]
    remove_marking(marking, Decision("Offentligt"), by=person)
    assert [note.text for note in Annotation.objects.order_by("pk")][:2] == [
        "Vi väntar på juristerna.", "Juristerna har svarat nu.",
    ]  # fmt: skip
    assert before.pk < after.pk


def test_an_audit_covers_its_recommendations(first: TakenIn, person: User) -> None:
    mark_secret(Audit.objects.get(), CONTENT, GROUND, by=person)
    assert {row.text for row in Recommendation.objects.filter(audit__isnull=False)} == {GAP}
    assert Recommendation.objects.get(audit=None).text == follow_ups.LOGS


def test_a_document_covers_all_that_it_says(first: TakenIn, person: User) -> None:
    report = follow_ups.first_follow_up()
    before = everything()
    marking = mark_secret(first.reading.document, CONTENT, GROUND, by=person)
    assert set(outtake_text(first.reading, with_secrets=False)) <= {gaps.BLOCK, "\n"}
    assert outtake(first.reading, with_secrets=True) == report
    assert {row.text for row in Recommendation.objects.all()} == {GAP}
    remove_marking(marking, Decision("Offentligt"), by=person)
    assert everything() == before


def test_counts_leave_out_what_few_may_know_of(first: TakenIn, person: User) -> None:
    audit = Audit.objects.get()
    assert (audit.partly_implemented, audit.not_implemented, audit.not_stated) == (1, 1, 1)
    marking = mark_secret(guidelines(), EXISTENCE, GROUND, by=person)
    audit.refresh_from_db()
    assert (audit.partly_implemented, audit.not_implemented, audit.not_stated) == (0, 1, 1)
    assert guidelines().existence_secret
    assert marking.existence_secret
    remove_marking(marking, Decision("Offentligt"), by=person)
    audit.refresh_from_db()
    assert audit.partly_implemented == 1


def test_the_existence_of_something_cannot_be_secret_in_part(first: TakenIn, person: User) -> None:
    row = StatedRecommendation.objects.get(text=follow_ups.GUIDELINES)
    passage = Passage("StatedRecommendation", row.pk, "text", 0, 5)
    with pytest.raises(MarkingError):
        mark_secret(guidelines(), EXISTENCE, GROUND, by=person, passages=[passage])


@pytest.mark.parametrize("ground", [Ground(" ", GROUND.date, "KS"), Ground("OSL 18:8", GROUND.date, "")])
def test_a_marking_states_provision_and_authority(first: TakenIn, person: User, ground: Ground) -> None:
    with pytest.raises(MarkingError):
        mark_secret(guidelines(), CONTENT, ground, by=person)


def test_a_document_may_be_published_when_somebody_has_tried_its_secrecy(
    first: TakenIn, person: User
) -> None:
    document = first.reading.document
    assert not may_be_published(document)
    check_secrecy(document, SecrecyCheck.Result.WITH_GAPS, by=person)
    assert may_be_published(document)
    check_secrecy(document, SecrecyCheck.Result.WITHHELD, by=person, note="Skyddet mot intrång beskrivs.")
    assert not may_be_published(document)


def test_a_copy_that_is_sent_is_marked_as_the_document_is(
    organisation: Organisation, owner: Body, person: User
) -> None:
    auditors = ground.body(organisation, Body.Kind.AUDITORS, "Revisorerna")
    sent = take_in(follow_ups.first_follow_up(), auditors, person).reading
    row = StatedRecommendation.objects.get(text=follow_ups.GUIDELINES)
    mark_secret(Recommendation.objects.get(number="2"), CONTENT, GROUND, by=person)
    passage = Passage("StatedRecommendation", row.pk, "text", 0, row.text.index(" bör"))
    mark_secret(guidelines(), CONTENT, GROUND, by=person, passages=[passage])
    copy = send_document(sent.document, b"Filen", to=owner, by=person)
    texts = {one.number: one.text for one in Recommendation.objects.filter(owner=owner)}
    assert texts["2"] == GAP
    assert texts["1"] == follow_ups.GUIDELINES.replace("Kommunstyrelsen", GAP, 1)
    assert outtake(copy.readings.get(), with_secrets=True) == follow_ups.first_follow_up()


def _subjects() -> list[Any]:
    return [row for kind in SUBJECT_KINDS for row in table_of(kind)._default_manager.order_by("pk")]


@settings(max_examples=5)
@given(strategies.reports, st.lists(st.tuples(st.integers(0, 99), st.booleans()), min_size=1, max_size=3))
def test_marking_and_removing_whatever_a_report_says_gives_it_back(
    owner: Body, person: User, report: Any, chosen: list[tuple[int, bool]]
) -> None:
    with transaction.atomic():  # what one example brings is gone before the next
        taken = take_in(report, owner, person)
        items = [*_subjects(), taken.reading.document]
        before = everything()
        markings = []
        for number, existence in chosen:
            degree = EXISTENCE if existence else CONTENT
            markings.append(mark_secret(items[number % len(items)], degree, GROUND, by=person))
            assert outtake(taken.reading, with_secrets=True) == report
        for marking in reversed(markings):
            remove_marking(marking, Decision("Offentligt"), by=person)
        assert everything() == before
        assert outtake(taken.reading, with_secrets=True) == report
        transaction.set_rollback(True)
