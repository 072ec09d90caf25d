"""pysaml2's own provider as a municipality's sign-in: a form, and an answer that the browser carries.

    python tests/providers/saml_idp.py FOLDER PORT SP_METADATA

FOLDER gets a key, a certificate and `metadata.xml`. The name "falsk" gets an answer that is changed after it
was signed.
"""

from __future__ import annotations

import base64
import html
import sys
import urllib.parse
import urllib.request
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from saml2 import BINDING_HTTP_REDIRECT
from saml2.config import IdPConfig
from saml2.metadata import entity_descriptor
from saml2.saml import NAMEID_FORMAT_PERSISTENT, NameID
from saml2.server import Server
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

PEOPLE = {
    "sten": {"mail": "sten.alm@granvik.example", "displayName": "Sten Alm"},
    "falsk": {"mail": "falsk@granvik.example", "displayName": "Falsk Person"},
}


def make_key(folder: Path) -> tuple[Path, Path]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    key_file, certificate_file = folder / "idp.key", folder / "idp.crt"
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.TraditionalOpenSSL,
            serialization.NoEncryption(),
        )
    )
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return key_file, certificate_file


def configuration(folder: Path, base: str, sp_metadata: str = "") -> IdPConfig:
    key, certificate = folder / "idp.key", folder / "idp.crt"
    return IdPConfig().load(
        {
            "entityid": f"{base}/metadata",
            "service": {
                "idp": {
                    "endpoints": {"single_sign_on_service": [(f"{base}/sso", BINDING_HTTP_REDIRECT)]},
                    "policy": {"default": {"attribute_restrictions": None}},
                    "name_id_format": [NAMEID_FORMAT_PERSISTENT],
                    "sign_assertion": True,
                    "sign_response": True,
                }
            },
            "key_file": str(key),
            "cert_file": str(certificate),
            "metadata": {"inline": [sp_metadata]} if sp_metadata else {},
        }
    )


class Idp(BaseHTTPRequestHandler):
    folder: Path
    base: str
    sp: str

    def log_message(self, *_: Any) -> None:
        """Nothing."""

    def do_GET(self) -> None:
        asked = urllib.parse.urlsplit(self.path)
        if asked.path == "/metadata":
            self._answer((self.folder / "metadata.xml").read_text(encoding="utf-8"), "text/xml")
            return
        query = dict(urllib.parse.parse_qsl(asked.query))
        kept = "".join(
            f'<input type="hidden" name="{name}" value="{html.escape(value)}">'
            for name, value in query.items()
        )
        self._answer(
            f'<form method="post" action="/sso"><label>Namn <input name="name"></label>{kept}'
            "<button>Logga in</button></form>"
        )

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        given = dict(urllib.parse.parse_qsl(sent))
        with urllib.request.urlopen(self.sp) as metadata:
            server = Server(config=configuration(self.folder, self.base, metadata.read().decode()))
        request = server.parse_authn_request(given["SAMLRequest"], BINDING_HTTP_REDIRECT)
        told = server.response_args(request.message)
        answer = str(
            server.create_authn_response(
                PEOPLE[given["name"]],
                userid=given["name"],
                name_id=NameID(format=NAMEID_FORMAT_PERSISTENT, text=f"id-{given['name']}"),
                authn={"class_ref": "urn:oasis:names:tc:SAML:2.0:ac:classes:Password"},
                sign_assertion=True,
                sign_response=True,
                sign_alg=SIG_RSA_SHA256,
                digest_alg=DIGEST_SHA256,
                **told,
            )
        )
        if given["name"] == "falsk":
            answer = answer.replace("falsk@granvik.example", "ada.ek@granvik.example")
        encoded = base64.b64encode(answer.encode()).decode()
        self._answer(
            f'<form method="post" action="{told["destination"]}">'
            f'<input type="hidden" name="SAMLResponse" value="{encoded}">'
            f'<input type="hidden" name="RelayState" value="{html.escape(given.get("RelayState", ""))}">'
            "<button>Vidare</button></form><script>document.forms[0].submit()</script>"
        )

    def _answer(self, body: str, kind: str = "text/html") -> None:
        data = body.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


def main() -> None:
    folder, port, sp = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    Idp.folder, Idp.base, Idp.sp = folder, f"http://localhost:{port}", sp
    make_key(folder)
    described = entity_descriptor(configuration(folder, Idp.base))
    (folder / "metadata.xml").write_text(str(described), encoding="utf-8")
    HTTPServer(("127.0.0.1", port), Idp).serve_forever()


if __name__ == "__main__":
    main()
