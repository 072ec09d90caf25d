"""What passes between the auditors and the committees, page by page."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from django.test import Client

from iaktta.jobs.importing import import_file
from iaktta.register.actions.annotations import annotate
from iaktta.register.models import (
    Addressee,
    Body,
    Committee,
    Control,
    FactCheck,
    Membership,
    Occasion,
    Organisation,
    Recommendation,
    Response,
    Result,
    SourceDocument,
    User,
)
from tests.granvik import DEMONSTRATION, Granvik, make_granvik
from tests.register import ground

pytestmark = pytest.mark.django_db
Role, Kind = Membership.Role, Body.Kind


@dataclass
class People:
    granvik: Granvik
    auditors: Body
    social: Body
    rut: Client
    head: Client
    performer: Client
    coordinator: Client


def _client(name: str, body: Body, role: Membership.Role) -> Client:
    user = User.objects.create_user(f"{name}@granvik.example", name=name.capitalize())
    ground.membership(user, body, role)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def people() -> People:
    granvik = make_granvik()
    auditors = ground.body(granvik.organisation, Kind.AUDITORS, "Revisorerna")
    social = ground.body(granvik.organisation, Kind.COMMITTEE, "Socialnämnden")
    Committee.objects.create(
        organisation=granvik.organisation,
        owner=granvik.board,
        body=social,
        name="Socialnämnden",
        basic_name="socialnämnden",
        slug="socialnamnden",
    )
    coordinator = Client()
    coordinator.force_login(granvik.person)
    return People(
        granvik,
        auditors,
        social,
        _client("rut", auditors, Role.ELECTED_AUDITOR),
        _client("karin", social, Role.HEAD_OF_ADMINISTRATION),
        _client("pelle", social, Role.CONTROL_PERFORMER),
        coordinator,
    )


def _file(start: str) -> str:
    return next(path.name for path in sorted(DEMONSTRATION.iterdir()) if path.name.startswith(start))


def imports(people: People, name: str, email: str = "rut@granvik.example") -> SourceDocument:
    path = DEMONSTRATION / name
    by = User.objects.get(email=email)
    return import_file(path.read_bytes(), name, organisation_slug="granvik", by=by).reading.document


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_a_fact_check_goes_from_the_auditors_room_to_the_committee_and_back(people: People) -> None:
    draft = imports(people, _file("2024-uppfoljande"))
    assert draft.owner == people.auditors
    assert draft.name in text(people.rut, "/granvik/revisorerna/")
    form = text(people.rut, f"/granvik/dokument/{draft.pk}/faktakontroll/")
    keys = re.findall(r'name="stycke" value="(\d+-\d+)"', form)
    sent = people.rut.post(
        f"/granvik/dokument/{draft.pk}/faktakontroll/",
        {"to": people.social.pk, "title": "Kontrollera talen", "stycke": keys[1:3]},
    )
    original = FactCheck.objects.get(owner=people.auditors)
    assert sent.status_code == 302
    assert "Svara på 1 faktakontroll" in text(people.head, "/granvik/2024/alla/")
    copy = original.sent_copy
    page = text(people.head, f"/granvik/faktakontroll/{copy.pk}/")
    assert page.count("Synpunkt på avsnitt") == 2
    passage = copy.passages.first()
    assert passage is not None
    remark = {f"synpunkt-{passage.pk}": "Talet är 14.", "skicka": "1"}
    assert people.head.post(f"/granvik/faktakontroll/{copy.pk}/", remark).status_code == 302
    assert "Talet är 14." in text(people.rut, f"/granvik/faktakontroll/{original.pk}/")


def test_others_find_nothing_of_the_auditors(people: People) -> None:
    draft = imports(people, _file("2024-uppfoljande"))
    people.rut.post(
        f"/granvik/dokument/{draft.pk}/faktakontroll/",
        {"to": people.social.pk, "title": "Kontrollera talen", "stycke": ["0-40"]},
    )
    for client in (people.coordinator, people.head, people.performer):
        for address in (
            "/granvik/revisorerna/",
            f"/granvik/dokument/{draft.pk}/",
            f"/granvik/dokument/{draft.pk}/faktakontroll/",
            f"/granvik/dokument/{draft.pk}/skicka/",
        ):
            text(client, address, 404)
        assert draft.name not in text(client, "/granvik/dokument/")
        assert "/granvik/revisorerna/" not in text(client, "/granvik/2024/alla/")


def test_a_report_that_is_sent_is_read_by_all_and_the_auditors_keep_their_own(people: People) -> None:
    draft = imports(people, _file("2024-uppfoljande"))
    assert not Recommendation.objects.exclude(owner=people.auditors).exists()
    answer = people.rut.post(f"/granvik/dokument/{draft.pk}/skicka/", {"to": people.granvik.board.pk})
    assert answer.status_code == 302
    copy = SourceDocument.objects.get(owner=people.granvik.board)
    assert copy.copied_from == draft
    text(people.head, f"/granvik/dokument/{copy.pk}/")
    again = people.rut.post(f"/granvik/dokument/{draft.pk}/skicka/", {"to": people.granvik.board.pk})
    assert again.status_code == 422
    assert "har redan det här dokumentet" in again.content.decode()


def test_the_auditors_notes_are_theirs_alone(people: People) -> None:
    imports(people, _file("2024-uppfoljande"), "ada.ek@granvik.example")
    recommendation = Recommendation.objects.filter(owner=people.granvik.board).earliest("pk")
    address = f"/granvik/rekommendation/{recommendation.pk}/"
    people.rut.post(f"/granvik/anteckning/recommendation/{recommendation.pk}/", {"text": "Fråga om effekten"})
    people.head.post(f"/granvik/anteckning/recommendation/{recommendation.pk}/", {"text": "Tas upp i maj"})
    assert "Fråga om effekten" in text(people.rut, address)
    assert "Fråga om effekten" in text(people.rut, "/granvik/revisorerna/")
    for client in (people.head, people.coordinator):
        page = text(client, address)
        assert "Fråga om effekten" not in page
        assert "Tas upp i maj" in page


def test_what_only_the_auditors_have_read_of_names_no_committee_to_others(people: People) -> None:
    imports(people, _file("2024-uppfoljande"))
    known = set(Committee.objects.filter(owner=people.auditors).values_list("name", flat=True))
    assert known
    shown = text(people.coordinator, "/granvik/2024/alla/")
    assert not [name for name in known if name in shown]
    imports(people, _file("2024-uppfoljande"), "ada.ek@granvik.example")
    assert not Committee.objects.filter(owner=people.auditors).exists()


def test_the_committee_answers_a_recommendation(people: People) -> None:
    imports(people, _file("2024-uppfoljande"), "ada.ek@granvik.example")
    addressee = Addressee.objects.filter(committee__body=people.social).earliest("pk")
    address = f"/granvik/rekommendation/{addressee.recommendation_id}/"
    assert f"/granvik/svar/{addressee.pk}/" in text(people.head, address)
    assert f"/granvik/svar/{addressee.pk}/" not in text(people.performer, address)
    text(people.performer, f"/granvik/svar/{addressee.pk}/", 403)
    empty = people.head.post(f"/granvik/svar/{addressee.pk}/", {"text": ""})
    assert empty.status_code == 422
    people.head.post(f"/granvik/svar/{addressee.pk}/", {"text": "Vi inför rutinen i juni."})
    assert "Vi inför rutinen i juni." in text(people.head, address)
    assert "Vi inför rutinen i juni." not in text(people.coordinator, address)
    sent = {"text": "Vi inför rutinen i maj.", "paragraph": "41", "skicka": "1"}
    people.head.post(f"/granvik/svar/{addressee.pk}/", sent)
    for client in (people.coordinator, people.rut):
        assert "Vi inför rutinen i maj." in text(client, address)
    assert Response.objects.get().sent_by is not None


def test_a_performer_records_and_another_person_approves(people: People) -> None:
    document = imports(people, _file("2024-uppfoljning-internkontroll-social"), "ada.ek@granvik.example")
    assert document.owner == people.social, "a committee's own plan is held by the committee"
    Organisation.objects.update(separates_duties=True)
    occasion = Occasion.objects.filter(shown_as__isnull=True).order_by("pk").first()
    if occasion is None:
        control = Control.objects.earliest("pk")
        occasion = Occasion.objects.create(
            organisation=control.organisation, owner=control.owner, control=control, name="Tillfälle 1"
        )
    address = f"/granvik/tillfalle/{occasion.pk}/"
    text(people.rut, address, 403)
    missing = people.performer.post(address, {"result": "major"})
    assert missing.status_code == 422
    people.performer.post(address, {"result": "major", "comment": "Tre attester saknades."})
    result = Result.objects.get()
    shown = text(people.head, f"/granvik/kontroll/{occasion.control_id}/")
    assert "Tre attester saknades." in shown
    assert "Godkänn" in shown
    assert people.performer.post(f"/granvik/resultat/{result.pk}/godkann/").status_code == 403
    people.head.post(f"/granvik/resultat/{result.pk}/godkann/")
    result.refresh_from_db()
    assert result.approved_by is not None


def test_a_note_without_words_is_refused_in_words(people: People) -> None:
    imports(people, _file("2024-uppfoljande"), "ada.ek@granvik.example")
    recommendation = Recommendation.objects.earliest("pk")
    answer = people.head.post(
        f"/granvik/anteckning/recommendation/{recommendation.pk}/", {"text": " "}, follow=True
    )
    assert "Anteckningen är tom" in answer.content.decode()
    with pytest.raises(Exception, match="tom"):
        annotate(recommendation, "", by=User.objects.get(email="karin@granvik.example"))
