"""From an empty installation to a register that can be worked in, page by page, as its administrator does."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client

from iaktta.jobs.beginning import NoAddressError, begin
from iaktta.register.actions.people import AlreadyHeldError, Place, accept_invitation, invite_first
from iaktta.register.models import (
    Body,
    Committee,
    GroupRole,
    MeetingDay,
    Membership,
    OpenPage,
    Organisation,
    Scale,
    User,
)
from iaktta.register.queries.scale import scale_of, stated
from tests.granvik import Granvik
from tests.web.lovsta import SETUP, newest, page


def remaining(client: Client) -> int:
    return page(client, SETUP).count("återstår</span>")


def test_an_empty_installation_says_what_to_do_first(db: None) -> None:
    told = page(Client(), "/")
    assert "Här finns ingen organisation ännu" in told
    assert "iaktta begin" in told


def test_once_there_is_an_organisation_the_way_in_is_to_sign_in(lovsta: Organisation) -> None:
    assert Client().get("/")["Location"].startswith("/konto/logga-in/")


def test_the_first_administrator_is_asked_in_and_opens_the_link_once(db: None) -> None:
    begun = begin("Lövsta kommun", admin=" Eva.Lind@lovsta.example ")
    assert begun.invitation.email == "eva.lind@lovsta.example"
    assert newest(begun.organisation).verb == "invitation.sent"
    link = f"/konto/inbjudan/{begun.token}/"
    assert "Lövsta kommun" in page(Client(), link)
    accept_invitation(begun.invitation, name="Eva", password="sju-lugna-uttrar")
    held = Membership.objects.get(organisation=begun.organisation)
    assert held.role == "administrator"
    with pytest.raises(AlreadyHeldError):
        invite_first(
            Place(held.body, Membership.Role.ADMINISTRATOR),
            email="b@b.example",
            name="B",
            by=held.user,
            days=1,
        )
    with pytest.raises(NoAddressError):
        begin("Sjövik", admin="eva")
    assert Organisation.objects.count() == 1


def test_the_guide_counts_what_is_left_and_each_step_takes_one_away(
    admin: Client, lovsta: Organisation
) -> None:
    left = remaining(admin)
    admin.post(f"{SETUP}namnder/", {"name": "Socialnämnden", "short": "SN"})
    assert remaining(admin) == left - 1
    admin.post(f"{SETUP}skala/", scale_form(3, 3))
    assert remaining(admin) == left - 2
    committee = Committee.objects.get()
    admin.post(f"{SETUP}sammantraden/", {"committee": committee.pk, "lines": "2099-02-15"})
    assert remaining(admin) == left - 3
    for name in ("tillganglighet", "personuppgifter"):
        admin.post(f"{SETUP}{name}/", {"text": "Allt är ifyllt."})
    assert remaining(admin) == left - 5


def test_the_organisation_is_renamed_and_its_address_follows(admin: Client, lovsta: Organisation) -> None:
    sent = {"name": "Lövsta region", "kind": "region", "slug": "region-lovsta", "separates_duties": "on"}
    assert admin.post(f"{SETUP}organisation/", sent)["Location"] == "/region-lovsta/installningar/"
    lovsta.refresh_from_db()
    assert (lovsta.name, lovsta.kind, lovsta.separates_duties) == ("Lövsta region", "region", True)
    assert newest(lovsta).verb == "organisation.changed"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Ange organisationens namn."),
        ({"slug": "Lövsta!"}, "Använd bara små bokstäver"),
        ({"slug": "konto"}, "Det namnet används av Iaktta självt."),
        ({"slug": "granvik"}, "En annan organisation har det adressnamnet."),
        ({"name": "GRANVIKS kommun"}, "En annan organisation har det namnet."),
    ],
)
def test_what_cannot_be_an_organisation_is_told_and_nothing_typed_is_lost(
    admin: Client, lovsta: Organisation, granvik: Granvik, wrong: dict[str, str], said: str
) -> None:
    sent = {"name": "Nya Lövsta", "kind": "municipality", "slug": "nya-lovsta", **wrong}
    answer = admin.post(f"{SETUP}organisation/", sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert sent["slug"] in answer.content.decode()
    lovsta.refresh_from_db()
    assert lovsta.name == "Lövsta kommun"


def test_a_committee_gets_a_body_and_one_that_documents_named_gets_its_own(
    admin: Client, lovsta: Organisation
) -> None:
    admin.post(f"{SETUP}namnder/", {"name": "Socialnämnden", "short": "SN"})
    committee = Committee.objects.get(organisation=lovsta)
    assert committee.body is not None
    assert (committee.body.kind, committee.short) == (Body.Kind.COMMITTEE, "SN")
    again = admin.post(f"{SETUP}namnder/", {"name": "SOCIALNÄMNDENS"})
    assert (again.status_code, "Socialnämnden finns redan." in again.content.decode()) == (422, True)
    board = Body.objects.get(organisation=lovsta, kind=Body.Kind.EXECUTIVE_BOARD)
    named = Committee.objects.create(
        organisation=lovsta,
        owner=board,
        name="Kulturnämnden",
        basic_name="kulturnämnden",
        slug="kulturnamnden",
    )
    assert "Bara nämnd i dokument" in page(admin, f"{SETUP}namnder/")
    admin.post(f"{SETUP}namnder/{named.pk}/", {"short": "KUN", "spara": "1"})
    named.refresh_from_db()
    assert named.body is not None
    assert named.short == "KUN"
    admin.post(f"{SETUP}namnder/{named.pk}/", {"short": "KN", "spara": "1"})
    assert newest(lovsta).verb == "committee.abbreviated"


def scale_form(high: int, wide: int, **more: str) -> dict[str, str]:
    """A filled form of that size."""
    form = {"sannolikhet": str(high), "konsekvens": str(wide), "from_year": "2026", "rows": "likelihood"}
    form |= {f"likelihood_{value}": f"Sannolik {value}" for value in range(1, high + 1)}
    form |= {f"consequence_{value}": f"Konsekvens {value}" for value in range(1, wide + 1)}
    return {**form, **more}


@pytest.mark.parametrize("size", [3, 4, 5])
def test_a_common_scale_has_names_to_begin_with(admin: Client, size: int) -> None:
    shown = page(admin, f"{SETUP}skala/?sannolikhet={size}&konsekvens={size}")
    assert shown.count('name="likelihood_') == 2 * size
    assert 'value="Allvarlig"' in shown


def test_a_scale_of_any_shape_is_kept_as_versions_and_no_band_is_guessed(
    admin: Client, lovsta: Organisation
) -> None:
    admin.post(f"{SETUP}skala/", scale_form(5, 3, consequence_3_means="Någon skadas", rows="consequence"))
    first = scale_of(lovsta, 2026)
    assert first is not None
    shape = stated(first)
    assert (len(shape.likelihood), len(shape.consequence), shape.bands) == (5, 3, ())
    assert shape.consequence[2].definition == "Någon skadas"
    assert first.rows == "consequence"
    bands = {"band_1": "Låg", "band_1_from": "1", "band_1_to": "4", "band_2": "Hög", "band_2_from": "5"}
    admin.post(f"{SETUP}skala/", scale_form(5, 3, **bands, band_2_to="15"))
    second = scale_of(lovsta, 2030)
    assert second is not None
    assert [(band.label, band.lowest) for band in stated(second).bands] == [("Hög", 5), ("Låg", 1)]
    assert list(Scale.objects.order_by("version").values_list("from_year", "version")) == [
        (2026, 1),
        (2026, 2),
    ]
    assert scale_of(lovsta, 2025) is None
    shown = page(admin, f"{SETUP}skala/")
    assert 'value="Sannolik 5"' in shown
    assert "version 2: gäller nu" in shown


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"likelihood_2": ""}, "Ge nivån Sannolikhet 2 en benämning."),
        ({"band_1": "Låg", "band_1_from": "1"}, "Ange benämning, lägsta och högsta riskvärde"),
        ({"band_1": "Låg", "band_1_from": "4", "band_1_to": "2"}, "Risknivån Låg ska börja över den förra"),
        ({"band_1": "Låg", "band_1_from": "1", "band_1_to": "10"}, "Det högsta riskvärdet på skalan är 9"),
        ({"from_year": "nästa"}, "Ange året med fyra siffror."),
    ],
)
def test_a_scale_that_does_not_hold_together_is_told(admin: Client, wrong: dict[str, str], said: str) -> None:
    answer = admin.post(f"{SETUP}skala/", scale_form(3, 3, **wrong))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="Konsekvens 3"' in answer.content.decode(), "what was typed is still there"
    assert not Scale.objects.exists()


def test_meetings_are_pasted_changed_and_removed(admin: Client, lovsta: Organisation) -> None:
    admin.post(f"{SETUP}namnder/", {"name": "Socialnämnden"})
    committee = Committee.objects.get(organisation=lovsta)
    lines = "2027-02-15\t2027-02-05\tÅrsredovisning\n\n2027-03-15\n"
    sent = {"committee": committee.pk, "lines": lines}
    assert admin.post(f"{SETUP}sammantraden/", sent).status_code == 302
    admin.post(f"{SETUP}sammantraden/", sent)
    first, _second = MeetingDay.objects.order_by("day")
    assert first.documents_by == datetime.date(2027, 2, 5)
    assert first.note == "Årsredovisning"
    address = f"{SETUP}sammantraden/{first.pk}/"
    assert "Årsredovisning" in page(admin, address)
    clash = admin.post(address, {"day": "2027-03-15"})
    assert "Socialnämnden har redan ett sammanträde 2027-03-15." in clash.content.decode()
    late = admin.post(address, {"day": "2027-02-16", "documents_by": "2027-02-20"})
    assert "Sista dag för handlingar ska vara senast" in late.content.decode()
    admin.post(address, {"day": "2027-02-16", "note": "Flyttat"})
    first.refresh_from_db()
    first = MeetingDay.objects.get(pk=first.pk)
    assert first.day == datetime.date(2027, 2, 16)
    assert first.documents_by is None
    admin.post(address, {"ta-bort": "1"})
    assert MeetingDay.objects.count() == 1
    assert newest(lovsta).verb == "meeting_day.removed"


def test_lines_that_are_no_meetings_are_pointed_out_and_none_is_kept(
    admin: Client, lovsta: Organisation
) -> None:
    admin.post(f"{SETUP}namnder/", {"name": "Socialnämnden"})
    committee = Committee.objects.get(organisation=lovsta)
    sent = {"committee": committee.pk, "lines": "2027-02-15\ni mars\n2027-13-01"}
    answer = admin.post(f"{SETUP}sammantraden/", sent)
    assert answer.status_code == 422
    assert "Raderna 2, 3 går inte att läsa." in answer.content.decode()
    assert "i mars" in answer.content.decode()
    assert not MeetingDay.objects.exists()


def test_a_page_is_open_to_all_and_keeps_its_versions(admin: Client, lovsta: Organisation) -> None:
    before = page(Client(), "/lovsta/om/tillganglighet/")
    assert "Sidan är inte färdig" in before
    assert "Lövsta kommun står bakom" in before
    for text in ("## Hos oss\n\nVi är **nästan** klara.", "## Hos oss\n\nVi är klara."):
        admin.post(f"{SETUP}tillganglighet/", {"text": text})
    shown = page(Client(), "/lovsta/om/tillganglighet/")
    assert "<h2>Hos oss</h2>" in shown
    assert "Vi är klara." in shown
    assert "Sidan är inte färdig" not in shown
    assert list(OpenPage.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert "Vi är **nästan** klara." in page(admin, f"{SETUP}tillganglighet/")
    assert newest(lovsta).verb == "open_page.written"
    assert admin.post(f"{SETUP}tillganglighet/", {"text": "   "}).status_code == 422


def test_what_the_law_asks_for_stands_in_the_first_text_of_each_page(lovsta: Organisation) -> None:
    statement = page(Client(), "/lovsta/om/tillganglighet/")
    for asked in (
        "inte tillgängligt",
        "Kontakta oss",
        "https://www.digg.se",
        "WCAG 2.1",
        "uppdaterades senast",
    ):
        assert asked in statement, "lagen (2018:1937) 13 §"
    personal = page(Client(), "/lovsta/om/personuppgifter/")
    for asked in (
        "Personuppgiftsansvarig", "Dataskyddsombud", "varför", "Rättslig grund", "Hur länge",
        "Vem som får del", "rättigheter", "Integritetsskyddsmyndigheten",
    ):  # fmt: skip
        assert asked in personal, "article 13"


def test_the_foot_leads_to_the_pages_and_only_who_manages_sees_the_settings(
    admin: Client, client: Client, granvik: Granvik
) -> None:
    shown = page(admin, "/lovsta/dokument/")
    assert 'href="/lovsta/om/tillganglighet/"' in shown
    assert 'href="/lovsta/om/personuppgifter/"' in shown
    assert f'href="{SETUP}"' in shown
    assert "/installningar/" not in page(client, "/granvik/dokument/")
    assert client.get("/granvik/installningar/").status_code == 403
    assert client.get(SETUP).status_code == 404


def test_a_group_gives_a_role_and_is_taken_away(admin: Client, lovsta: Organisation) -> None:
    board = Body.objects.get(organisation=lovsta, kind=Body.Kind.EXECUTIVE_BOARD)
    sent = {"group": "IK-samordnare", "body": board.pk, "role": "coordinator"}
    assert admin.post(f"{SETUP}grupper/", sent).status_code == 302
    assert "Gruppen ger redan den rollen." in admin.post(f"{SETUP}grupper/", sent).content.decode()
    rule = GroupRole.objects.get()
    admin.post(f"{SETUP}grupper/", {"ta-bort": str(rule.pk)})
    assert not GroupRole.objects.exists()
    assert newest(lovsta).verb == "group_role.removed"


def test_an_administrator_cannot_let_a_group_into_the_auditors_room(
    admin: Client, lovsta: Organisation
) -> None:
    auditors = Body.objects.get(organisation=lovsta, kind=Body.Kind.AUDITORS)
    sent = {"group": "Revision", "body": auditors.pk, "role": "elected_auditor"}
    assert admin.post(f"{SETUP}grupper/", sent).status_code == 422
    elected = User.objects.create_user("rut@lovsta.example", name="Rut Ahl")
    Membership.objects.create(
        organisation=lovsta, owner=auditors, body=auditors, user=elected, role="elected_auditor"
    )
    theirs = Client()
    theirs.force_login(elected)
    assert theirs.post(f"{SETUP}grupper/", sent).status_code == 302
    assert "Revision" in page(theirs, f"{SETUP}grupper/").split("<table")[1]
    assert GroupRole.objects.get().owner == auditors
    assert "<table" not in page(admin, f"{SETUP}grupper/").split("<dialog")[0]
