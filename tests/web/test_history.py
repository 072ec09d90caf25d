"""The trail as people read it: the log, an event, and the history of one thing."""

from __future__ import annotations

import ast
import csv
import datetime
import fnmatch
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

import iaktta
from iaktta.register.actions.annotations import annotate
from iaktta.register.actions.erasing import erase_values
from iaktta.register.actions.proposals import confirm_proposal
from iaktta.register.actions.states import set_status
from iaktta.register.events import record_event
from iaktta.register.models import (
    Addressee,
    Body,
    Event,
    Membership,
    Proposal,
    Recommendation,
    StatusSet,
    User,
)
from iaktta.report import Status
from iaktta.web.event_words import VERBS
from tests.granvik import Granvik
from tests.register import ground
from tests.register.tampering import sql

FOLLOW_UP = "2022-uppfoljande-granskning.md"
MOST_QUERIES = 12


@pytest.fixture
def addressee(granvik: Granvik) -> Addressee:
    granvik.imports(next(p.name for p in DEMO.iterdir() if p.name.startswith("2022-uppfoljande")))
    return Addressee.objects.select_related("recommendation").order_by("pk")[0]


DEMO = Path(iaktta.__file__).parent / "demo"


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


def somebody(of: Body, role: Membership.Role) -> Client:
    person = User.objects.create_user(f"{role}@granvik.example", name=f"Någon {role}")
    ground.membership(person, of, role)
    return client_of(person)


def log_of(client: Client, **query: str) -> str:
    return client.get("/granvik/logg/", query).content.decode()


def history(client: Client, recommendation: Recommendation, **query: str) -> str:
    where = reverse("recommendation_history", kwargs={"org": "granvik", "pk": recommendation.pk})
    return client.get(where, query).content.decode()


def on(day: datetime.date, event: Event) -> None:
    """Let an event have happened on a day, as far as pages are concerned."""
    moment = timezone.make_aware(datetime.datetime.combine(day, datetime.time(12)))
    sql("UPDATE register_event SET at = %(at)s WHERE id = %(key)s", at=str(moment), key=event.pk)


def test_every_verb_that_an_action_records_has_its_words() -> None:
    recorded = set(_recorded())
    assert [verb for verb in recorded if not fnmatch.filter(VERBS, verb)] == []
    assert [verb for verb in VERBS if not any(fnmatch.fnmatch(verb, one) for one in recorded)] == []


def _recorded() -> Iterator[str]:
    for path in Path(iaktta.__file__).parent.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "record_event":
                yield from _verbs(call.args[0])


def _verbs(said: ast.expr) -> Iterator[str]:
    """The verbs that an expression can give; what is filled in stands as *."""
    if isinstance(said, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else "*" for part in said.values)
    else:
        yield from (str(part.value) for part in ast.walk(said) if isinstance(part, ast.Constant))


def test_the_log_says_who_did_what_to_what_and_why(
    client: Client, addressee: Addressee, granvik: Granvik
) -> None:
    set_status(
        addressee, Status.IMPLEMENTED, speaker=StatusSet.Speaker.ADMINISTRATION, by=granvik.person,
        reason="Rutinen är på plats",
    )  # fmt: skip
    told = log_of(client)
    assert "läste in ett dokument" in told
    for words in ("Ada Ek", "angav status", f"adressat {addressee.pk}", "Rutinen är på plats"):
        assert words in told
    assert "läste in ett dokument" not in log_of(client, vad="status.set").split("<tbody")[1]


def test_the_log_costs_as_many_queries_however_long_it_is(
    client: Client, addressee: Addressee, granvik: Granvik
) -> None:
    for _ in range(30):
        annotate(addressee.recommendation, "Samtal", by=granvik.person)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        log_of(client)
    assert len(asked) <= MOST_QUERIES


def test_the_log_is_taken_out_with_what_was_before_and_after(
    client: Client, addressee: Addressee, granvik: Granvik
) -> None:
    set_status(addressee, Status.IMPLEMENTED, speaker=StatusSet.Speaker.ADMINISTRATION, by=granvik.person)
    taken = client.get("/granvik/logg/", {"hamta": "csv"}).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(taken), delimiter=";"))
    changed = rows[1][rows[0].index("Ändring")]
    assert "status: Anges inte → Åtgärdad" in changed


def test_whoever_may_not_follow_the_log_is_refused_and_still_reads_the_history_of_a_thing(
    granvik: Granvik, addressee: Addressee
) -> None:
    member = somebody(granvik.board, Membership.Role.COMMITTEE_MEMBER)
    assert member.get("/granvik/logg/").status_code == 403
    assert member.get(f"/granvik/logg/{Event.objects.latest('pk').pk}/").status_code == 403
    assert "läste in ett dokument" in history(member, addressee.recommendation)


def test_what_the_auditors_did_is_in_nobody_elses_log(granvik: Granvik) -> None:
    auditors = ground.body(granvik.organisation, Body.Kind.AUDITORS, "Revisorerna")
    auditor = somebody(auditors, Membership.Role.ELECTED_AUDITOR)
    with transaction.atomic():
        event = record_event("body.added", auditors, by=granvik.person, owner=auditors, why="Vårt skäl")
    assert "Vårt skäl" in log_of(auditor)
    administrator = somebody(granvik.board, Membership.Role.ADMINISTRATOR)
    for client in (client_of(granvik.person), administrator):
        assert "Vårt skäl" not in log_of(client)
        assert client.get(f"/granvik/logg/{event.pk}/").status_code == 404


@given(st.text(st.characters(categories=["Ll", "Nd"]), min_size=12, max_size=30))
@settings(max_examples=8)
def test_a_secret_value_reaches_nobody_without_the_right(granvik: Granvik, words: str) -> None:
    """Neither through the log nor what is taken out of it, nor the event's page, nor the thing's history."""
    with transaction.atomic():
        thing = Recommendation.objects.create(
            organisation=granvik.organisation, owner=granvik.board, text="Utse ansvarig"
        )
        changes = {"text": (f"{words}före", f"{words}efter")}
        event = record_event(
            "annotation.written", thing, by=granvik.person, changes=changes, why=f"{words}skäl",
            secret=["text", "why"],
        )  # fmt: skip
        reader = somebody(granvik.board, Membership.Role.ADMINISTRATOR)
        pages = [
            reader.get("/granvik/logg/"),
            reader.get("/granvik/logg/", {"hamta": "csv"}),
            reader.get(f"/granvik/logg/{event.pk}/"),
            reader.get(reverse("recommendation_history", kwargs={"org": "granvik", "pk": thing.pk})),
            reader.get(
                reverse("recommendation_history", kwargs={"org": "granvik", "pk": thing.pk}),
                {"dag": "2099-01-01"},
            ),
        ]
        for page in pages:
            assert page.status_code == 200
            assert words not in page.content.decode()
            assert "Sekretess" in page.content.decode() or "Visas inte" in page.content.decode()
        own = client_of(granvik.person).get(f"/granvik/logg/{event.pk}/").content.decode()
        assert f"{words}efter" in own
        transaction.set_rollback(True)


def test_an_erased_value_is_shown_as_erased(client: Client, addressee: Addressee, granvik: Granvik) -> None:
    note = annotate(addressee.recommendation, "Bo Ek ringde", by=granvik.person)
    event = Event.objects.get(object_kind="Annotation", object_id=note.pk)
    erase_values(event.values.all(), by=granvik.person, why="Begäran")
    told = client.get(f"/granvik/logg/{event.pk}/").content.decode()
    assert "Bo Ek ringde" not in told
    assert "Raderat" in told


def test_a_thing_is_shown_as_it_was_on_a_day(client: Client, addressee: Addressee, granvik: Granvik) -> None:
    days = [datetime.date(2026, 3, day) for day in (1, 10)]
    for day, status in zip(days, (Status.NOT_IMPLEMENTED, Status.IMPLEMENTED), strict=True):
        set_status(addressee, status, speaker=StatusSet.Speaker.ADMINISTRATION, by=granvik.person)
        on(day, Event.objects.latest("pk"))
    on(datetime.date(2026, 2, 1), Event.objects.get(verb="document.read"))
    then = history(client, addressee.recommendation, dag="2026-03-03")
    assert "Så här såg det ut den 3 mars 2026" in then
    assert "<strong>Ej åtgärdad</strong>" in then
    assert "<strong>" not in _facts(history(client, addressee.recommendation, dag="2026-03-11"))
    assert "<strong>Anges inte</strong>" in history(client, addressee.recommendation, dag="2026-02-03")


def _facts(page: str) -> str:
    return page.split("Då och nu")[1].split("</table>")[0]


def test_what_joining_changed_is_in_the_history_of_both(client: Client, granvik: Granvik) -> None:
    granvik.imports_all()
    proposal = Proposal.objects.filter(kind="recommendation").order_by("pk")[0]
    confirm_proposal(proposal, by=granvik.person, why="Samma ordalydelse")
    later = max(proposal.first.pk, proposal.second.pk)
    told = history(client, Recommendation.objects.get(pk=later))
    assert "förde ihop två poster" in told
    assert "Samma ordalydelse" in told
    assert f"ihopförd med (rekommendation {later})" in told


def test_a_day_that_is_no_day_gets_a_sentence(client: Client, addressee: Addressee) -> None:
    where = reverse("recommendation_history", kwargs={"org": "granvik", "pk": addressee.recommendation.pk})
    answer = client.get(where, {"dag": "i våras"})
    assert answer.status_code == 422
    assert "Ange ett datum som 2026-03-03." in answer.content.decode()


@pytest.mark.parametrize("route", ["audit", "document", "plan", "risk", "control", "recommendation"])
def test_every_thing_links_to_its_history(client: Client, granvik: Granvik, route: str) -> None:
    from iaktta.web.views.history import THINGS

    granvik.imports_all()
    thing = THINGS[route][0].objects.order_by("pk")[0]
    where = {"org": "granvik", "pk": thing.pk}
    shown = client.get(reverse(route, kwargs=where)).content.decode()
    assert reverse(f"{route}_history", kwargs=where) in shown
    assert "läste in ett dokument" in client.get(reverse(f"{route}_history", kwargs=where)).content.decode()
