"""Signing in, guessing, forgotten passwords, sessions and the second factor."""

from __future__ import annotations

import logging
import re
import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from iaktta.logs import PlainLines
from iaktta.register.models import Organisation, User
from tests import totp
from tests.granvik import EMAIL, PASSWORD, Granvik
from tests.web.walk.routes import MEMBER, ROUTES

SECRET = re.compile(r'<dd class="secretkey">([A-Z2-7 ]+)</dd>')
CODE = re.compile(r"<code>(\d{8})</code>")


def sign_in(client: Client | None = None, password: str = PASSWORD) -> tuple[Client, int]:
    client = client or Client()
    return client, client.post("/konto/logga-in/", {"login": EMAIL, "password": password}).status_code


def with_app(client: Client) -> str:
    """Adds an authenticator app; its secret."""
    page = client.get("/konto/tva-steg/app/").content.decode()
    found = SECRET.search(page)
    assert found, page
    sent = client.post("/konto/tva-steg/app/", {"code": totp.code(found[1])})
    assert sent["Location"] == "/konto/tva-steg/koder/"
    return found[1]


def test_nobody_signs_up_by_themselves(db: None) -> None:
    for name in ("account_signup", "socialaccount_signup", "account_email", "account_signup_by_passkey"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    assert Client().get("/konto/registrera/").status_code in (302, 404)
    assert Client().get("/accounts/signup/").status_code in (302, 404)


def test_a_new_password_is_kept_as_argon2id(settings: object, db: None) -> None:
    from iaktta import settings as ours

    settings.PASSWORD_HASHERS = ours.PASSWORD_HASHERS  # type: ignore[attr-defined]
    user = User.objects.create_user("ny@granvik.example", PASSWORD, name="Ny")
    assert user.password.startswith("argon2$argon2id$")


def test_guessing_is_slowed_and_says_how_long_to_wait(granvik: Granvik) -> None:
    for _ in range(5):
        assert sign_in(password="fel")[1] == 422
    client = Client()
    page = client.post("/konto/logga-in/", {"login": EMAIL, "password": PASSWORD})
    assert page.status_code == 422
    assert "för många felaktiga försök. Vänta 1 minut och försök igen." in page.content.decode()


def test_many_guesses_in_a_day_block_for_the_day(granvik: Granvik, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    for number in range(20):
        monkeypatch.setattr(time, "time", lambda number=number: now + number * 900)
        assert "hör inte ihop" in _told("fel")
    monkeypatch.setattr(time, "time", lambda: now + 6 * 3600)
    assert "Vänta 18 timmar" in _told(PASSWORD)
    monkeypatch.setattr(time, "time", lambda: now + 24 * 3600 + 1)
    assert sign_in()[1] == 302


def _told(password: str) -> str:
    sent = {"login": EMAIL, "password": password}
    return Client().post("/konto/logga-in/", sent).content.decode()


def test_guesses_against_one_account_do_not_stop_another(granvik: Granvik) -> None:
    User.objects.create_user("bo.alm@granvik.example", PASSWORD, name="Bo Alm")
    for _ in range(6):
        sign_in(password="fel")
    sent = {"login": "bo.alm@granvik.example", "password": PASSWORD}
    assert Client().post("/konto/logga-in/", sent).status_code == 302


def test_a_forgotten_password_is_renewed_by_a_letter_and_the_link_works_once(granvik: Granvik) -> None:
    for _ in range(6):
        sign_in(password="fel")
    client = Client()
    told = client.post("/konto/losenord/glomt/", {"email": EMAIL.upper()}, follow=True)
    assert "Titta i din e-post" in told.content.decode()
    [letter] = mail.outbox
    assert letter.to == [EMAIL]
    link = re.search(r"http://testserver(/konto/losenord/nytt/\S+)", str(letter.body))
    assert link
    shown = client.get(link[1], follow=True)
    address = shown.redirect_chain[-1][0]
    short = client.post(address, {"password1": "kort", "password2": "kort"})
    assert short.status_code == 422
    new = "fem-glada-uttrar"
    done = client.post(address, {"password1": new, "password2": new}, follow=True)
    assert "Lösenordet är bytt" in done.content.decode()
    assert "Länken gäller inte längre" in Client().get(link[1], follow=True).content.decode()
    assert sign_in(password=new)[1] == 302, "whoever could read the letter is no longer held for guessing"
    assert mail.outbox[1].subject == "Din inloggning i Iaktta har ändrats"


def test_an_unknown_address_is_answered_like_a_known_one(granvik: Granvik) -> None:
    pages = [
        Client().post("/konto/losenord/glomt/", {"email": email}, follow=True)
        for email in (EMAIL, "ingen@granvik.example")
    ]
    assert pages[0].redirect_chain == pages[1].redirect_chain
    assert len(mail.outbox) == 1


def test_a_built_in_account_gets_no_letter(granvik: Granvik) -> None:
    User.objects.filter(pk=granvik.person.pk).update(kind=User.Kind.BUILT_IN)
    Client().post("/konto/losenord/glomt/", {"email": EMAIL})
    assert mail.outbox == []


def test_changing_the_password_ends_all_other_sign_ins(granvik: Granvik) -> None:
    here, _ = sign_in()
    there, _ = sign_in()
    new = "fem-glada-uttrar"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert here.post("/konto/losenord/", sent)["Location"] == "/konto/"
    assert here.get("/konto/").status_code == 200
    assert there.get("/konto/").status_code == 302


def test_sign_ins_are_listed_and_ended_by_their_owner(granvik: Granvik) -> None:
    here, _ = sign_in()
    there, _ = sign_in(Client(headers={"user-agent": "Mozilla/5.0 (Windows NT 10.0) Firefox/150.0"}))
    page = here.get("/konto/inloggningar/").content.decode()
    assert "Firefox, Windows" in page
    assert "den här webbläsaren" in page
    other = UserSession.objects.get(session_key=there.session.session_key)
    assert there.get("/konto/").status_code == 200
    here.post("/konto/inloggningar/avsluta/", {"session": other.pk})
    assert there.get("/konto/").status_code == 302
    assert here.get("/konto/").status_code == 200


def test_nobody_ends_the_sign_in_of_somebody_else(granvik: Granvik) -> None:
    here, _ = sign_in()
    User.objects.create_user("bo.alm@granvik.example", PASSWORD, name="Bo Alm")
    other = Client()
    other.post("/konto/logga-in/", {"login": "bo.alm@granvik.example", "password": PASSWORD})
    theirs = UserSession.objects.get(session_key=other.session.session_key)
    here.post("/konto/inloggningar/avsluta/", {"session": theirs.pk})
    here.post("/konto/inloggningar/avsluta/")
    assert other.get("/konto/").status_code == 200


def test_signing_in_takes_the_code_of_the_app_too(granvik: Granvik) -> None:
    secret = with_app(sign_in()[0])
    assert secret.replace(" ", "") not in str(Authenticator.objects.values_list("data", flat=True)), (
        "enciphered"
    )
    client, _ = sign_in()
    assert client.get("/konto/").status_code == 302
    assert client.get("/konto/logga-in/kod/").status_code == 200
    wrong = client.post("/konto/logga-in/kod/", {"code": "000000"})
    assert wrong.status_code == 422
    # The code that turned the app on is used up; the next one is right.
    done = client.post("/konto/logga-in/kod/", {"code": totp.code(secret, time.time() + 30)})
    assert done.status_code == 302
    assert client.get("/konto/").status_code == 200


def test_a_recovery_code_works_once(granvik: Granvik) -> None:
    first, _ = sign_in()
    with_app(first)
    codes = CODE.findall(first.get("/konto/tva-steg/koder/").content.decode())
    assert len(codes) == 10
    file = first.get("/konto/tva-steg/koder/fil/").content.decode()
    assert file.split() == codes
    client, _ = sign_in()
    assert client.post("/konto/logga-in/kod/", {"code": codes[0]}).status_code == 302
    again, _ = sign_in()
    assert again.post("/konto/logga-in/kod/", {"code": codes[0]}).status_code == 422


def test_guessing_codes_is_slowed_as_well(granvik: Granvik) -> None:
    with_app(sign_in()[0])
    client, _ = sign_in()
    for _ in range(5):
        client.post("/konto/logga-in/kod/", {"code": "000000"})
    page = client.post("/konto/logga-in/kod/", {"code": "000000"}).content.decode()
    assert "Vänta 1 minut och försök igen." in page


@pytest.mark.django_db(transaction=True)
def test_whoever_lacks_a_second_factor_that_is_asked_for_gets_one_before_anything_else(
    granvik: Granvik,
) -> None:
    Organisation.objects.update(requires_second_factor=True)
    client, _ = sign_in()
    walked = 0
    for pattern in get_resolver().url_patterns:
        assert isinstance(pattern, URLPattern)
        route = ROUTES.get(str(pattern.name))  # those of the API have a table of their own
        if route is None or route.let_in != MEMBER:
            continue
        given = {"org": "granvik", "year": 2024, "committee": "alla", "pk": 1}
        given |= route.kwargs
        kwargs = {name: given[name] for name in pattern.pattern.converters}
        address = reverse(str(pattern.name), kwargs=kwargs)
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in (302, 404, 405), address
            if answer.status_code == 302:
                assert answer["Location"] == "/konto/tva-steg/", address
                walked += 1
    assert walked > 10
    assert "Din organisation kräver tvåstegsinloggning." in client.get("/", follow=True).content.decode()
    with_app(client)
    assert client.get("/granvik/dokument/").status_code == 200


def test_the_last_second_factor_stays_where_it_is_asked_for(granvik: Granvik) -> None:
    client, _ = sign_in()
    with_app(client)
    Organisation.objects.update(requires_second_factor=True)
    assert "kräver tvåstegsinloggning" in client.get("/konto/tva-steg/app/ta-bort/").content.decode()
    client.post("/konto/tva-steg/app/ta-bort/")
    assert Authenticator.objects.filter(type="totp").exists()
    Organisation.objects.update(requires_second_factor=False)
    client.post("/konto/tva-steg/app/ta-bort/")
    assert not Authenticator.objects.exists()


def test_what_protects_an_account_is_changed_only_by_whoever_has_just_shown_who_they_are(
    granvik: Granvik, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, _ = sign_in()
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 3600)
    monkeypatch.setattr("iaktta.web.sign_in.accounts.JUST_SIGNED_IN", -7200)
    asked = client.get("/konto/tva-steg/app/")
    assert asked["Location"].startswith("/konto/bekrafta/")
    done = client.post(asked["Location"], {"password": PASSWORD})
    assert done["Location"] == "/konto/tva-steg/app/"
    assert client.get("/konto/tva-steg/app/").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_the_log_tells_what_happened_and_not_to_whom_but_by_key(
    granvik: Granvik, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "iaktta.signin"):
        client, _ = sign_in()
        with_app(client)
        client.post("/konto/logga-ut/")
        for _ in range(6):
            sign_in(password="fel")
    lines = [PlainLines().format(record) for record in caplog.records if record.name == "iaktta.signin"]
    key = granvik.person.pk
    for what in (
        "signed_in",
        "sign_in_failed",
        "guessing_limit_reached",
        "second_factor_added",
        "signed_out",
    ):
        assert any(f" signin.{what} user={key}" in line for line in lines), (what, lines)
    assert not any(EMAIL in line or "Ada" in line for line in lines)
