"""Secrecy on the pages: marked and removed by those who may, never read or counted by those who may not."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from iaktta.register.actions.annotations import annotate
from iaktta.register.actions.secrecy import Decision, Ground, mark_secret, remove_marking
from iaktta.register.models import (
    Addressee,
    Audit,
    Control,
    Marking,
    Membership,
    Recommendation,
    SecrecyCheck,
    SourceDocument,
    Subject,
    User,
)
from iaktta.rules.persons import Shows
from tests.granvik import Granvik
from tests.register import ground

GROUND = Ground("OSL 18 kap. 8 § p. 3", datetime.date(2026, 11, 20), "Kommunstyrelsen")
FORM = {
    "degree": "content",
    "provision": "OSL 18 kap. 8 § p. 4",
    "other": "",
    "date": "2026-11-20",
    "authority": "Kommunstyrelsen",
    "why": "Visar hur nätet är byggt.",
}


@dataclass
class Two:
    """Somebody with the right to what is secret, and somebody without it."""

    granvik: Granvik
    officer: Client
    member: Client


@pytest.fixture
def two(granvik: Granvik) -> Two:
    granvik.imports("2024-uppfoljande-granskning.md")
    granvik.imports("2024-internkontrollplan-socialnamnden.txt")
    other = User.objects.create_user("bo.alm@granvik.example", name="Bo Alm")
    ground.membership(other, granvik.board, Membership.Role.COMMITTEE_MEMBER)
    clients = Client(), Client()
    clients[0].force_login(granvik.person)
    clients[1].force_login(other)
    return Two(granvik, *clients)


def address(name: str, **kwargs: Any) -> str:
    return reverse(name, kwargs={"org": "granvik", **kwargs})


def everywhere(client: Client) -> Iterator[tuple[str, str]]:
    """What a person meets on every page and in every list that is taken out."""
    scope = {"year": 2024, "committee": "alla"}
    lists = ("audits", "recommendations", "risks", "controls", "problems")
    addresses = [address("start", **scope), address("matrix", **scope)]
    for one in (*(address(name, **scope) for name in lists), address("documents"), address("proposals")):
        addresses += [one, f"{one}?hamta=csv"]
    things: dict[str, Any] = {"audit": Audit, "recommendation": Recommendation, "control": Control}
    for name, model in {**things, "document": SourceDocument}.items():
        addresses += [address(name, pk=pk) for pk in model.objects.values_list("pk", flat=True)]
        addresses += [address("document_file", pk=pk) for pk in model.objects.values_list("pk", flat=True)]
    addresses += [address(f"{name}_history", pk=pk) for name, model in things.items()
                  for pk in model.objects.values_list("pk", flat=True)]  # fmt: skip
    for one in addresses:
        yield one, b"".join(client.get(one)).decode("utf-8", "replace")


def where(client: Client, words: str) -> list[str]:
    return [one for one, content in everywhere(client) if words in content.replace("\u00ad", "")]


def telling(subject: Subject) -> str:
    """Some words that only this subject has."""
    return " ".join(str(subject).split()[2:7])


def test_a_person_marks_an_item_on_its_page_and_removes_the_marking_again(two: Two) -> None:
    subject = Recommendation.objects.filter(audit__isnull=False).order_by("pk")[0]
    words = telling(subject)
    assert where(two.member, words)
    page = two.officer.get(address("mark_secret", kind="recommendation", pk=subject.pk))
    assert "Sekretessen prövas på nytt när någon begär ut handlingen." in page.content.decode()
    sent = two.officer.post(address("mark_secret", kind="recommendation", pk=subject.pk), FORM)
    marking = Marking.objects.get(origin="person")
    assert sent["Location"] == address("marking", pk=marking.pk)
    assert where(two.member, words) == []
    assert where(two.officer, words)
    shown = two.member.get(address("recommendation", pk=subject.pk)).content.decode()
    assert "OSL 18 kap. 8 § p. 4" in shown
    assert "Kommunstyrelsen" in shown
    two.officer.post(address("marking", pk=marking.pk), {"why": "Offentligt", "decided_on": "2026-11-22"})
    marking.refresh_from_db()
    assert marking.removed_by == two.granvik.person
    assert where(two.member, words)


def test_a_form_that_lacks_something_says_what_and_keeps_what_was_typed(two: Two) -> None:
    subject = Recommendation.objects.earliest("pk")
    there = address("mark_secret", kind="recommendation", pk=subject.pk)
    answer = two.officer.post(there, {**FORM, "provision": "annan", "authority": ""})
    assert answer.status_code == 422
    content = answer.content.decode()
    assert "Skriv vilken bestämmelse markeringen grundas på." in content
    assert "Ange vilken myndighet som gör markeringen." in content
    assert "Visar hur nätet är byggt." in content
    assert Marking.objects.filter(origin="person").count() == 0


def test_only_the_chosen_sentence_is_hidden(two: Two) -> None:
    subject = Recommendation.objects.filter(audit__isnull=False).order_by("pk")[0]
    there = address("mark_secret", kind="recommendation", pk=subject.pk)
    keys = next(iter(two.officer.get(there).context["sentences"].values()))
    statement = next(one for one in keys if one.table == "StatedStatement" and len(one.text.split()) > 5)
    two.officer.post(there, {**FORM, "passages": [statement.key]})
    assert where(two.member, statement.text) == []
    assert where(two.member, telling(subject))


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_mark_is_refused_and_who_may_not_know_finds_nothing(two: Two, method: str) -> None:
    subject = Recommendation.objects.earliest("pk")
    there = address("mark_secret", kind="recommendation", pk=subject.pk)
    assert getattr(two.member, method)(there).status_code == 403
    marking = mark_secret(subject, Marking.Degree.EXISTENCE, GROUND, by=two.granvik.person)
    for one in (there, address("recommendation", pk=subject.pk), address("marking", pk=marking.pk)):
        assert two.member.get(one).status_code == 404
    assert two.member.get(address("secrecy")).status_code == 403
    assert two.officer.get(address("marking", pk=marking.pk)).status_code == 200


def test_what_few_may_know_of_is_in_no_list_and_no_count(two: Two) -> None:
    subject = Recommendation.objects.filter(audit__isnull=False).order_by("pk")[0]
    lists = address("recommendations", year=2024, committee="alla")
    before = two.member.get(lists).context["list"].total
    audit = two.member.get(address("audit", pk=subject.audit_id)).context["counts"].total
    mark_secret(subject, Marking.Degree.EXISTENCE, GROUND, by=two.granvik.person)
    assert where(two.member, telling(subject)) == []
    own = address("recommendation", pk=subject.pk)
    assert [one for one in where(two.member, own) if one != own] == []
    assert two.member.get(lists).context["list"].total == before - 1
    assert two.officer.get(lists).context["list"].total == before
    assert two.member.get(address("audit", pk=subject.audit_id)).context["counts"].total == audit - 1
    assert two.officer.get(address("audit", pk=subject.audit_id)).context["counts"].total == audit
    hidden = Addressee.objects.filter(recommendation=subject).count()
    assert hidden > 0


def test_a_risk_that_few_may_know_of_is_not_named_by_its_control(two: Two) -> None:
    control = Control.objects.filter(risk__isnull=False).earliest("pk")
    assert control.risk is not None
    words = telling(control.risk)
    mark_secret(control.risk, Marking.Degree.EXISTENCE, GROUND, by=two.granvik.person)
    shown = two.member.get(address("control", pk=control.pk)).content.decode()
    assert words not in shown
    assert address("risk", pk=control.risk.pk) not in shown
    assert (
        address("risk", pk=control.risk.pk)
        in two.officer.get(address("control", pk=control.pk)).content.decode()
    )


def test_what_was_written_before_the_marking_is_hidden_in_the_history_too(two: Two) -> None:
    subject = Recommendation.objects.filter(audit__isnull=False).order_by("pk")[0]
    words = "Nätet är delat i två zoner utan brandvägg emellan."
    annotate(subject, words, by=two.granvik.person)
    there = address("recommendation_history", pk=subject.pk)
    assert words in two.member.get(there).content.decode()
    marking = mark_secret(subject, Marking.Degree.CONTENT, GROUND, by=two.granvik.person)
    assert where(two.member, words) == []
    assert words in two.officer.get(there).content.decode()
    remove_marking(marking, Decision("Offentligt"), by=two.granvik.person)
    assert words in two.member.get(there).content.decode()


def test_a_whole_document_can_be_secret(two: Two) -> None:
    document = SourceDocument.objects.earliest("pk")
    mark_secret(document, Marking.Degree.CONTENT, GROUND, by=two.granvik.person)
    assert two.member.get(address("document", pk=document.pk)).status_code == 200
    assert two.member.get(address("document_file", pk=document.pk)).status_code == 404
    assert two.officer.get(address("document_file", pk=document.pk)).status_code == 200
    other = SourceDocument.objects.latest("pk")
    mark_secret(other, Marking.Degree.EXISTENCE, GROUND, by=two.granvik.person)
    assert two.member.get(address("document", pk=other.pk)).status_code == 404
    own = address("document", pk=other.pk)
    assert [one for one in where(two.member, own) if not one.startswith(own)] == []


def test_the_list_of_markings_tells_those_in_force_and_those_removed(two: Two) -> None:
    subject = Recommendation.objects.earliest("pk")
    mark_secret(subject, Marking.Degree.CONTENT, GROUND, by=two.granvik.person)
    page = two.officer.get(address("secrecy"))
    assert "1 markering gäller." in page.content.decode()
    taken_out = two.officer.get(address("secrecy") + "?hamta=csv&lage=galler").content.decode("utf-8-sig")
    assert "OSL 18 kap. 8 § p. 3" in taken_out
    assert telling(subject) not in two.member.get(address("documents")).content.decode()


def test_a_document_says_whether_its_secrecy_has_been_tried(two: Two) -> None:
    document = SourceDocument.objects.earliest("pk")
    assert "Inte sekretessprövad" in two.member.get(address("document", pk=document.pk)).content.decode()
    there = address("check_secrecy", pk=document.pk)
    assert two.member.post(there, {"result": "public"}).status_code == 403
    assert two.officer.post(there, {}).status_code == 422
    two.officer.post(there, {"result": "with_gaps", "note": "Avsnitt 3 är dolt."})
    assert SecrecyCheck.objects.get().checked_by == two.granvik.person
    assert "Sekretessprövad" in two.member.get(address("document", pk=document.pk)).content.decode()


def test_an_organisation_chooses_how_persons_are_shown(two: Two) -> None:
    administrator = User.objects.create_user("eva@granvik.example", name="Eva Dahl")
    ground.membership(administrator, two.granvik.board, Membership.Role.ADMINISTRATOR)
    client = Client()
    client.force_login(administrator)
    assert two.officer.get(address("name_rules")).status_code == 403
    rules = {"names_inside": "name", "names_exported": "neither", "names_public": "role"}
    assert client.post(address("name_rules"), rules).status_code == 302
    two.granvik.organisation.refresh_from_db()
    assert two.granvik.organisation.names_exported == Shows.NEITHER.value
    named = Control.objects.exclude(responsible="").earliest("pk").responsible
    lists = address("controls", year=2024, committee="alla")
    assert named in two.member.get(lists).content.decode()
    assert named not in two.member.get(f"{lists}?hamta=csv").content.decode()
