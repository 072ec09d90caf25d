"""The pages of retention: rules, what has come of age, and the decision on it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from iaktta.register.models import (
    Annotation,
    Body,
    DisposalProposal,
    Membership,
    RecordKind,
    RetentionRule,
)
from tests.come_of_age import come_of_age
from tests.granvik import Granvik
from tests.register import ground

REPORT = "2022-svar-orosanmalningar-barn-och-utbildning.md"
RULES = reverse("retention", kwargs={"org": "granvik"})
RULE = reverse("retention_rule", kwargs={"org": "granvik", "records": "anteckningar"})


@pytest.fixture
def proposal(granvik: Granvik) -> DisposalProposal:
    """Two notes that have been kept long enough."""
    granvik.imports(REPORT)
    return come_of_age(granvik)


def address(proposal: DisposalProposal) -> str:
    return reverse("disposal", kwargs={"org": "granvik", "pk": proposal.pk})


def test_without_rules_the_page_says_so_and_suggests_what_is_common(client: Client) -> None:
    shown = client.get(RULES).content.decode()
    assert "Inget väntar på beslut om gallring." in shown
    assert shown.count("Ingen regel") == len(RecordKind)
    assert "Gallras efter 10 år" in shown
    assert not RetentionRule.objects.exists()


def test_a_rule_is_set_with_its_ground(client: Client, granvik: Granvik) -> None:
    form = client.get(RULE).content.decode()
    assert "Ingen regel gäller ännu" in form
    answer = client.post(RULE, {"fate": "dispose", "years": "4", "ground": "KS 2024-03-05 § 41"}, follow=True)
    shown = answer.content.decode()
    assert "Gallras efter 4 år" in shown
    assert "KS 2024-03-05 § 41" in shown
    rule = RetentionRule.objects.get()
    assert (rule.owner, rule.years, rule.set_by) == (granvik.board, 4, granvik.person)


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"fate": "dispose", "years": "", "ground": "Beslut"}, "Ange hur många år uppgifterna sparas."),
        ({"fate": "dispose", "years": "fyra", "ground": "Beslut"}, "Ange antalet år med siffror"),
        ({"fate": "dispose", "years": "-1", "ground": "Beslut"}, "Ange 0 år eller mer."),
        ({"fate": "dispose", "years": "900", "ground": "Beslut"}, "Ange högst 200 år"),
        ({"fate": "preserve", "years": "", "ground": ""}, "Skriv vilket beslut eller vilken plan"),
        ({"years": "3", "ground": "Beslut"}, "Välj om uppgifterna gallras eller bevaras."),
    ],
)
def test_what_is_missing_in_a_rule_is_told_and_what_was_typed_stays(
    client: Client, sent: dict[str, str], said: str
) -> None:
    answer = client.post(RULE, sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert all(value in answer.content.decode() for value in sent.values() if value not in ("dispose", ""))
    assert not RetentionRule.objects.exists()


def test_a_person_sees_what_has_come_of_age_and_lets_one_go_and_keeps_the_other(
    client: Client, granvik: Granvik, proposal: DisposalProposal
) -> None:
    assert "2 uppgifter väntar på beslut om gallring." in client.get(RULES).content.decode()
    shown = client.get(address(proposal)).content.decode()
    assert "Ring Maja" in shown
    assert "Dokumenthanteringsplan § 12" in shown
    first, second = proposal.rows.order_by("pk")
    for row, decision in ((first, "gallra"), (second, "behall")):
        sent = {"rad": row.pk, "beslut": decision, "reason": "Enligt planen"}
        assert client.post(address(proposal), sent).status_code == 302
    assert [each.text for each in Annotation.objects.all()] == ["Fråga förvaltningen"]
    after = client.get(address(proposal)).content.decode()
    assert "Alla uppgifter är avgjorda." in after
    assert "Ring Maja" not in after
    assert "Enligt planen" in after


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"rad": "1", "beslut": "gallra", "reason": ""}, "Skriv varför."),
        ({"rad": "x", "beslut": "gallra", "reason": "Nog"}, "Markera minst en uppgift"),
        ({"rad": "9" * 18, "beslut": "gallra", "reason": "Nog"}, "Markera minst en uppgift"),
    ],
)
def test_a_decision_without_reason_or_rows_is_refused_and_nothing_goes(
    client: Client, proposal: DisposalProposal, sent: dict[str, str], said: str
) -> None:
    answer = client.post(address(proposal), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Annotation.objects.count() == 2


def test_a_button_that_is_not_pressed_disposes_of_nothing(client: Client, proposal: DisposalProposal) -> None:
    rows = list(proposal.rows.values_list("pk", flat=True))
    client.post(address(proposal), {"rad": rows, "reason": "Returtangenten"})
    assert Annotation.objects.count() == 2


def test_a_body_that_is_not_ones_own_and_a_kind_that_is_none_are_not_there(
    client: Client, granvik: Granvik
) -> None:
    auditors = ground.body(granvik.organisation, Body.Kind.AUDITORS, "Revisorerna")
    assert client.get(RULES, {"organ": auditors.pk}).status_code == 404
    assert client.get(RULE, {"organ": auditors.pk}).status_code == 404
    nowhere = reverse("retention_rule", kwargs={"org": "granvik", "records": "allt"})
    assert client.get(nowhere).status_code == 404


def test_the_auditors_set_their_own_rules(client: Client, granvik: Granvik) -> None:
    auditors = ground.body(granvik.organisation, Body.Kind.AUDITORS, "Revisorerna")
    Membership.objects.all().delete()
    ground.membership(granvik.person, auditors, Membership.Role.ELECTED_AUDITOR)
    client.post(RULE, {"fate": "preserve", "ground": "Revisorernas plan"})
    assert RetentionRule.objects.get().owner == auditors


def test_the_pages_take_few_queries_whatever_there_is(
    client: Client, proposal: DisposalProposal, django_assert_max_num_queries: object
) -> None:
    for where in (RULES, RULE, address(proposal)):
        client.get(where)
        with django_assert_max_num_queries(12):  # type: ignore[operator]
            assert client.get(where).status_code == 200
