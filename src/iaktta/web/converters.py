"""What an address may hold: see the scheme of addresses in `urls.py`."""

from django.urls import register_converter

from iaktta.identity_providers import SAML

RESERVED = frozenset({"konto", "api", "halsa", "redo", "static", "en", "handbok"})
"""Slugs that no organisation may have: they begin other addresses."""

ALL_COMMITTEES = "alla"
"""The slug that stands for every committee at once; no committee may have it."""


class OrganisationConverter:
    """An organisation's slug, never a reserved word."""

    regex = rf"(?!(?:{'|'.join(sorted(RESERVED))})/)[a-z0-9]+(?:-[a-z0-9]+)*"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class CommitteeConverter(OrganisationConverter):
    """A committee's slug, or `alla`."""

    regex = r"[a-z0-9]+(?:-[a-z0-9]+)*"


class YearConverter:
    """Four digits."""

    regex = r"[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int | str) -> str:
        return f"{int(value):04d}"


class Base36Converter:
    """A key as allauth writes it in the address of a letter."""

    regex = "[0-9A-Za-z]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class SamlConverter(Base36Converter):
    """The key of the SAML provider, of which there is one at most; allauth wants it in the address."""

    regex = SAML


# Here, so that every list of addresses that imports this knows them.
register_converter(OrganisationConverter, "org")
register_converter(CommitteeConverter, "committee")
register_converter(YearConverter, "year")
register_converter(Base36Converter, "base36")
register_converter(SamlConverter, "saml")
