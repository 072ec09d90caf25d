"""A token gives one role of its person, from the day it is made until it ends, and nothing beside."""

from __future__ import annotations

import datetime
import json

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from iaktta.register.actions.api_tokens import TokenDaysError, end_token, hash_of, make_token
from iaktta.register.models import ApiToken, ApiTokenUse, Body, Event, EventValue, Membership, User
from iaktta.report import Kind, Report
from iaktta.web.api.limits import Limiter
from tests.granvik import EMAIL, PASSWORD, Granvik
from tests.register import ground
from tests.web.api.calls import Program, held_by, token_of

pytestmark = pytest.mark.django_db
Role = Membership.Role


def refused(secret: str) -> bool:
    """Whether the API lets nobody in with it, and says how to ask."""
    answer = Program(secret).get("/me")
    assert answer.status_code in (200, 401)
    return bool(answer.status_code == 401 and answer["WWW-Authenticate"].startswith("Bearer"))


def test_a_token_tells_whose_it_is_and_what_it_may_do(granvik: Granvik) -> None:
    token, secret = token_of(granvik.person)
    told = Program(secret).read("/me")
    assert told["person"]["email"] == granvik.person.email
    assert (told["organisation"]["slug"], told["role"]) == ("granvik", "coordinator")
    assert told["token"]["prefix"] == token.prefix == secret[:13]
    assert "read" in told["may"]
    assert "send_from_auditors" not in told["may"]


def test_of_the_secret_only_its_digest_is_kept(granvik: Granvik) -> None:
    token, secret = token_of(granvik.person)
    assert token.secret_hash == hash_of(secret)
    with connection.cursor() as cursor:
        for model in (ApiToken, ApiTokenUse, Event, EventValue):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            assert secret not in str(cursor.fetchall())


def test_making_and_ending_a_token_are_events(granvik: Granvik) -> None:
    token, _secret = token_of(granvik.person)
    end_token(token, by=granvik.person)
    end_token(token, by=granvik.person)
    verbs = list(Event.objects.filter(object_kind="ApiToken").values_list("verb", flat=True))
    assert verbs == ["api_token.made", "api_token.ended"]


def test_a_token_without_secret_or_with_a_wrong_one_is_refused(granvik: Granvik) -> None:
    _token, secret = token_of(granvik.person)
    wrong = secret[:-1] + ("A" if secret[-1] != "A" else "B")
    for tried in ("", wrong, secret + "x", "iaktta_", "\x00", "ä", secret.upper()):
        assert refused(tried), tried
    assert not refused(secret)


def test_a_token_that_has_ended_or_expired_or_whose_person_may_not_sign_in_is_refused(
    granvik: Granvik,
) -> None:
    ended, secret_of_ended = token_of(granvik.person)
    end_token(ended, by=granvik.person)
    expired, secret_of_expired = token_of(granvik.person, days=0)
    assert not refused(secret_of_expired), "its last day is one of its days"
    ApiToken.objects.filter(pk=expired.pk).update(
        expires_on=timezone.localdate() - datetime.timedelta(days=1)
    )
    _other, secret = token_of(granvik.person)
    assert refused(secret_of_ended)
    assert refused(secret_of_expired)
    assert not refused(secret)
    User.objects.filter(pk=granvik.person.pk).update(is_active=False)
    assert refused(secret)


def test_a_token_gives_nothing_when_its_role_is_over_though_the_person_has_others(granvik: Granvik) -> None:
    ground.membership(granvik.person, granvik.board, Role.ADMINISTRATOR)
    roles = {held.role: at for at, held in enumerate(held_by(granvik.person, "granvik"))}
    _token, as_coordinator = token_of(granvik.person, at=roles[Role.COORDINATOR])
    _token, as_administrator = token_of(granvik.person, at=roles[Role.ADMINISTRATOR])
    assert "manage_people" not in Program(as_coordinator).read("/me")["may"], (
        "one role, not the person's other"
    )
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Membership.objects.filter(user=granvik.person, role=Role.COORDINATOR).update(ends_on=yesterday)
    assert refused(as_coordinator)
    assert not refused(as_administrator)


def test_a_token_is_of_one_organisation(granvik: Granvik) -> None:
    elsewhere = ground.organisation("sjovik")
    board = ground.body(elsewhere, Body.Kind.EXECUTIVE_BOARD, "Sjöviks styrelse")
    ground.membership(granvik.person, board, Role.COORDINATOR)
    _token, secret = token_of(granvik.person, "sjovik")
    granvik.imports_all()
    program = Program(secret)
    assert [one["slug"] for one in program.read("/organisations")["items"]] == ["sjovik"]
    for path in ("/audits", "/recommendations", "/documents", "/committees"):
        assert program.read(path)["items"] == []


@pytest.mark.parametrize("days", [-1, 366])
def test_a_token_lasts_no_longer_than_the_installation_lets_it(granvik: Granvik, days: int) -> None:
    with pytest.raises(TokenDaysError):
        token_of(granvik.person, days=days)
    assert not ApiToken.objects.exists()


def test_that_a_token_was_used_is_written_down_once_a_day(granvik: Granvik) -> None:
    token, secret = token_of(granvik.person)
    program, today = Program(secret), timezone.localdate()
    program.read("/me")
    assert ApiTokenUse.objects.get(token=token).last_used_on == today
    ApiTokenUse.objects.update(last_used_on=today - datetime.timedelta(days=3))
    program.read("/me")
    program.read("/me")
    assert ApiTokenUse.objects.get(token=token).last_used_on == today


@override_settings(API_CALLS_PER_MINUTE=3)
def test_a_token_that_calls_too_often_is_told_how_long_to_wait(granvik: Granvik) -> None:
    _token, secret = token_of(granvik.person)
    _other, other = token_of(granvik.person)
    program = Program(secret)
    given = [program.get("/me") for _ in range(4)]
    assert [one.status_code for one in given] == [200, 200, 200, 429]
    assert 1 <= int(given[-1]["Retry-After"]) <= 60
    assert given[-1].json()["title"] == "För många anrop"
    assert Program(other).get("/me").status_code == 200, "each token has its own count"


def test_after_a_minute_the_count_begins_anew() -> None:
    limiter = Limiter()
    assert [limiter.wait(1, 2, now=at) for at in (0, 10, 20, 59.5)] == [0, 0, 40, 1]
    assert [limiter.wait(1, 2, now=at) for at in (60, 61, 62)] == [0, 0, 58]


def test_a_cookie_gives_nothing_so_that_no_other_site_can_call(client: Client) -> None:
    assert client.get("/api/v1/me").status_code == 401


def test_a_person_makes_a_token_sees_it_once_and_ends_it(granvik: Granvik) -> None:
    client = signed_in()
    form = client.get(reverse("new_token")).content.decode()
    membership = Membership.objects.get(user=granvik.person)
    assert "Samordnare, Kommunstyrelsen, Granviks kommun" in form
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    sent = {"name": "Diariet", "role": str(membership.pk), "expires_on": tomorrow.isoformat()}
    made = client.post(reverse("new_token"), sent)
    secret = made.context["secret"]
    assert secret in made.content.decode()
    assert made["Cache-Control"] == "private, no-store"
    assert not refused(secret)
    listed = client.get(reverse("tokens")).content.decode()
    assert "Diariet" in listed
    assert secret not in listed
    token = ApiToken.objects.get()
    client.post(reverse("end_token", kwargs={"pk": token.pk}))
    assert refused(secret)
    assert "Avslutad" in client.get(reverse("tokens")).content.decode()


def test_a_token_form_that_is_wrong_says_how_and_makes_nothing(granvik: Granvik) -> None:
    client = signed_in()
    other = User.objects.create_user("ulf@granvik.example", name="Ulf")
    theirs = ground.membership(other, granvik.board, Role.ADMINISTRATOR)
    far = timezone.localdate() + datetime.timedelta(days=400)
    answer = client.post(reverse("new_token"), {"name": "", "role": str(theirs.pk), "expires_on": "i maj"})
    text = answer.content.decode()
    assert answer.status_code == 422
    for said in ("Skriv vad som ska använda nyckeln.", "Välj en av dina roller.", "Ange ett datum"):
        assert said in text
    own = Membership.objects.get(user=granvik.person)
    sent = {"name": "Diariet", "role": str(own.pk), "expires_on": far.isoformat()}
    assert "högst 365 dagar" in client.post(reverse("new_token"), sent).content.decode()
    assert not ApiToken.objects.exists()


def test_nobody_sees_or_ends_anothers_token(client: Client, granvik: Granvik) -> None:
    other = User.objects.create_user("ulf@granvik.example", name="Ulf")
    ground.membership(other, granvik.board, Role.COORDINATOR)
    token, secret = token_of(other)
    assert client.post(reverse("end_token", kwargs={"pk": token.pk})).status_code == 404
    assert token.prefix not in client.get(reverse("tokens")).content.decode()
    assert not refused(secret)


def test_making_a_token_asks_first_who_it_is(client: Client) -> None:
    answer = client.get(reverse("new_token"))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_reauthenticate"))


def signed_in() -> Client:
    """A browser where Ada has just signed in."""
    client = Client()
    client.post(settings.LOGIN_URL, {"login": EMAIL, "password": PASSWORD})
    return client


def test_what_a_token_has_been_given_is_not_more_than_its_own_role_gives(granvik: Granvik) -> None:
    """The table of permissions is asked for the one role, wherever the person holds others."""
    auditors = ground.body(granvik.organisation, Body.Kind.AUDITORS, "Revisorerna")
    ground.membership(granvik.person, auditors, Role.ELECTED_AUDITOR)
    held = next(one for one in held_by(granvik.person, "granvik") if one.role == Role.COORDINATOR)
    until = timezone.localdate()
    _token, secret = make_token(held, name="Provet", expires_on=until, most_days=9, by=granvik.person)
    ground.take_in(Report(Kind.AUDIT, title="Revisorernas utkast", year=2024), auditors, granvik.person)
    program = Program(secret)
    assert program.read("/documents")["items"] == []
    as_auditor = next(at for at, one in enumerate(held_by(granvik.person, "granvik")) if one != held)
    _token, secret = token_of(granvik.person, at=as_auditor)
    assert len(Program(secret).read("/documents")["items"]) == 1


def test_the_description_is_for_everybody(db: None) -> None:
    assert json.loads(Client().get("/api/v1/openapi.json").content)["openapi"].startswith("3.1")
