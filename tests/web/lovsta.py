"""Lövsta kommun on its first day: an organisation, and the administrator who has accepted the invitation."""

from __future__ import annotations

import pytest
from django.test import Client

from iaktta.jobs.beginning import begin
from iaktta.register.actions.people import accept_invitation
from iaktta.register.models import Event, Organisation, User

SETUP = "/lovsta/installningar/"


@pytest.fixture
def lovsta(db: None) -> Organisation:
    begun = begin("Lövsta kommun", admin="eva.lind@lovsta.example", admin_name="Eva Lind")
    accept_invitation(begun.invitation, name="Eva Lind", password="sju-lugna-uttrar")
    return begun.organisation


@pytest.fixture
def admin(lovsta: Organisation) -> Client:
    client = Client()
    client.force_login(User.objects.get(email="eva.lind@lovsta.example"))
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def newest(organisation: Organisation) -> Event:
    return Event.objects.filter(organisation=organisation).latest("pk")
