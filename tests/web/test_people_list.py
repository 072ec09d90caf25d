"""People from a spreadsheet: shown row by row, and asked in or given roles once somebody accepts it."""

from __future__ import annotations

import datetime
import io
from typing import Any

import pytest
import xlsxwriter
from django.test import Client
from python_calamine import CalamineWorkbook

from iaktta.register.models import Invitation, Membership, Organisation, User
from tests.granvik import Granvik
from tests.web.lovsta import SETUP, newest


def people_file(rows: list[list[Any]]) -> io.BytesIO:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    file.seek(0)
    file.name = "personer.xlsx"
    return file


HEAD = ["Namn", "E-post", "Roll", "Nämnd", "Från", "Till"]
ADA = ["Ada Ek", "ada.ek@lovsta.example", "Samordnare", "Kommunstyrelsen", "2027-01-01", ""]


def test_people_are_shown_row_by_row_and_asked_in_once_accepted(
    admin: Client, lovsta: Organisation, mailoutbox: list[Any]
) -> None:
    shown = admin.post(f"{SETUP}personer/las-in/", {"file": people_file([HEAD, ADA])}).content.decode()
    assert "Bjuds in" in shown
    assert "Inget är sparat än." in shown
    assert Invitation.objects.filter(email=ADA[1]).count() == 0
    accept(admin, shown)
    invited = Invitation.objects.get(email=ADA[1])
    assert (invited.role, invited.starts_on) == ("coordinator", datetime.date(2027, 1, 1))
    assert [letter.to for letter in mailoutbox] == [[ADA[1]]]
    assert "/konto/inbjudan/" in mailoutbox[0].body
    again = admin.post(f"{SETUP}personer/las-in/", {"file": people_file([HEAD, ADA])}).content.decode()
    assert "Redan inbjuden" in again
    assert "Det finns inget att spara." in again


def test_whoever_is_known_gets_another_role_or_another_last_day(admin: Client, lovsta: Organisation) -> None:
    Invitation.objects.all().delete()
    admin.post(f"{SETUP}namnder/", {"name": "Socialnämnden"})
    eva = ["Eva Lind", "eva.lind@lovsta.example"]
    rows = [HEAD, [*eva, "Samordnare", "Kommunstyrelsen", "", ""]]
    accept(admin, admin.post(f"{SETUP}personer/las-in/", {"file": people_file(rows)}).content.decode())
    held = Membership.objects.get(role="coordinator")
    assert held.user.email == eva[1]
    rows[1][5] = "2099-12-31"
    shown = admin.post(f"{SETUP}personer/las-in/", {"file": people_file(rows)}).content.decode()
    assert "Ny sista dag" in shown
    accept(admin, shown)
    held.refresh_from_db()
    assert held.ends_on == datetime.date(2099, 12, 31)
    assert newest(lovsta).verb == "membership.ended"


def accept(client: Client, shown: str) -> None:
    signed = shown.split('name="lista" value="')[1].split('"')[0]
    assert client.post(f"{SETUP}personer/las-in/", {"lista": signed}).status_code == 302


@pytest.mark.parametrize(
    ("place", "value", "said"),
    [
        (0, "", "Namnet saknas."),
        (1, "ada", "E-postadressen går inte att använda."),
        (2, "Chef", "Rollen finns inte."),
        (3, "Rymdnämnden", "Nämnden finns inte, eller så får du inte ge roller i den."),
        (3, "Revisorerna", "Nämnden finns inte, eller så får du inte ge roller i den."),
        (2, "Förtroendevald revisor", "Rollen Förtroendevald revisor finns inte i Kommunstyrelsen."),
        (4, "i morgon", "Skriv dagar som år-månad-dag"),
        (5, "2026-01-01", "Sista dagen ska vara i dag eller senare"),
    ],
)
def test_a_row_that_cannot_be_taken_says_why_and_stops_the_list(
    admin: Client, place: int, value: str, said: str
) -> None:
    row = [*ADA]
    row[place] = value
    well = [ADA[0], "b@lovsta.example", *ADA[2:]]
    answer = admin.post(f"{SETUP}personer/las-in/", {"file": people_file([HEAD, well, row])})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'name="lista"' not in answer.content.decode()
    assert User.objects.filter(email__endswith="lovsta.example").count() == 1


def test_whether_somebody_has_an_account_elsewhere_is_not_told(admin: Client, granvik: Granvik) -> None:
    row = ["Ada Ek", granvik.person.email, *ADA[2:]]
    shown = admin.post(f"{SETUP}personer/las-in/", {"file": people_file([HEAD, row])}).content.decode()
    assert "Bjuds in" in shown


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "Filen är tom."),
        (b"namn;e-post", "Filen är av ett slag som inte går att ta emot."),
        (b"PK\x03\x04" + b"\0" * 60, "Fil"),
    ],
)
def test_a_file_that_is_no_list_is_told(admin: Client, content: bytes, said: str) -> None:
    file = io.BytesIO(content)
    file.name = "personer.xlsx"
    answer = admin.post(f"{SETUP}personer/las-in/", {"file": file})
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_a_list_of_somebody_elses_cannot_be_accepted(admin: Client, client: Client, granvik: Granvik) -> None:
    shown = admin.post(f"{SETUP}personer/las-in/", {"file": people_file([HEAD, ADA])}).content.decode()
    Membership.objects.update(role=Membership.Role.ADMINISTRATOR)
    signed = shown.split('name="lista" value="')[1].split('"')[0]
    client.post("/granvik/installningar/personer/las-in/", {"lista": signed})
    assert not Invitation.objects.filter(email=ADA[1]).exists()


def test_the_template_has_the_columns_and_the_roles(admin: Client) -> None:
    file = admin.get(f"{SETUP}personer/las-in/mall/")
    book = CalamineWorkbook.from_filelike(io.BytesIO(file.content))
    assert book.get_sheet_by_name("Personer").to_python()[0] == [
        "namn",
        "e-post",
        "roll",
        "nämnd",
        "från",
        "till",
    ]
    roles = [row[0] for row in book.get_sheet_by_name("Roller").to_python()[1:]]
    assert roles == [str(label) for label in Membership.Role.labels]
