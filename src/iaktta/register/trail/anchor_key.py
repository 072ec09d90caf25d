"""The key that anchors are signed with: Ed25519, in a file of its own outside the database."""

from __future__ import annotations

import base64
import hashlib
import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.utils.translation import gettext as _

from iaktta.errors import IakttaError


class AnchorKeyError(IakttaError):
    """The key cannot be read, made or used."""


class PublicKey:
    """What signatures are checked with; `text` is its 32 bytes in base 64, as a person writes it down."""

    def __init__(self, text: str) -> None:
        try:
            self._key = Ed25519PublicKey.from_public_bytes(base64.b64decode(text.strip(), validate=True))
        except ValueError as error:
            raise AnchorKeyError(
                _("Den offentliga nyckeln ska vara 44 tecken, som iaktta anchor --public-key skriver den.")
            ) from error
        self.text = text.strip()

    @property
    def mark(self) -> str:
        """Tells keys apart."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:16]

    def agrees(self, signature: str, text: str) -> bool:
        try:
            self._key.verify(base64.b64decode(signature), text.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


class AnchorKey:
    """The private key in a file, made when it is first needed, readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        try:
            if not path.exists():
                _make(path)
            key = load_pem_private_key(path.read_bytes(), password=None)
        except (OSError, ValueError, TypeError) as error:
            raise AnchorKeyError(
                _("Ankarnyckeln %(path)s går inte att läsa eller skapa. Kontrollera IAKTTA_ANCHOR_KEY.")
                % {"path": path}
            ) from error
        if not isinstance(key, Ed25519PrivateKey):
            raise AnchorKeyError(_("Ankarnyckeln %(path)s är inte en Ed25519-nyckel.") % {"path": path})
        self._key = key
        raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.public = PublicKey(base64.b64encode(raw).decode())

    def sign(self, text: str) -> str:
        """The signature of a text, in base 64."""
        return base64.b64encode(self._key.sign(text.encode())).decode()


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    # Written beside and linked into place: of several that make it at once one is first, and none reads half.
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()
