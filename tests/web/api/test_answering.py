"""A program answers as a committee's people do: a draft, then sent, and nobody's words lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from iaktta.register.models import (
    Addressee,
    Body,
    Committee,
    Event,
    Membership,
    Recommendation,
    Response,
    User,
)
from tests import oracle
from tests.granvik import Granvik
from tests.register import ground
from tests.web.api.calls import Program, token_of

pytestmark = pytest.mark.django_db
Role = Membership.Role


@dataclass
class Schools:
    """Skolnämnden, its people, and a recommendation that is addressed to it."""

    body: Body
    addressee: Addressee
    secretary: Program
    people: dict[str, User]

    @property
    def path(self) -> str:
        return f"/addressees/{self.addressee.pk}/draft"

    def answers(self, program: Program) -> Any:
        return program.read(f"/recommendations/{self.addressee.recommendation_id}")["responses"]


@pytest.fixture
def schools(granvik: Granvik) -> Schools:
    keys = {"organisation": granvik.organisation, "owner": granvik.board}
    body = ground.body(granvik.organisation, Body.Kind.COMMITTEE, "Skolnämnden")
    committee = Committee.objects.create(
        name="Skolnämnden", basic_name="skolnämnd", slug="skolnamnden", body=body, **keys
    )
    recommendation = Recommendation.objects.create(text="Följ upp avtalen.", **keys)
    addressee = Addressee.objects.create(recommendation=recommendation, committee=committee, **keys)
    people = {"coordinator i Kommunstyrelsen": granvik.person}
    for role in (Role.COMMITTEE_SECRETARY, Role.COMMITTEE_MEMBER, Role.COORDINATOR, Role.ADMINISTRATOR):
        person = User.objects.create_user(f"{role}@granvik.example", name=role)
        ground.membership(person, body, role)
        people[role] = person
    secretary = Program(token_of(people[Role.COMMITTEE_SECRETARY])[1])
    return Schools(body, addressee, secretary, people)


def test_a_draft_is_kept_then_sent_and_only_then_seen_by_others(schools: Schools, granvik: Granvik) -> None:
    board = Program(token_of(granvik.person)[1])
    assert schools.secretary.get(schools.path).status_code == 404
    sent = {
        "text": "Vi följer upp i juni.",
        "decided_on": "2026-05-04",
        "paragraph": "41",
        "changed_at": None,
    }
    kept = schools.secretary.send("PUT", schools.path, sent).json()
    assert kept["is_draft"]
    assert schools.secretary.read(schools.path) == kept
    assert schools.answers(schools.secretary) == [kept]
    assert schools.answers(board) == []
    assert board.get(schools.path).status_code == 404
    given = schools.secretary.send("POST", f"{schools.path}/send", {"changed_at": kept["changed_at"]})
    assert given.status_code == 200
    assert schools.answers(board) == [given.json()]
    assert (given.json()["is_draft"], given.json()["text"]) == (False, "Vi följer upp i juni.")
    event = Event.objects.get(verb="recommendation.answered")
    assert (event.owner, event.by) == (schools.body, schools.people[Role.COMMITTEE_SECRETARY])


def test_what_somebody_else_has_written_meanwhile_is_not_lost(schools: Schools) -> None:
    other = Program(token_of(schools.people[Role.COORDINATOR])[1])
    first = schools.secretary.send("PUT", schools.path, {"text": "Ja.", "changed_at": None}).json()
    assert other.send("PUT", schools.path, {"text": "Nej.", "changed_at": None}).status_code == 409
    again = {"text": "Ja, i maj.", "changed_at": first["changed_at"]}
    second = other.send("PUT", schools.path, again)
    assert second.status_code == 200
    late = schools.secretary.send("PUT", schools.path, {"text": "Nja.", "changed_at": first["changed_at"]})
    assert late.status_code == 409
    assert "Någon annan har ändrat utkastet." in late.json()["detail"]
    unread = {"changed_at": first["changed_at"]}
    assert schools.secretary.send("POST", f"{schools.path}/send", unread).status_code == 409
    assert Response.objects.get().text == "Ja, i maj."


def test_who_may_do_what_with_a_draft_is_what_the_table_says(schools: Schools) -> None:
    schools.secretary.send("PUT", schools.path, {"text": "Ja.", "changed_at": None})
    for what, person in schools.people.items():
        program = Program(token_of(person)[1])
        sees = oracle.knows_of(person, schools.body, draft=True)
        assert program.get(schools.path).status_code == (200 if sees else 404), what
        for act, method, path, sent in (
            ("answer", "PUT", schools.path, {"text": "Nej.", "changed_at": None}),
            ("send_answer", "POST", f"{schools.path}/send", {"changed_at": "2026-01-01T00:00:00Z"}),
        ):
            may = oracle.may(person, act, schools.body)  # type: ignore[arg-type]  # an act by its name
            given = program.send(method, path, sent).status_code
            assert given == (409 if may else 403), f"{what}: {act}"


def test_the_list_of_addressees_says_whom_the_token_may_answer_for(schools: Schools) -> None:
    for what, person in schools.people.items():
        program = Program(token_of(person)[1])
        told = program.read(f"/recommendations/{schools.addressee.recommendation_id}")["addressees"]
        may = oracle.may(person, "answer", schools.body)  # type: ignore[arg-type]
        assert [(one["id"], one["may_answer"]) for one in told] == [(schools.addressee.pk, may)], what


@pytest.mark.parametrize(
    ("sent", "where", "said"),
    [
        ({"text": "Ja."}, "#/changed_at", "Fältet måste finnas."),
        ({"text": "", "changed_at": None}, "#/text", "Texten är för kort. Den ska ha minst 1 tecken."),
        ({"text": "Ja\x00.", "changed_at": None}, "#/text", "Texten innehåller styrtecken. Ta bort dem."),
        ({"text": 7, "changed_at": None}, "#/text", "Ange en text."),
        ({"text": "Ja.", "changed_at": "i går"}, "#/changed_at", "Ange en tidpunkt"),
        ({"text": "Ja.", "changed_at": None, "decided_on": "i maj"}, "#/decided_on", "Ange ett datum"),
        ({"text": "Ja.", "changed_at": None, "paragraph": "4" * 21}, "#/paragraph", "högst 20 tecken"),
        ({"text": "Ja.", "changed_at": None, "a/b": 1}, "#/a~1b", "Fältet finns inte här."),
        ({"text": "  ", "changed_at": None}, None, "Svaret är tomt."),
        ([], "#", "Skicka ett JSON-objekt."),
        ("", "#", "Fältet måste finnas."),
    ],
)
def test_a_draft_that_is_wrong_is_refused_in_words_with_its_place(
    schools: Schools, sent: Any, where: str | None, said: str
) -> None:
    given = schools.secretary.send("PUT", schools.path, sent)
    assert given.status_code == 422
    assert given["Content-Type"] == "application/problem+json"
    told = given.json()
    found = [(one["pointer"], one["detail"]) for one in told.get("errors", [])] or [(None, told["detail"])]
    assert any(at == where and said in words for at, words in found), told
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("text", "content_type", "status"),
    [
        ("{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        ("[" * 100_000, "application/json", 400),
        ("text=Ja", "application/x-www-form-urlencoded", 415),
        ("{}", "text/plain", 415),
        ('{"text": "' + "a" * 3_000_000 + '"}', "application/json", 413),
        ('{"text": "\\ud800", "changed_at": null}', "application/json", 422),
    ],
)
def test_a_body_that_is_no_json_or_too_large_is_a_problem(
    schools: Schools, text: Any, content_type: str, status: int
) -> None:
    given = schools.secretary.send("PUT", schools.path, text, content_type)
    assert (given.status_code, given["Content-Type"]) == (status, "application/problem+json")
    assert not Response.objects.exists()


def test_other_methods_are_refused_and_say_which_there_are(schools: Schools) -> None:
    given = schools.secretary.send("DELETE", schools.path, "")
    assert (given.status_code, given["Content-Type"]) == (405, "application/problem+json")
    assert set(given["Allow"].split(", ")) == {"GET", "PUT"}
    head = schools.secretary.client.head(f"/api/v1{schools.path}", headers=schools.secretary.headers)
    assert (head.status_code, head.content) == (404, b"")
