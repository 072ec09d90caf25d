"""Plans, controls, risks and problems, as their pages tell them."""

from __future__ import annotations

import pytest
from django.test import Client

from iaktta.register.models import Control, Plan, Risk, SourceDocument
from tests.granvik import Granvik

PLAN, FOLLOW_UP = (
    "2022-internkontrollplan-samhallsbyggnad.txt",
    "2022-uppfoljning-internkontroll-samhallsbyggnad.txt",
)


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def with_plan(granvik: Granvik) -> Granvik:
    granvik.imports(PLAN)
    granvik.imports(FOLLOW_UP)
    return granvik


def test_the_list_says_how_many_controls_lack_an_action_and_can_be_narrowed_to_them(
    client: Client, with_plan: Granvik
) -> None:
    every = page(client, "/granvik/2022/alla/kontroller/")
    assert f"{Control.objects.count()} kontroller" in every
    narrowed = page(client, "/granvik/2022/alla/kontroller/?saknar=atgard")
    assert "saknar åtgärd" in narrowed
    assert narrowed.count('class="ctl"') < every.count('class="ctl"')


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("section", ["kontroller", "risker", "problem"])
def test_a_list_can_be_taken_out(client: Client, with_plan: Granvik, section: str, kind: str) -> None:
    response = client.get(f"/granvik/2022/alla/{section}/?hamta={kind}")
    assert response.status_code == 200
    assert f'filename="{section}-granvik-2022.{kind}"' in response["Content-Disposition"]
    assert len(response.content) > 100


def test_the_matrix_shows_each_risk_with_both_levels_in_its_cell(client: Client, with_plan: Granvik) -> None:
    text = page(client, "/granvik/2022/alla/risker/")
    for risk in Risk.objects.filter(shown_as__isnull=True, likelihood__isnull=False)[:8]:
        assert f'href="/granvik/risk/{risk.pk}/"' in text


def test_a_plan_leads_to_its_document_risks_and_controls(client: Client, with_plan: Granvik) -> None:
    plan = Plan.objects.order_by("pk").first()
    assert plan is not None
    text = page(client, f"/granvik/plan/{plan.pk}/")
    document = SourceDocument.objects.get(name=PLAN)
    assert f"/granvik/dokument/{document.pk}/" in text
    assert f"/granvik/kontroll/{plan.controls.first().pk}/" in text  # type: ignore[union-attr]


def test_a_control_shows_each_occasion_with_a_link_to_its_place(client: Client, with_plan: Granvik) -> None:
    control = Control.objects.filter(occasions__isnull=False).distinct().first()
    assert control is not None
    text = page(client, f"/granvik/kontroll/{control.pk}/")
    for occasion in control.occasions.all():
        assert occasion.name in text
    assert "Visa i källan" in text


def test_the_problems_of_a_year_name_their_figures(client: Client, with_plan: Granvik) -> None:
    text = page(client, "/granvik/2022/alla/problem/")
    assert "stämmer inte" in text
    assert "Riskvärdet är" in text


def test_joined_plans_are_shown_as_one(client: Client, with_plan: Granvik) -> None:
    before = page(client, "/granvik/2022/alla/kontroller/").count("/granvik/plan/")
    client.post("/granvik/forslag/lika/")
    assert page(client, "/granvik/2022/alla/kontroller/").count("/granvik/plan/") < before


def test_a_page_of_another_organisation_is_not_found(client: Client, with_plan: Granvik) -> None:
    for address in ("/annat/2022/alla/risker/", "/granvik/risk/999999/", "/granvik/kontroll/999999/"):
        assert client.get(address).status_code == 404
