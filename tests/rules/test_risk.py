from hypothesis import given
from hypothesis import strategies as st

from iaktta.report import Band, Level, Risk, Scale
from iaktta.rules.risk import band_of, levels_outside, risk_value

level = st.integers(min_value=1, max_value=5)


def test_risk_value_is_likelihood_times_consequence() -> None:
    assert risk_value(likelihood=3, consequence=4) == 12


@given(level, level)
def test_a_higher_consequence_always_raises_the_risk_value(likelihood: int, consequence: int) -> None:
    assert risk_value(likelihood, consequence + 1) > risk_value(likelihood, consequence)


def test_a_level_beyond_the_scale_is_named_with_the_scales_ends() -> None:
    steps = tuple(Level(value, f"Nivå {value}") for value in (1, 2, 3))
    risk = Risk("Fel belopp betalas ut", likelihood=4, consequence=2)
    assert levels_outside(risk, Scale(steps, steps)) == [("Sannolikheten", 4, 1, 3)]


def test_a_band_whose_limits_are_not_printed_is_never_guessed() -> None:
    assert band_of(9, Scale(bands=(Band("Hög"), Band("Låg")))) is None
    assert band_of(9, Scale(bands=(Band("Hög", 8, 16), Band("Låg", 1, 7)))) == "Hög"
