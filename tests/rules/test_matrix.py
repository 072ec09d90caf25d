from hypothesis import given
from hypothesis import strategies as st

from iaktta.report import Band, Level, Scale
from iaktta.rules.matrix import risk_matrix, shade_of

STEPS = tuple(Level(value, f"Steg {value}") for value in (4, 3, 2, 1))
BANDS = (Band("Kritisk", 9, 16), Band("Medium", 4, 8), Band("Låg", 1, 3))
level = st.one_of(st.none(), st.integers(0, 6))


@given(st.lists(st.tuples(level, level), max_size=12))
def test_every_risk_stands_in_one_cell_or_outside(levels: list[tuple[int | None, int | None]]) -> None:
    risks = [(one, two, [number]) for number, (one, two) in enumerate(levels)]
    matrix = risk_matrix(risks, Scale(STEPS, STEPS, BANDS))
    shown = [risk for row in matrix.rows for cell in row for risk in cell.risks]
    assert sorted([*shown, *matrix.outside]) == [risk for _, _, risk in risks]


def test_the_highest_likelihood_stands_at_the_top_and_the_lowest_consequence_to_the_left() -> None:
    matrix = risk_matrix([(4, 1, "R1")], Scale(STEPS, STEPS, BANDS))
    corner = matrix.rows[0][0]
    assert (corner.value, corner.band, corner.shade, corner.risks) == (4, "Medium", 2, ("R1",))


def test_without_printed_limits_no_cell_has_a_band_or_a_ground() -> None:
    matrix = risk_matrix([(3, 3, "R1")], Scale(STEPS, STEPS, (Band("Hög"), Band("Låg"))))
    assert {(cell.band, cell.shade) for row in matrix.rows for cell in row} == {(None, None)}


def test_grounds_go_from_three_for_the_highest_band_to_one_for_the_lowest() -> None:
    assert [shade_of(value, Scale(bands=BANDS)) for value in (16, 8, 1)] == [3, 2, 1]
    two = Scale(bands=(Band("Hög", 6, 9), Band("Låg", 1, 5)))
    assert [shade_of(value, two) for value in (9, 1)] == [3, 1]


def test_without_a_scale_the_axes_reach_the_highest_level_among_the_risks() -> None:
    matrix = risk_matrix([(5, 2, "R1")], None)
    assert (len(matrix.rows), len(matrix.consequences)) == (5, 4)
