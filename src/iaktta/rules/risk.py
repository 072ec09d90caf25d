"""Risk values and the scale they are read on."""

from __future__ import annotations

from iaktta.report import Report, Risk, Scale


def risk_value(likelihood: int, consequence: int) -> int:
    """Riskvärde: likelihood times consequence, both levels counted from 1.

    Raises:
        ValueError: A level is below 1.
    """
    if likelihood < 1 or consequence < 1:
        raise ValueError(f"a level is 1 or more, not {likelihood} and {consequence}")
    return likelihood * consequence


def is_on_scale(risk: Risk, scale: Scale | None) -> bool:
    """Whether both levels are stated and on the printed scale (1 or more where none is printed)."""
    if risk.likelihood is None or risk.consequence is None:
        return False
    return not levels_outside(risk, scale)


def levels_outside(risk: Risk, scale: Scale | None) -> list[tuple[str, int, int, int]]:
    """Levels that the scale does not have: Swedish name, level, and the scale's lowest and highest step."""
    outside = []
    for name, level, steps in (
        ("Sannolikheten", risk.likelihood, scale.likelihood if scale else ()),
        ("Konsekvensen", risk.consequence, scale.consequence if scale else ()),
    ):
        values = [step.value for step in steps]
        if level is None or (values and min(values) <= level <= max(values)) or (not values and level >= 1):
            continue
        outside.append((name, level, min(values, default=1), max(values, default=1)))
    return outside


def band_of(value: int, scale: Scale | None) -> str | None:
    """The printed band of a risk value; None where its limits are not printed (R10: never guessed)."""
    for band in scale.bands if scale else ():
        if band.lowest is not None and band.highest is not None and band.lowest <= value <= band.highest:
            return band.label
    return None


def risks_on_scale(report: Report) -> list[Risk]:
    """The risks whose both levels are stated and within the printed scale."""
    return [risk for risk in report.risks if is_on_scale(risk, report.scale)]
