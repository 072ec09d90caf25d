"""Who performs a control is not who approves it, where the organisation says so."""

from __future__ import annotations


def may_approve(performer: int, approver: int, *, separated: bool) -> bool:
    """Whether a person may approve what a person performed; keys of persons. `separated`: duties kept apart.

    Source: separation of duties, COSO Internal Control - Integrated Framework (2013), principle 10.
    """
    return not separated or performer != approver
