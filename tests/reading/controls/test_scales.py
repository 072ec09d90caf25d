"""The risk scale, in the ways that plans print it."""

import pytest

from iaktta.reading.controls import find_plan
from iaktta.reading.decode import decode
from iaktta.report import Band, Level, Scale

RISKS = "\n\n3 Risker\n\n| Nr | Risk | S | K | RV |\n|---|---|---|---|---|\n| 1 | Vägar rasar | 2 | 2 | 4 |\n"


def scale_of(text: str) -> Scale:
    scale = find_plan(decode((text + RISKS).encode(), "plan.txt")).scale
    assert scale is not None
    return scale


LISTED = """\
2.1 Sannolikhet

2 Trolig (händer varje år)
1 Otrolig (har aldrig
hänt)

2.2 Konsekvens

2 Stor
1 Liten
"""
SIDE_BY_SIDE = """\
Sannolikhet Konsekvens

2 Trolig (händer
varje år)

Stor
(verksamheten stannar)

1 Otrolig (har aldrig hänt)

Liten
(märks
knappt)
"""
TABLE = """\
| Värde | Sannolikhet | Konsekvens |
| --- | --- | --- |
| 2 | Trolig (händer varje år) | Stor |
| 1 | Otrolig | Liten |
"""
LINES = "Bedömning av sannolikhet\t1 Otrolig\t2 Trolig\nBedömning av konsekvens\t1 Liten\t2 Stor\n"
SENTENCE = "Sannolikhet och konsekvens anges med 1 = låg, 2 = medel, 3 = hög.\n"


def test_levels_under_their_axis_with_definitions() -> None:
    scale = scale_of(LISTED)
    assert scale.likelihood == (Level(2, "Trolig", "händer varje år"), Level(1, "Otrolig", "har aldrig hänt"))
    assert [level.label for level in scale.consequence] == ["Stor", "Liten"]


def test_both_axes_side_by_side_share_their_numbers() -> None:
    scale = scale_of(SIDE_BY_SIDE)
    assert scale.likelihood == (Level(2, "Trolig", "händer varje år"), Level(1, "Otrolig", "har aldrig hänt"))
    assert scale.consequence == (Level(2, "Stor", "verksamheten stannar"), Level(1, "Liten", "märks knappt"))


def test_both_axes_in_a_table() -> None:
    scale = scale_of(TABLE)
    assert scale.likelihood == (Level(2, "Trolig", "händer varje år"), Level(1, "Otrolig"))
    assert scale.consequence == (Level(2, "Stor"), Level(1, "Liten"))


def test_an_axis_on_a_line() -> None:
    scale = scale_of(LINES)
    assert scale.likelihood == (Level(1, "Otrolig"), Level(2, "Trolig"))
    assert scale.consequence == (Level(1, "Liten"), Level(2, "Stor"))


def test_both_axes_in_a_sentence_share_their_levels() -> None:
    scale = scale_of(SENTENCE)
    assert scale.likelihood == scale.consequence == (Level(1, "låg"), Level(2, "medel"), Level(3, "hög"))


@pytest.mark.parametrize(
    "text",
    [
        "12–16  Hög     ska åtgärdas\n6–9    Medel   ska kontrolleras\n",
        "| Nivå | Riskvärde |\n|---|---|\n| Hög | 12–16 |\n| Medel | 6–9 |\n",
        "Nivåer\tHög 12-16\tMedel 6-9\n",
        "Riskvärde 12–16: Hög\nRiskvärde 6–9: Medel\n",
    ],
)
def test_bands_with_their_limits(text: str) -> None:
    assert scale_of(text).bands == (Band("Hög", 12, 16), Band("Medel", 6, 9))


def test_bands_that_colours_alone_limited_have_no_limits() -> None:
    assert scale_of("1.1 Riskmatris\n\nKritisk\n\nMedium\n\nLåg\n").bands == (
        Band("Kritisk"),
        Band("Medium"),
        Band("Låg"),
    )


def test_bands_in_a_sentence_are_what_it_says_of_them() -> None:
    text = (
        "Risker med risktal 15–25 är oacceptabla och ska åtgärdas, 8–14 bör kontrolleras "
        "och 1–7 är acceptabla.\n"
    )
    assert [(band.label, band.lowest) for band in scale_of(text).bands] == [
        ("oacceptabla", 15),
        ("bör kontrolleras", 8),
        ("acceptabla", 1),
    ]
