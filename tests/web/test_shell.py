"""The way in, the choice of committee and year, and what every answer carries."""

from __future__ import annotations

import re

import pytest
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver

from iaktta.register.models import Body, Membership, Organisation, User
from iaktta.web.navigation import SECTIONS
from iaktta.web.views import errors
from tests.granvik import EMAIL, PASSWORD, Granvik

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


def test_a_page_of_the_register_asks_for_sign_in_and_then_leads_there(granvik: Granvik) -> None:
    client = Client()
    asked = client.get("/granvik/2024/alla/revision/")
    assert asked["Location"] == "/konto/logga-in/?next=/granvik/2024/alla/revision/"
    sent = {"login": EMAIL.upper(), "password": PASSWORD, "next": "/granvik/dokument/"}
    done = client.post(asked["Location"], sent)
    assert done["Location"] == "/granvik/dokument/"


def test_a_wrong_password_says_the_same_as_an_unknown_address(granvik: Granvik) -> None:
    pages = [
        Client().post("/konto/logga-in/", {"login": who, "password": "fel"})
        for who in (EMAIL, "ingen@granvik.example")
    ]
    assert [page.status_code for page in pages] == [422, 422]
    for page in pages:
        assert "E-postadressen och lösenordet hör inte ihop." in page.content.decode()
        assert "<title>Fel: Logga in – Iaktta</title>" in page.content.decode()


def test_a_closed_account_cannot_sign_in(granvik: Granvik) -> None:
    User.objects.filter(pk=granvik.person.pk).update(is_active=False)
    client = Client()
    told = client.post("/konto/logga-in/", {"login": EMAIL, "password": PASSWORD}, follow=True)
    assert told.status_code == 403
    assert "Kontot är stängt" in told.content.decode()
    assert client.get("/")["Location"] == "/konto/logga-in/?next=/"


def test_signing_out_takes_a_form_and_not_a_link(client: Client) -> None:
    assert client.get("/konto/logga-ut/").status_code == 405
    client.post("/konto/logga-ut/")
    assert client.get("/granvik/dokument/").status_code == 302


def test_sign_in_never_leads_to_another_site(granvik: Granvik) -> None:
    sent = {"login": EMAIL, "password": PASSWORD, "next": "https://annan.example/"}
    assert Client().post("/konto/logga-in/", sent)["Location"] == "/"


@pytest.mark.parametrize("name", ["theme", "language"])
def test_a_choice_never_leads_to_another_site(name: str, granvik: Granvik) -> None:
    address = {"theme": "/konto/utseende/", "language": "/konto/sprak/"}[name]
    assert Client().post(address, {"next": "//annan.example/"})["Location"] == "/"


def test_what_is_there_for_others_looks_like_what_is_not_there(client: Client) -> None:
    other = Organisation.objects.create(slug="annan", name="Annans kommun")
    Body.objects.create(organisation=other, kind="executive_board", name="Kommunstyrelsen")
    addresses = ("/finns-inte/2024/alla/", "/annan/2024/alla/", "/granvik/granskning/999999/")
    pages = [client.get(address) for address in addresses]
    assert {page.status_code for page in pages} == {404}
    bodies = {
        TOKEN.sub("", page.content.decode()).replace(address, "")
        for page, address in zip(pages, addresses, strict=True)
    }
    assert len(bodies) == 1


def test_the_home_address_leads_to_the_newest_year_of_ones_own_organisation(
    client: Client, granvik: Granvik
) -> None:
    granvik.imports("2022-uppfoljande-granskning.txt")
    assert client.get("/")["Location"] == "/granvik/2022/alla/"


def test_someone_without_an_organisation_is_told_whom_to_ask(db: None) -> None:
    client = Client()
    client.force_login(User.objects.create_user("ny@granvik.example", name="Ny"))
    assert "Du har inget register än" in client.get("/").content.decode()


def test_a_membership_that_has_ended_gives_nothing(client: Client, granvik: Granvik) -> None:
    Membership.objects.update(ends_on="2020-12-31")
    assert client.get("/granvik/dokument/").status_code == 404


def test_choosing_a_year_keeps_the_section(client: Client, granvik: Granvik) -> None:
    granvik.imports("2022-uppfoljande-granskning.txt")
    chosen = client.get("/granvik/urval/?sida=audits&ar=2022&namnd=socialnamnden")
    assert chosen["Location"] == "/granvik/2022/socialnamnden/revision/"
    assert client.get("/granvik/")["Location"] == "/granvik/2022/socialnamnden/", "and is remembered"


@pytest.mark.parametrize("query", ["ar=20222", "ar=x", "", "ar=2022&namnd=finns-inte", "ar=²²²²"])
def test_a_choice_that_is_none_is_not_found(client: Client, query: str) -> None:
    assert client.get(f"/granvik/urval/?{query}").status_code == 404


def test_every_answer_carries_the_strict_policy(client: Client) -> None:
    for address in ("/granvik/dokument/", "/finns-inte/", "/konto/logga-in/", "/halsa/"):
        policy = client.get(address)["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert client.get(address)["X-Content-Type-Options"] == "nosniff"


def test_the_chosen_theme_stands_in_the_page_before_any_script(client: Client) -> None:
    assert "data-theme" not in client.get("/granvik/dokument/").content.decode().split("<body")[0]
    client.post("/konto/utseende/", {"tema": "dark", "next": "/granvik/dokument/"})
    assert '<html lang="sv" data-theme="dark">' in client.get("/granvik/dokument/").content.decode()
    client.post("/konto/utseende/", {"tema": "<script>"})
    assert 'data-theme="dark"' in client.get("/granvik/dokument/").content.decode()


def test_the_page_is_swedish_until_somebody_chooses_english(client: Client) -> None:
    first = client.get("/granvik/dokument/", headers={"accept-language": "en"})
    assert '<html lang="sv"' in first.content.decode()
    client.post("/konto/sprak/", {"language": "en", "next": "/"})
    assert '<html lang="en"' in client.get("/granvik/dokument/").content.decode()


def test_the_machine_pages_need_no_sign_in(db: None) -> None:
    assert Client().get("/halsa/").json() == {"status": "ok"}
    assert Client().get("/redo/").status_code in (200, 503)


def test_the_menu_has_only_what_the_program_can_show(client: Client) -> None:
    names = {one.name for one in get_resolver().url_patterns if isinstance(one, URLPattern)}
    page = client.get("/granvik/dokument/").content.decode()
    for section in SECTIONS:
        for_others = section.key == "auditors"
        assert (str(section.label) in page) == (section.key in names and not for_others)


def test_whoever_has_several_organisations_can_go_from_one_to_another(
    client: Client, granvik: Granvik
) -> None:
    other = Organisation.objects.create(slug="annan", name="Annans kommun")
    body = Body.objects.create(organisation=other, kind="executive_board", name="Kommunstyrelsen")
    role = Membership.Role.COORDINATOR
    Membership.objects.create(organisation=other, owner=body, body=body, user=granvik.person, role=role)
    page = client.get("/konto/organisationer/").content.decode()
    assert "Annans kommun" in page
    assert "Granviks kommun" in page
    assert client.get("/annan/")["Location"].startswith("/annan/")


def test_the_page_for_what_went_wrong_asks_nothing_of_anybody() -> None:
    page = errors.failed(RequestFactory().get("/"))
    assert page.status_code == 500
    assert "Något gick fel" in page.content.decode()


def test_a_form_from_elsewhere_is_refused_in_words(db: None) -> None:
    page = Client(enforce_csrf_checks=True).post("/konto/utseende/", {"tema": "dark"})
    assert page.status_code == 403
    assert "Sidan har legat öppen för länge" in page.content.decode()
