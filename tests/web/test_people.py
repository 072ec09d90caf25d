"""Inviting, accepting, giving and ending roles in the browser, with letters to a real server."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.test import Client

from iaktta.register.models import Body, Event, Invitation, Membership, Organisation, User
from tests.granvik import Granvik
from tests.register import ground

PASSWORD = "fem-glada-uttrar"
LINK = re.compile(r"http://testserver(/konto/inbjudan/\S+)")
PEOPLE = "/granvik/installningar/personer/"
Role = Membership.Role


@pytest.fixture
def admin(granvik: Granvik) -> Client:
    Membership.objects.update(role=Role.ADMINISTRATOR)
    client = Client()
    client.force_login(granvik.person)
    return client


def asked(board: Body, **changed: str) -> dict[str, str]:
    return {
        "name": "Kim Ny",
        "email": "kim.ny@granvik.example",
        "body": str(board.pk),
        "role": Role.COORDINATOR,
        **changed,
    }


def link_of(letter: Any) -> str:
    found = LINK.search(str(letter.body))
    assert found, letter.body
    return found[1]


def test_from_the_letter_to_the_register(admin: Client, granvik: Granvik) -> None:
    page = admin.post(f"{PEOPLE}bjud-in/", asked(granvik.board), follow=True).content.decode()
    assert "Inbjudan är skickad till kim.ny@granvik.example." in page
    assert "Kim Ny" in page
    [letter] = mail.outbox
    assert letter.subject == "Inbjudan till Iaktta: Granviks kommun"
    assert "Ada Ek bjuder in dig till Iaktta som samordnare i Kommunstyrelsen." in letter.body
    newcomer = Client()
    shown = newcomer.get(link_of(letter)).content.decode()
    assert "Inbjudan till Granviks kommun" in shown
    short = {"name": "Kim Nyman", "password1": "kort", "password2": "kort"}
    assert newcomer.post(link_of(letter), short).status_code == 422
    done = newcomer.post(
        link_of(letter), {"name": "Kim Nyman", "password1": PASSWORD, "password2": PASSWORD}, follow=True
    )
    assert "Välkommen. Du är nu samordnare i Kommunstyrelsen." in done.content.decode()
    assert newcomer.get("/granvik/dokument/").status_code == 200
    assert Client().get(link_of(letter)).status_code == 410
    assert "2 personer har en roll här i dag." in admin.get(PEOPLE).content.decode()


def test_who_has_an_account_signs_in_and_accepts(admin: Client, granvik: Granvik) -> None:
    bo = User.objects.create_user("bo.alm@granvik.example", PASSWORD, name="Bo Alm")
    admin.post(f"{PEOPLE}bjud-in/", asked(granvik.board, email=bo.email))
    link = link_of(mail.outbox[0])
    client = Client()
    assert "Du har redan ett konto" in client.get(link).content.decode()
    assert (
        client.post(link, {"name": "Inte Bo", "password1": PASSWORD, "password2": PASSWORD}).status_code
        == 200
    )
    signed_in = client.post("/konto/logga-in/", {"login": bo.email, "password": PASSWORD, "next": link})
    assert signed_in["Location"] == link
    assert "Ta emot rollen" in client.get(link).content.decode()
    client.post(link)
    assert bo.memberships.get().role == Role.COORDINATOR


def test_nobody_accepts_what_was_sent_to_somebody_else(admin: Client, granvik: Granvik) -> None:
    admin.post(f"{PEOPLE}bjud-in/", asked(granvik.board))
    link = link_of(mail.outbox[0])
    assert "men du är inloggad som ada.ek@granvik.example" in admin.get(link).content.decode()
    assert admin.post(link).status_code == 403
    assert Invitation.objects.get().is_open


def test_a_new_letter_ends_the_old_link_and_a_withdrawn_one_has_none(admin: Client, granvik: Granvik) -> None:
    admin.post(f"{PEOPLE}bjud-in/", asked(granvik.board))
    invitation = Invitation.objects.get()
    admin.post(f"/granvik/installningar/inbjudan/{invitation.pk}/fornya/")
    old, new = (link_of(letter) for letter in mail.outbox)
    assert (Client().get(old).status_code, Client().get(new).status_code) == (410, 200)
    admin.post(f"/granvik/installningar/inbjudan/{invitation.pk}/ta-tillbaka/")
    assert Client().get(new).status_code == 410


def test_what_is_wrong_in_the_form_is_told_and_nothing_is_lost(admin: Client, granvik: Granvik) -> None:
    sent = asked(granvik.board, email="kim", role=Role.COMMITTEE_MEMBER, ends_on="2020-01-01")
    page = admin.post(f"{PEOPLE}bjud-in/", sent)
    assert page.status_code == 422
    assert "Skriv hela e-postadressen" in page.content.decode()
    assert 'value="Kim Ny"' in page.content.decode()
    over = admin.post(f"{PEOPLE}bjud-in/", {**sent, "email": "kim.ny@granvik.example"})
    assert "Sista dagen ska vara i dag eller senare" in over.content.decode()
    assert mail.outbox == []


def test_a_role_is_given_and_ended(admin: Client, granvik: Granvik) -> None:
    schools = ground.body(granvik.organisation, Body.Kind.COMMITTEE, "Skolnämnden")
    sent = {"person": granvik.person.pk, "body": schools.pk, "role": Role.COORDINATOR}
    page = admin.post(f"{PEOPLE}ge-roll/", sent, follow=True).content.decode()
    assert "Ada Ek är nu samordnare i Skolnämnden." in page
    given = Membership.objects.get(body=schools)
    admin.post(f"{PEOPLE}{given.pk}/avsluta/", {"last_day_of_role": ""})
    given.refresh_from_db()
    assert not any(one.body == schools for one in granvik.person.memberships.filter(ends_on=None))
    csv = admin.get(f"{PEOPLE}?hamta=csv&nar=slut").content.decode("utf-8-sig")
    assert "Ada Ek;ada.ek@granvik.example;Samordnare;Skolnämnden" in csv
    assert list(Event.objects.filter(owner=schools).values_list("verb", flat=True)) == [
        "membership.given",
        "membership.ended",
    ]


def test_the_auditors_people_are_theirs_alone(admin: Client, granvik: Granvik) -> None:
    auditors = ground.body(granvik.organisation, Body.Kind.AUDITORS, "Revisorerna")
    assert "första förtroendevalda revisorn" in admin.get(PEOPLE).content.decode()
    sent = asked(auditors, role=Role.ELECTED_AUDITOR)
    admin.post(f"{PEOPLE}bjud-in/", sent, follow=True)
    page = admin.get(PEOPLE).content.decode()
    assert "kim.ny@granvik.example" not in page
    assert "första förtroendevalda revisorn" not in page
    invitation = Invitation.objects.get()
    assert admin.post(f"/granvik/installningar/inbjudan/{invitation.pk}/fornya/").status_code == 404
    Client().post(link_of(mail.outbox[0]), {"name": "Kim Ny", "password1": PASSWORD, "password2": PASSWORD})
    theirs = Membership.objects.get(body=auditors)
    assert admin.get(f"{PEOPLE}{theirs.pk}/avsluta/").status_code == 404
    assert "kim.ny" not in admin.get(f"{PEOPLE}?hamta=csv").content.decode()
    assert "kim.ny" not in admin.get(f"{PEOPLE}ge-roll/").content.decode()
    assert admin.post(f"{PEOPLE}bjud-in/", {**sent, "email": "en.till@granvik.example"}).status_code == 422


def test_an_organisation_asks_for_a_second_factor(admin: Client, granvik: Granvik) -> None:
    told = admin.post("/granvik/installningar/tva-steg/", {"krav": "ja"}, follow=True)
    assert told.redirect_chain[-1][0] == "/konto/tva-steg/"
    assert Organisation.objects.get().requires_second_factor
    assert Event.objects.get(verb="organisation.second_factor").owner == granvik.board


class Server:
    """Keeps the letters that a real SMTP server receives."""

    def __init__(self) -> None:
        self.letters: list[Message] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.letters.append(message_from_bytes(envelope.content))
        return "250 OK"


@pytest.fixture
def smtp(settings: Any) -> Iterator[Server]:
    server = Server()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(server, hostname="127.0.0.1", port=port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield server
    controller.stop()


def test_the_letter_goes_out_by_a_real_server(smtp: Server, admin: Client, granvik: Granvik) -> None:
    admin.post(f"{PEOPLE}bjud-in/", asked(granvik.board))
    [letter] = smtp.letters
    assert letter["To"] == "kim.ny@granvik.example"
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "/konto/inbjudan/" in str(letter.get_payload(decode=True))


def test_a_letter_that_cannot_be_sent_loses_no_invitation(
    settings: Any, admin: Client, granvik: Granvik
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody answers there
    page = admin.post(f"{PEOPLE}bjud-in/", asked(granvik.board), follow=True).content.decode()
    assert "Brevet gick inte att skicka" in page
    assert "Inbjudan är sparad. Förnya den när e-posten fungerar." in page
    assert Invitation.objects.get().is_open
