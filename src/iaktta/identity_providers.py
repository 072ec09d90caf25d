"""What the settings say of the municipality's own sign-in, in the form that django-allauth reads."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from iaktta.environment import SettingError

OIDC, SAML = "oidc", "saml"
"""The keys of the two providers in addresses and rows; an installation has at most one of each."""

ATTRIBUTES = {
    "uid": [
        "urn:oasis:names:tc:SAML:attribute:subject-id",
        "urn:oasis:names:tc:SAML:attribute:pairwise-id",
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.6",  # eduPersonPrincipalName
        "http://schemas.microsoft.com/identity/claims/objectidentifier",
    ],
    "email": [
        "urn:oid:0.9.2342.19200300.100.1.3",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
        "mail",
        "email",
    ],
    "name": [
        "urn:oid:2.16.840.1.113730.3.1.241",  # displayName
        "http://schemas.microsoft.com/identity/claims/displayname",
        "displayName",
    ],
    "first_name": [
        "urn:oid:2.5.4.42",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname",
        "givenName",
    ],
    "last_name": [
        "urn:oid:2.5.4.4",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname",
        "sn",
    ],
}
"""Ours -> the names of attributes in SAML, the first that is there counts: subject-id, LDAP, ADFS, Entra."""


def openid_connect(
    *,
    name: str,
    issuer: str,
    client_id: str,
    client_secret: str,
    email_domains: Sequence[str],
    second_factor: bool,
) -> dict[str, Any]:
    """OpenID Connect: code flow with PKCE; `issuer` is the address under which `.well-known` stands."""
    _require(issuer, "IAKTTA_OIDC_ISSUER", "IAKTTA_OIDC_NAME")
    _require(client_id, "IAKTTA_OIDC_CLIENT_ID", "IAKTTA_OIDC_NAME")
    app = {
        "provider_id": OIDC,
        "name": name,
        "client_id": client_id,
        "secret": client_secret,
        "settings": {"server_url": issuer, **_trust(email_domains, second_factor)},
    }
    return {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}


def saml(
    *,
    name: str,
    metadata: str,
    provider_entity_id: str,
    entity_id: str,
    private_key: str,
    certificate: str,
    email_domains: Sequence[str],
    second_factor: bool,
) -> dict[str, Any]:
    """SAML 2.0: `metadata` is an address or a file; with a private key (a file) requests are signed."""
    _require(metadata, "IAKTTA_SAML_METADATA", "IAKTTA_SAML_NAME")
    own: dict[str, Any] = {}
    if private_key or certificate:
        own = {
            "private_key": _read(private_key, "IAKTTA_SAML_PRIVATE_KEY"),
            "x509cert": _read(certificate, "IAKTTA_SAML_CERTIFICATE"),
            "authn_request_signed": True,
            "metadata_signed": True,
        }
    app = {
        "provider_id": SAML,
        "client_id": SAML,
        "name": name,
        "settings": {
            "attribute_mapping": ATTRIBUTES,
            "idp": {"entity_id": provider_entity_id or None, "metadata_url": _address(metadata)},
            "sp": {"entity_id": entity_id},
            "advanced": own,
            **_trust(email_domains, second_factor),
        },
    }
    return {"APPS": [app]}


def _require(stated: str, name: str, because: str) -> None:
    if not stated:
        raise SettingError(f"{name} saknas. Den behövs när {because} är angiven.")


def _read(path: str, name: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        raise SettingError(f"Filen i {name} går inte att läsa. Ange en fil i formen PEM.") from None


def _trust(email_domains: Sequence[str], second_factor: bool) -> dict[str, Any]:
    """Which e-mail addresses the provider answers for, and whether it asks for a second factor itself."""
    return {"email_domains": [one.strip().lower() for one in email_domains], "second_factor": second_factor}


def _address(metadata: str) -> str:
    return metadata if "://" in metadata else Path(metadata).resolve().as_uri()
