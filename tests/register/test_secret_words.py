"""Secret words stand apart; everything else keeps a gap."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.db import models
from hypothesis import given
from hypothesis import strategies as st

from iaktta.document import Span
from iaktta.register import gaps
from iaktta.register.gaps import GAP
from iaktta.register.models import Body, EventValue, PlainText, Reading, SecretWords, StatedControl, User
from iaktta.register.outtake import outtake, outtake_text
from iaktta.register.revealing import reveal
from iaktta.report import (
    Action,
    Audit,
    Control,
    Kind,
    Measure,
    Occasion,
    Problem,
    ProblemCode,
    Recommendation,
    Report,
    Sample,
    Secrecy,
    SecretPassage,
)
from tests.register.ground import take_in

TEXT = """Kontroll 1
Skalskydd vid vattenverket
Resultat: Den norra grinden saknar
lås sedan i maj.
Åtgärd: Nytt lås.
"""
DEVIATION = "Den norra grinden saknar lås sedan i maj."


def place(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def control(**fields: Any) -> Report:
    places = {
        "deviation": (place("Den norra grinden saknar\nlås sedan i maj."),),
        "action": (place("Nytt lås."),),
    }
    stated: dict[str, Any] = {
        "text": "Skalskydd vid vattenverket",
        "number": "1",
        "deviation": DEVIATION,
        "action": "Nytt lås.",
        "places": places,
        "source": place("Skalskydd vid vattenverket"),
    }
    return Report(Kind.CONTROL_FOLLOW_UP, controls=(Control(**{**stated, **fields}),))


def marked(*passages: SecretPassage) -> Secrecy:
    return Secrecy("OSL 18:8", None, "Kommunstyrelsen", passages)


def shown(reading: Reading) -> Control:
    return outtake(reading, with_secrets=False).controls[0]


def all_stored_text(reading: Reading) -> str:
    """Every text column of every row in the database, but for the table of secret words."""
    found: list[str] = []
    for model in apps.get_app_config("register").get_models():
        if model is SecretWords:
            continue
        kinds = (models.CharField, models.TextField, models.JSONField)
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, kinds)]
        for row in model._default_manager.values_list(*names):
            found += map(str, row)
    return "\n".join(found)


def test_a_control_marked_as_secret_keeps_its_kontrollmoment_and_hides_its_result(
    owner: Body, person: User
) -> None:
    reading = take_in(control(secret=True), owner, person, TEXT)
    assert (shown(reading).text, shown(reading).number) == ("Skalskydd vid vattenverket", "1")
    assert (shown(reading).deviation, shown(reading).action) == (GAP, GAP)


def test_a_marking_without_passages_hides_the_whole_entry_but_not_its_number(
    owner: Body, person: User
) -> None:
    reading = take_in(control(secrecy=marked()), owner, person, TEXT)
    assert (shown(reading).text, shown(reading).deviation, shown(reading).number) == (GAP, GAP, "1")


def test_a_marked_passage_leaves_a_gap_in_its_sentence(owner: Body, person: User) -> None:
    start = DEVIATION.index("norra grinden")
    passage = SecretPassage("deviation", start, start + len("norra grinden"))
    reading = take_in(control(secrecy=marked(passage)), owner, person, TEXT)
    assert shown(reading).deviation == f"Den {GAP} saknar lås sedan i maj."
    assert "norra" not in PlainText.objects.get(reading=reading).text


_UNFIT = [("colour", 0, 3), ("deviation", 5, 5), ("deviation", 0, 900), ("number", -1, 1)]


@pytest.mark.parametrize("passage", _UNFIT)
def test_a_passage_that_does_not_fit_hides_the_whole_entry(
    owner: Body, person: User, passage: tuple[str, int, int]
) -> None:
    reading = take_in(control(secrecy=marked(SecretPassage(*passage))), owner, person, TEXT)
    assert (shown(reading).text, shown(reading).deviation) == (GAP, GAP)


def test_with_the_right_nothing_is_missing(owner: Body, person: User) -> None:
    report = control(secrecy=marked(SecretPassage("deviation", 0, 3), SecretPassage("deviation", 10, 17)))
    reading = take_in(report, owner, person, TEXT)
    assert outtake(reading, with_secrets=True) == report
    assert outtake_text(reading, with_secrets=True) == TEXT


def test_the_secret_words_stand_in_no_other_column_of_the_database(owner: Body, person: User) -> None:
    report = control(secret=True)
    reading = take_in(report, owner, person, TEXT)
    stored = all_stored_text(reading)
    assert "vattenverket" in stored
    for words in ("grinden", "saknar", "lås sedan", "Nytt lås"):
        assert words not in stored
    assert EventValue.objects.filter(kept_elsewhere=True, after__isnull=True).exists()


def test_the_plain_text_keeps_its_length_and_its_lines(owner: Body, person: User) -> None:
    reading = take_in(control(secret=True), owner, person, TEXT)
    text = outtake_text(reading, with_secrets=False)
    assert [len(line) for line in text.splitlines()] == [len(line) for line in TEXT.splitlines()]
    assert text.startswith("Kontroll 1\nSkalskydd vid vattenverket\nResultat: █")
    assert text.endswith("█\n")


def test_secret_words_are_secret_wherever_the_document_repeats_them(owner: Body, person: User) -> None:
    report = Report(
        Kind.CONTROL_FOLLOW_UP, controls=control(secret=True).controls, conclusion=f"Sammantaget: {DEVIATION}"
    )
    text = TEXT + "Sammanfattning: Den norra grin-\nden saknar lås sedan i maj.\n"
    reading = take_in(report, owner, person, text)
    assert outtake(reading, with_secrets=False).conclusion == f"Sammantaget: {GAP}"
    assert "den saknar" not in outtake_text(reading, with_secrets=False)
    assert outtake(reading, with_secrets=True) == report


def test_a_problem_that_quotes_something_secret_has_a_secret_message(owner: Body, person: User) -> None:
    quoting = Problem(ProblemCode.UNREAD_TEXT, "Vi kunde inte tolka ”Den norra grinden saknar …”.", where="1")
    there = Problem(ProblemCode.UNREAD_TEXT, "Text utan plats.", source=place("grinden"))
    other = Problem(ProblemCode.CONTROL_WITHOUT_RISK, "Kontroll 1 hör inte till någon risk.")
    report = Report(
        Kind.CONTROL_FOLLOW_UP, controls=control(secret=True).controls, problems=(quoting, there, other)
    )
    reading = take_in(report, owner, person, TEXT)
    messages = [problem.message for problem in outtake(reading, with_secrets=False).problems]
    assert messages == [GAP, GAP, "Kontroll 1 hör inte till någon risk."]
    assert outtake(reading, with_secrets=True) == report


def test_what_stands_under_a_secret_control_is_secret_too(owner: Body, person: User) -> None:
    occasion = Occasion(
        "Tertial 1",
        comment="Tre grindar provades",
        actions=(Action("Byt lås i norr", responsible="Vaktmästaren"),),
        samples=(Sample("Alla grindar", 12, 3, ids=("G-7",)),),
        measures=(Measure("Öppna grindar", 1.5, limit=0.0),),
    )
    report = control(secret=True, occasions=(occasion,))
    reading = take_in(report, owner, person, TEXT)
    below = shown(reading).occasions[0]
    assert (below.name, below.comment, below.measures) == ("Tertial 1", GAP, ())
    assert (below.actions[0].text, below.actions[0].responsible) == (GAP, "Vaktmästaren")
    assert (below.samples[0].population, below.samples[0].ids, below.samples[0].size) == (GAP, (GAP,), 3)
    assert outtake(reading, with_secrets=True) == report


def test_a_marked_recommendation_hides_its_own_words_and_not_its_neighbours(
    owner: Body, person: User
) -> None:
    secret = Recommendation("Stäng porten i norr", number="1", secrecy=marked())
    audit = Audit("Vatten", recommendations=(secret, Recommendation("Utbilda personalen", number="2")))
    reading = take_in(
        Report(Kind.AUDIT, audits=(audit,)), owner, person, "Stäng porten i norr. Utbilda personalen."
    )
    texts = [row.text for row in outtake(reading, with_secrets=False).audits[0].recommendations]
    assert texts == [GAP, "Utbilda personalen"]
    assert outtake_text(reading, with_secrets=False) == "█" * 19 + ". Utbilda personalen."


def test_where_the_secret_words_cannot_be_found_the_whole_text_is_closed(owner: Body, person: User) -> None:
    audit = Audit("Vatten", recommendations=(Recommendation("Stäng porten i norr", secrecy=marked()),))
    reading = take_in(Report(Kind.AUDIT, audits=(audit,)), owner, person, "Någonting helt annat.")
    assert set(outtake_text(reading, with_secrets=False)) == {"█"}


def test_rows_are_revealed_for_those_with_the_right(owner: Body, person: User) -> None:
    reading = take_in(control(secret=True), owner, person, TEXT)
    rows = list(StatedControl.objects.filter(reading=reading))
    assert rows[0].deviation == GAP
    reveal(rows)
    assert (rows[0].deviation, rows[0].action) == (DEVIATION, "Nytt lås.")


ranges = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=4)
lines = st.text(st.sampled_from("ab \n[sekrt]█"), max_size=20)


@given(lines, ranges)
def test_a_gap_can_always_be_filled_again(text: str, places: list[tuple[int, int]]) -> None:
    fitting = [(start, end) for start, end in places if start < end <= len(text)]
    gapped, cuts = gaps.cut(text, fitting)
    assert gaps.restored(gapped, cuts) == text


@given(lines, ranges)
def test_a_blocked_text_is_as_long_as_it_was(text: str, places: list[tuple[int, int]]) -> None:
    blocked, cuts = gaps.blocked(text, places)
    assert len(blocked) == len(text)
    assert gaps.unblocked(blocked, cuts) == text
