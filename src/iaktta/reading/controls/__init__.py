"""Plans for internal control and their follow-ups: risks, controls, results, scale and rules.

`find_plan` reads what a document says of them, in whichever layout it has: tables written cell after cell,
ruled,
spaced or parted by tabs, cards with labels, and the print-outs of planning systems.
"""

from iaktta.reading.controls.plan import Plan, find_plan

__all__ = ["Plan", "find_plan"]
