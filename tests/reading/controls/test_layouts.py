"""Layouts of plans beyond the common ones."""

from iaktta.reading.controls import Plan, find_plan
from iaktta.reading.decode import decode
from iaktta.report import DeviationLevel, Execution


def plan_of(text: str) -> Plan:
    return find_plan(decode(text.encode(), "plan.txt"))


def test_lines_between_two_rules_are_one_row() -> None:
    plan = plan_of(
        "+----+------------------------+------------------+\n"
        "| Nr | Kontrollmoment         | Resultat         |\n"
        "+----+------------------------+------------------+\n"
        "| 1  | Att handlingar gallras | Gallring har     |\n"
        "|    | enligt plan            | skett.           |\n"
        "+----+------------------------+------------------+\n"
        "| 2  | Att kassan räknas      | Två fel fanns.   |\n"
        "+----+------------------------+------------------+\n"
    )
    assert [(control.text, control.deviation) for control in plan.controls] == [
        ("Att handlingar gallras enligt plan", "Gallring har skett."),
        ("Att kassan räknas", "Två fel fanns."),
    ]


def test_names_of_columns_may_be_wrapped() -> None:
    plan = plan_of(
        "Nr   Rutin/       Kontroll-            Konstaterad            Förslag på\n"
        "     process      moment               avvikelse              åtgärd\n"
        "1    Arkiv        Att handlingar       Gallring har skett     Ingen åtgärd\n"
        "                  gallras              två gånger.\n"
        "2    Kassa        Att kassan räknas    Två fel hittades.      Ny rutin skrivs.\n"
    )
    assert [(control.text, control.deviation, control.action) for control in plan.controls] == [
        ("Att handlingar gallras", "Gallring har skett två gånger.", "Ingen åtgärd"),
        ("Att kassan räknas", "Två fel hittades.", "Ny rutin skrivs."),
    ]


def test_names_may_be_centred_over_their_columns() -> None:
    plan = plan_of(
        "Nr        Kontrollmoment                  Metod              Ansvarig\n\n"
        "1    Att handlingar gallras varje år     Stickprov i arkiv   Arkivarie\n\n"
        "2    Att kassan räknas av två personer   Besök i kassan      Ekonom\n"
    )
    assert [(control.text, control.method) for control in plan.controls] == [
        ("Att handlingar gallras varje år", "Stickprov i arkiv"),
        ("Att kassan räknas av två personer", "Besök i kassan"),
    ]


def test_a_committee_may_have_a_column_of_its_own() -> None:
    plan = plan_of(
        "| Nr | Kontrollmoment | Kommunstyrelsen | Skolnämnden |\n|---|---|---|---|\n"
        "| 1 | Attester | Grön | Gul |\n| 2 | Jäv | Grön | Ej genomförd |\n"
    )
    first, second = plan.controls
    assert [(one.committee, one.deviation_level) for one in first.occasions] == [
        ("Kommunstyrelsen", DeviationLevel.NONE),
        ("Skolnämnden", DeviationLevel.MINOR),
    ]
    assert second.occasions[1].execution is Execution.NOT_PERFORMED


def test_a_control_may_have_a_row_for_each_occasion() -> None:
    plan = plan_of(
        "| Kontrollmoment | Tillfälle | Avvikelsegrad | Slutdatum | Kommentar |\n|---|---|---|---|---|\n"
        "| Kassan räknas | Tertial 1 | Inga avvikelser | 2023-04-30 | Allt stämde. |\n"
        "|  | Tertial 2 | Mindre avvikelser | 2023-08-31 | En sedel saknades. |\n"
        "| Larm provas | Tertial 1 | Inga avvikelser | 2023-04-30 |  |\n"
    )
    assert [(control.text, len(control.occasions)) for control in plan.controls] == [
        ("Kassan räknas", 2),
        ("Larm provas", 1),
    ]
    assert plan.controls[0].occasions[1].comment == "En sedel saknades."


def test_figures_share_a_line_though_each_has_its_column() -> None:
    plan = plan_of(
        "Nr Risk S K RV Kontrollmoment Metod Ansvarig\n\n"
        "1 Biljetter säljs dubbelt 2 3 6\n\nAvstämning mot salens platser\n\nStickprov\n\nKassör\n\n"
        "2 Maskiner saknar besiktning 2 4 8 Protokoll finns\n\nGenomgång av protokoll\n\nScenmästare\n"
    )
    assert [(risk.text, risk.likelihood, risk.consequence, risk.value) for risk in plan.risks] == [
        ("Biljetter säljs dubbelt", 2, 3, 6),
        ("Maskiner saknar besiktning", 2, 4, 8),
    ]
    assert [(control.text, control.risk, control.responsible) for control in plan.controls] == [
        ("Avstämning mot salens platser", "1", "Kassör"),
        ("Protokoll finns", "2", "Scenmästare"),
    ]


def test_a_heading_above_its_fields_names_the_control() -> None:
    plan = plan_of(
        "2.1 Attest av fakturor\nMetod: Stickprov\n"
        "Resultat: Mindre avvikelser\nÅtgärd: Rutinen skickas ut.\n\n"
        "2.2 Utlämning av nycklar\nMetod: Genomgång\nResultat: Två kvittenser saknas.\n"
    )
    first, second = plan.controls
    assert (first.text, first.deviation_level, first.deviation) == (
        "Attest av fakturor",
        DeviationLevel.MINOR,
        None,
    )
    assert (second.text, second.deviation) == ("Utlämning av nycklar", "Två kvittenser saknas.")


def test_a_table_may_be_written_column_after_column() -> None:
    plan = plan_of(
        "Nr\n1\n2\n\nKontrollmoment\nAvrop görs enligt avtal\nKassan räknas av två\n\n"
        "Metod\nStickprov\nBesök\n\nAnsvarig\nController\nEkonom\n"
    )
    assert [
        (control.number, control.text, control.method, control.responsible) for control in plan.controls
    ] == [
        ("1", "Avrop görs enligt avtal", "Stickprov", "Controller"),
        ("2", "Kassan räknas av två", "Besök", "Ekonom"),
    ]


def test_a_label_names_the_control_above_the_head_of_its_occasions() -> None:
    plan = plan_of(
        "3.1 Larm når inte jouren\n\nKontroll\nAntal besvarade provlarm\n\nMetod\nStatistik ur systemet\n\n"
        "Tillfälle Genomförande Avvikelse Slutdatum Ansvarig\n\n"
        "Tertial 1 Genomförd Mindre avvikelser 2023-04-30 Siv Alm\n\nKommentar\n\nTre larm missades.\n\n"
        "Kontroll\nAntal larm per stad\n\nTillfälle Genomförande Avvikelse Slutdatum Ansvarig\n\n"
        "Tertial 1 Ej genomförd 2023-04-30 Siv Alm\n"
    )
    first, second = plan.controls
    assert (first.text, first.method) == ("Antal besvarade provlarm", "Statistik ur systemet")
    occasion = first.occasions[0]
    assert (occasion.execution, occasion.deviation_level) == (Execution.PERFORMED, DeviationLevel.MINOR)
    assert (occasion.responsible, occasion.comment) == ("Siv Alm", "Tre larm missades.")
    assert (second.text, second.occasions[0].execution) == ("Antal larm per stad", Execution.NOT_PERFORMED)


def test_committees_may_have_running_rows_under_a_plain_head() -> None:
    plan = plan_of(
        "Kontrollmoment: Jäv prövas\nMetod: Enkät\n\nNämnd Resultat Kommentar\n\n"
        "Skolnämnden Mindre avvikelser Två svar\nsaknas ännu.\n\n"
        "Kultur- och\nfritidsnämnden Inga avvikelser\n"
    )
    assert [(one.committee, one.deviation_level, one.comment) for one in plan.controls[0].occasions] == [
        ("Skolnämnden", DeviationLevel.MINOR, "Två svar saknas ännu."),
        ("Kultur- och fritidsnämnden", DeviationLevel.NONE, None),
    ]


def test_a_status_ends_the_rows_of_a_table_without_numbers() -> None:
    plan = plan_of(
        "Rutin Kontrollmoment Metod Resultat Åtgärd Status\n\n"
        "Arkiv Att handlingar\ngallras\n\nStickprov, tio\nhandlingar\n\nTvå handlingar fanns\nkvar.\n\n"
        "De har gallrats.\n\nGenomförd\n\n"
        "Kassa Att kassan\nräknas\n\nBesök på två\nställen\n\nInga fel hittades vid\nbesöken.\n\n"
        "Ingen åtgärd.\n\nEj\ngenomförd\n"
    )
    assert [(control.process, control.text, control.execution) for control in plan.controls] == [
        ("Arkiv", "Att handlingar gallras", Execution.PERFORMED),
        ("Kassa", "Att kassan räknas", Execution.NOT_PERFORMED),
    ]
    assert plan.controls[0].action == "De har gallrats."


def test_a_card_may_tell_of_each_occasion() -> None:
    plan = plan_of(
        "Risk: Hot anmäls inte\n\nKontroll: Tillbud följs upp\nMetod: Genomgång\n\n"
        "Tillfälle: Kvartal 2\nResultat: Inga avvikelser\n"
        "Slutdatum: 2023-06-30\nKommentar: Allt är klart.\n\n"
        "Tillfälle: Kvartal 4\nResultat:\n"
        "Slutdatum: 2023-12-31\nKommentar: Ej genomförd. Flyttas till 2024.\n"
    )
    first, second = plan.controls[0].occasions
    assert (first.name, first.deviation_level) == ("Kvartal 2", DeviationLevel.NONE)
    assert (second.execution, second.postponed_to) == (Execution.NOT_PERFORMED, "2024")


def test_levels_on_a_line_belong_to_the_risk_above_them() -> None:
    plan = plan_of(
        "1. Bidrag betalas ut till fel förening\nSannolikhet 2  Konsekvens 3  Riskvärde 6\n\n"
        "2. Kassan stäms inte av\nSannolikhet 3  Konsekvens 1  Riskvärde 3\n\n"
        "Risk 2: Kassan stäms inte av\nÅtgärd: Nya rutiner.\nAnsvarig: Ekonom\nKlart: 2023-10-31\n"
    )
    assert [(risk.number, risk.text, risk.value) for risk in plan.risks] == [
        ("1", "Bidrag betalas ut till fel förening", 6),
        ("2", "Kassan stäms inte av", 3),
    ]
    assert [(action.text, action.responsible) for action in plan.actions] == [("Nya rutiner.", "Ekonom")]


def test_an_occasion_may_have_a_column_of_its_own() -> None:
    plan = plan_of(
        "Nr  Kontrollmoment                T1      T2      Helår\n"
        "1   Att kassan räknas             Grön    Gul     Grön\n"
        "2   Att larm provas               Grön    Grön    Röd\n"
    )
    assert [[one.name for one in control.occasions] for control in plan.controls] == [
        ["T1", "T2", "Helår"]
    ] * 2
    assert plan.controls[1].occasions[2].deviation_level is DeviationLevel.MAJOR


def test_a_risk_may_be_answered_by_two_controls_and_sums_are_no_risks() -> None:
    plan = plan_of(
        "| Nr | Risk | S*K | Kontroll |\n|---|---|---|---|\n"
        "| 1.1 | Köp görs utan avtal | 3x4=12 | Fakturor läses |\n|  |  |  | Beställare frågas |\n"
        "|  | Summa | 12 |  |\n"
    )
    assert [(risk.number, risk.likelihood, risk.value) for risk in plan.risks] == [("1.1", 3, 12)]
    assert [control.risk for control in plan.controls] == ["1.1", "1.1"]
