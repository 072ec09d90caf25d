"""Whom a recommendation concerns, and which audit a follow-up's own recommendation stands under."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iaktta.report import Audit
from iaktta.rules.names import basic_name, names_all_audited


def concerned_committees(addressees: Iterable[str], auditees: Sequence[str]) -> tuple[str, ...]:
    """The committees that a recommendation concerns, as printed, each once.

    "Samtliga nämnder" is everybody that the audit concerns (R44), and so is a recommendation that
    names nobody. Empty only where the audit names nobody either.
    """
    printed = tuple(addressees)
    if not printed:
        return distinct(auditees)
    named: list[str] = []
    for name in printed:
        named += auditees if names_all_audited(name) else (name,)
    return distinct(named)


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """The names in their order; of several that mean the same the first is kept."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(basic_name(name), name)
    return tuple(kept.values())


def audit_of_section(section: str | None, audits: Sequence[Audit]) -> int | None:
    """The place in the list of the audit that stands in a section, or in the section around it; else None."""
    sought = section.strip(" .") if section else ""
    while sought:
        for place, audit in enumerate(audits):
            if audit.section and audit.section.strip(" .") == sought:
                return place
        sought = sought.rpartition(".")[0]
    return None
