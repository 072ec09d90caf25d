"""The page where an administrator renames a committee, and the old address that leads on."""

from __future__ import annotations

import pytest
from django.test import Client

from iaktta.register.models import Body, Committee, Membership, User
from tests.granvik import make_granvik
from tests.register import ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator() -> Client:
    granvik = make_granvik()
    keys = {"organisation": granvik.organisation, "owner": granvik.board}
    body = ground.body(granvik.organisation, Body.Kind.COMMITTEE, "Skolnämnden")
    Committee.objects.create(
        name="Skolnämnden", basic_name="skolnämnden", slug="skolnamnden", body=body, **keys
    )
    Committee.objects.create(name="Vuxnämnden", basic_name="vuxnämnden", slug="vuxnamnden", **keys)
    user = User.objects.create_user("adam@granvik.example", name="Adam")
    ground.membership(user, granvik.board, Membership.Role.ADMINISTRATOR)
    client = Client()
    client.force_login(user)
    return client


def test_the_old_address_leads_to_the_committee_under_its_new_name(administrator: Client) -> None:
    schools = Committee.objects.get(slug="skolnamnden")
    asked = {"gor": "namn", "namn-name": "Utbildningsnämnden", "namn-on": "2027-01-01"}
    assert administrator.post(f"/granvik/installningar/namnd/{schools.pk}/", asked).status_code == 302
    moved = administrator.get("/granvik/2024/skolnamnden/kontroller/?q=attest")
    assert moved.headers["Location"] == "/granvik/2024/utbildningsnamnden/kontroller/?q=attest"
    assert administrator.get("/granvik/2024/finns-inte/").status_code == 404
    page = administrator.get(f"/granvik/installningar/namnd/{schools.pk}/").content.decode()
    assert "Skolnämnden (till och med 2026-12-31)" in page


def test_what_is_missing_is_said_and_nothing_is_changed(administrator: Client) -> None:
    schools = Committee.objects.get(slug="skolnamnden")
    asked = {"gor": "namn", "namn-name": "Vuxnämnden", "namn-on": "2027-01-01"}
    answer = administrator.post(f"/granvik/installningar/namnd/{schools.pk}/", asked)
    assert answer.status_code == 422
    assert "En annan nämnd heter eller har hetat Vuxnämnden." in answer.content.decode()
    schools.refresh_from_db()
    assert schools.name == "Skolnämnden"


def test_a_committee_that_others_have_taken_over_is_told_so(administrator: Client) -> None:
    schools, other = Committee.objects.get(slug="skolnamnden"), Committee.objects.get(slug="vuxnamnden")
    asked = {"gor": "efter", "efter-after": [other.pk], "efter-on": "2027-01-01"}
    administrator.post(f"/granvik/installningar/namnd/{schools.pk}/", asked)
    page = administrator.get(f"/granvik/installningar/namnd/{schools.pk}/").content.decode()
    assert "Upphörde 2026-12-31" in page
    assert "Följdes av" in page
