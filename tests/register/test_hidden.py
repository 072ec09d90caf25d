"""What only some may know exists: every table says whether it can hold such rows, and how."""

from __future__ import annotations

import pytest
from django.apps import apps

from iaktta.register.access import sight
from iaktta.register.actions.secrecy import Ground, mark_secret
from iaktta.register.hidden import FLAG, known_to_all, paths
from iaktta.register.models import (
    Addressee,
    Body,
    Event,
    Marking,
    Membership,
    Mention,
    OwnedModel,
    Recommendation,
    StatedModel,
    StatedRecommendation,
    StatusSet,
    User,
)
from tests.register import follow_ups, ground
from tests.register.test_markings import GROUND

OWNED = [model for model in apps.get_models() if issubclass(model, OwnedModel)]
COORDINATOR, MEMBER = Membership.Role.COORDINATOR, Membership.Role.COMMITTEE_MEMBER


HIDEABLE = [model for model in OWNED if any(field.name == FLAG for field in model._meta.concrete_fields)]


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_what_hangs_on_a_row_that_can_be_hidden_is_hidden_with_it(model: type[OwnedModel]) -> None:
    if model in HIDEABLE:
        assert paths(model) == (FLAG,)
        return
    above = {field.name for field in model._meta.concrete_fields if field.related_model in HIDEABLE}
    assert above <= {path.split("__")[0] for path in paths(model)}


def test_audits_documents_and_all_that_documents_state_can_be_hidden() -> None:
    names = {model.__name__ for model in HIDEABLE}
    assert {"Audit", "Recommendation", "Plan", "Risk", "Control", "Occasion", "SourceDocument"} <= names
    assert {model.__name__ for model in OWNED if issubclass(model, StatedModel)} <= names
    assert paths(StatusSet) == ("addressee__recommendation__existence_secret", "mention__existence_secret")


@pytest.mark.django_db
@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_the_condition_can_be_asked_of_every_table(model: type[OwnedModel]) -> None:
    assert list(model._default_manager.filter(known_to_all(model))) == []


def test_only_those_with_the_right_know_of_it_and_of_all_that_hangs_on_it(owner: Body, person: User) -> None:
    follow_ups.keep(follow_ups.first_follow_up(), owner.organisation, owner, person)
    ground.membership(person, owner, COORDINATOR)
    other = User.objects.create_user("bo@granvik.example", name="Bo Alm")
    ground.membership(other, owner, MEMBER)
    secret = Recommendation.objects.get(number="1")
    mark_secret(secret, Marking.Degree.EXISTENCE, Ground("OSL 18:8", GROUND.date, "KS"), by=person)
    with_right, without = sight(person, "granvik"), sight(other, "granvik")
    tables = (Recommendation, StatedRecommendation, Mention, Addressee, StatusSet, Marking, Event)
    for table in tables:
        assert with_right.of(table).count() == table._default_manager.count()
    hidden = [with_right.of(table).count() - without.of(table).count() for table in tables]
    assert hidden == [1, 1, 1, 1, 1, 1, 1]
