"""What the document's own rules ask of a plan, how it ends, what an evaluation proposes."""

from iaktta.reading.controls import Plan, find_plan
from iaktta.reading.decode import decode

TABLE = "\n\n| Nr | Kontrollmoment | Metod |\n|---|---|---|\n| 1 | Kassan räknas | Besök |\n\n"


def plan_of(text: str, proposes: bool = False) -> Plan:
    return find_plan(decode(text.encode(), "plan.txt"), proposes)


def test_the_parts_of_a_plan_are_a_list_of_their_own() -> None:
    text = (
        "Kommunens regler säger att en plan ska innehålla:\n\n"
        "• vilka rutiner som granskas\n• vem som granskar\n\n"
        "Planen ska täcka dessa områden:\n\n1. Ekonomi\n2. Personal\n" + TABLE
    )
    plan = plan_of(text)
    assert plan.requirements == ("vilka rutiner som granskas", "vem som granskar")
    assert plan.areas == ("Ekonomi", "Personal")


def test_a_list_whose_bullets_were_lost_ends_at_the_next_sentence() -> None:
    text = (
        "Planen ska innehålla:\n\n Vilka rutiner som granskas\n\n Vem som granskar\n\n"
        "Nämnden har ansvaret för att reglerna följs och att\nalla medarbetare känner till dem.\n" + TABLE
    )
    assert plan_of(text).requirements == ("Vilka rutiner som granskas", "Vem som granskar")


def test_other_lists_ask_nothing_of_a_plan() -> None:
    assert plan_of("Vid mötet deltog:\n\n• chefen\n• ekonomen\n" + TABLE).requirements == ()


def test_a_follow_up_ends_in_its_conclusion() -> None:
    text = TABLE + "4 Slutsatser av uppföljningen\n\nKontrollerna har fungerat.\nTvå återstår.\n\n5 Bilagor\n"
    assert plan_of("3 Resultat\n" + text).conclusion == "Kontrollerna har fungerat. Två återstår."


def test_an_empty_heading_concludes_nothing() -> None:
    assert plan_of(TABLE + "2.4 Slutsatser av uppföljning\n\n2.5 Åtgärder\n").conclusion is None


def test_an_evaluation_proposes_to_committees_and_refers_to_sections() -> None:
    text = TABLE + "Förslag till förbättringar\n\n1. Skolnämnden ska utse en ansvarig, se avsnitt 2.1.\n"
    proposal = plan_of(text, proposes=True).recommendations[0]
    assert (proposal.addressees, proposal.section) == (("Skolnämnden",), "2.1")
    assert plan_of(text).recommendations == ()
