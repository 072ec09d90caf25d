"""Which groups the municipality's own sign-in says that a person is in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def stated_groups(answer: Mapping[str, Any], name: str) -> list[str] | None:
    """The groups in what a provider answered, under the name of the claim or attribute.

    OpenID Connect answers with `id_token` and `userinfo`, SAML with the attributes themselves. A provider
    that says nothing of groups says that there are none: many leave out an empty list, and a role must not
    outlive it. None where the provider says that there are too many to state (`_claim_names`): then nothing
    is known.
    """
    parts = [answer, answer.get("id_token") or {}, answer.get("userinfo") or {}]
    told = [part[name] for part in parts if isinstance(part, Mapping) and name in part]
    if not told:
        elsewhere = [part.get("_claim_names") or {} for part in parts if isinstance(part, Mapping)]
        return None if any(name in names for names in elsewhere) else []
    found = (group for value in told for group in (value if isinstance(value, list | tuple) else [value]))
    return sorted({str(group).strip() for group in found if str(group).strip()})
