"""Cards with labels."""

from iaktta.reading.controls import Plan, find_plan
from iaktta.reading.decode import decode
from iaktta.report import Execution, Treatment

CARDS = """\
Riskkort A1
Kategori      Verksamhet
Risk          Båtplatser hyrs ut utan avtal
Sannolikhet   4
Påverkan      3
Risktal       12
Riskhantering Reduceras genom kontroll
Kontroll      Avtal finns för varje plats
Hur           Tjugo platser väljs slumpvis
Rapporteras   Fritidsnämnden, vid bokslut

Fritidsnämnden        Internkontrollplan        1 av 2
Riskkort A2
Kategori      Ekonomi
Risk          Entréavgifter redovisas inte
Sannolikhet   1
Påverkan      3
Risktal       3
Riskhantering Accepteras
"""


def plan_of(text: str) -> Plan:
    return find_plan(decode(text.encode(), "plan.txt"))


def test_a_risk_card_gives_the_risk_and_the_control_that_answers_it() -> None:
    plan = plan_of(CARDS)
    assert [(risk.number, risk.category, risk.value) for risk in plan.risks] == [
        ("A1", "Verksamhet", 12),
        ("A2", "Ekonomi", 3),
    ]
    assert [risk.treatment for risk in plan.risks] == [Treatment.CONTROL, Treatment.ACCEPT]
    control = plan.controls[0]
    assert (control.text, control.risk, control.category) == (
        "Avtal finns för varje plats",
        "A1",
        "Verksamhet",
    )
    assert (control.report_to, control.report_when) == ("Fritidsnämnden", "vid bokslut")


def test_a_control_card_has_its_own_number_and_names_its_risk() -> None:
    text = "Kontroll K4\nRisk: 2\nKontrollmoment: Kassan räknas\nMetod: Besök\n"
    control = plan_of(text).controls[0]
    assert (control.number, control.risk, control.method) == ("K4", "2", "Besök")


def test_labels_in_markdown_are_labels() -> None:
    text = (
        "### Kontroll 2\n\n- **Kontrollmoment:** Larm provas\n"
        "- **Iakttagelse:** Proven är gjorda.\n- **Status:** Kontroll utförd\n"
    )
    control = plan_of(text).controls[0]
    assert (control.number, control.text, control.deviation) == ("2", "Larm provas", "Proven är gjorda.")
    assert control.execution is Execution.PERFORMED


def test_an_empty_label_is_not_stated() -> None:
    text = "Kontrollmoment: Larm provas\nMetod:\nFrekvens: En gång\nUnderskrift:\n"
    control = plan_of(text).controls[0]
    assert (control.method, control.frequency) == (None, "En gång")


def test_a_value_goes_on_below_its_label() -> None:
    text = "Kontrollmoment: Personal som slutar lämnar nycklar\ntill sin chef\nMetod: Lista\n"
    assert plan_of(text).controls[0].text == "Personal som slutar lämnar nycklar till sin chef"


def test_a_provision_of_secrecy_is_kept_with_date_and_authority() -> None:
    text = (
        "Kontrollmoment: Skalskyddet provas\nMetod: Besök\n"
        "Åtgärd: Redovisas separat. Sekretess enligt 18 kap. 8 § OSL, kulturförvaltningen 2024-02-01.\n"
    )
    control = plan_of(text).controls[0]
    assert control.secret
    assert control.secrecy is not None
    assert (control.secrecy.provision, str(control.secrecy.date)) == ("18 kap. 8 § OSL", "2024-02-01")
    assert control.secrecy.authority == "kulturförvaltningen"


def test_a_label_may_name_the_occasion_of_a_result() -> None:
    control = plan_of(
        "Risk R1\nRiskbeskrivning: Köp görs utan avtal\nKontrollaktivitet: Fakturor läses\n"
        "Utfall tertial 1: Inga avvikelser\nUtfall tertial 2: Mindre avvikelser. Två köp.\n"
    ).controls[0]
    assert [(one.name, one.comment) for one in control.occasions] == [
        ("tertial 1", None),
        ("tertial 2", "Två köp."),
    ]
