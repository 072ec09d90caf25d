"""Every setting of an installation: what it is called, its type, unit and default, and what it does.

`settings.py` reads each of them once; a test holds the two together, and `docs/drift.md` shows this table.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Type = Literal["str", "int", "bool", "list", "db_url", "email_url"]

TYPES: Mapping[Type, str] = {
    "str": "text",
    "int": "heltal",
    "bool": "true eller false",
    "list": "lista med komma emellan",
    "db_url": "adress till en databas",
    "email_url": "adress till en e-postserver",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable.

    `default` is the value itself where it is a plain one, else what happens, in words (`otherwise`).
    """

    name: str
    type: Type
    does: str
    default: str | int | bool | None = None
    unit: str = ""
    otherwise: str = ""
    secret: bool = False

    @property
    def type_in_words(self) -> str:
        return f"{TYPES[self.type]}, {self.unit}" if self.unit else TYPES[self.type]

    @property
    def default_in_words(self) -> str:
        if self.otherwise or self.default in (None, ""):
            return self.otherwise or "tomt"
        if isinstance(self.default, bool):
            return "true" if self.default else "false"
        if isinstance(self.default, int):
            return f"{self.default:,}".replace(",", "\u00a0")
        return self.default


def _s(name: str, type_: Type, default: str | int | bool | None, does: str, **more: Any) -> Setting:
    return Setting(f"IAKTTA_{name}", type_, does, default, **more)


_GROUND = (
    _s(
        "PRODUCTION",
        "bool",
        False,
        "Drift: med osäkra inställningar startar inte Iaktta, och loggen är JSON. Gäller också utan "
        "inställningen så snart IAKTTA_HOSTS har ett annat namn än den egna datorns.",
    ),
    _s(
        "DATA",
        "str",
        "data",
        "Mapp för den inbyggda databasen, filer och nycklar. Bara kontot som kör Iaktta ska få läsa den.",
    ),
    _s(
        "DATABASE_URL",
        "db_url",
        None,
        "Databasen: postgres://användare:lösenord@värd/namn.",
        otherwise="SQLite i IAKTTA_DATA",
        secret=True,
    ),
    _s(
        "DATABASE_OWNER_URL",
        "db_url",
        "",
        "PostgreSQL: samma databas som den roll som äger tabellerna. Används av migrate, backup, restore och "
        "andra kommandon för den som sköter programmet; webb och bakgrundsarbete ansluter med "
        "IAKTTA_DATABASE_URL.",
        secret=True,
    ),
    _s(
        "SECRET_KEY",
        "str",
        "",
        "Undertecknar sessioner. Minst 50 slumpade tecken, samma på alla maskiner. I drift måste den anges.",
        otherwise="görs och sparas i IAKTTA_DATA",
        secret=True,
    ),
    _s(
        "MACHINES",
        "int",
        1,
        "Hur många maskiner som delar på arbetet. Fler än en kräver PostgreSQL.",
        unit="antal",
    ),
    _s("DEBUG", "bool", False, "Felsidor för utvecklare. Aldrig i drift."),
    _s(
        "LOG_LEVEL",
        "str",
        "",
        "Vad som loggas: DEBUG, INFO, WARNING eller ERROR.",
        otherwise="INFO i drift, annars WARNING",
    ),
)
_WEB = (
    _s(
        "HOSTS",
        "list",
        None,
        "Värdnamn som webbplatsen svarar på.",
        otherwise="localhost, 127.0.0.1 och [::1]",
    ),
    _s(
        "HTTPS",
        "bool",
        False,
        "True bakom en proxy som talar HTTPS: kakor skickas då bara över HTTPS, och webbläsaren får veta "
        "att den alltid ska använda HTTPS.",
    ),
    _s(
        "ORIGINS",
        "list",
        None,
        "Adresser vars formulär är betrodda bakom en proxy, till exempel https://iaktta.granvik.example.",
        otherwise="inga",
    ),
    _s(
        "SECURITY_CONTACT",
        "str",
        "",
        "Vart den som hittar en säkerhetsbrist ska vända sig, till exempel "
        "mailto:sakerhet@granvik.example. Visas i /.well-known/security.txt.",
    ),
)
_SIGN_IN = (
    _s("PASSWORD_MIN_LENGTH", "int", 12, "Minsta längd på ett lösenord. Minst 12 i drift.", unit="tecken"),
    _s(
        "SESSION_SECONDS",
        "int",
        43_200,
        "Hur länge en inloggning gäller. Högst ett dygn i drift.",
        unit="sekunder",
    ),
    _s(
        "PROXIES",
        "int",
        None,
        "Hur många proxyer som står framför Iaktta och skriver X-Forwarded-For. Behövs för att räkna försök "
        "att gissa lösenord per avsändare.",
        unit="antal",
        otherwise="1 med IAKTTA_HTTPS, annars 0",
    ),
    _s(
        "INVITATION_DAYS",
        "int",
        14,
        "Hur länge länken i en inbjudan gäller.",
        unit="dygn",
    ),
)
_LETTERS = (
    _s(
        "EMAIL_URL",
        "email_url",
        "consolemail://",
        "E-postservern: smtp+tls://användare:lösenord@värd:587. I drift måste den anges. Särskilda tecken i "
        "lösenordet skrivs som procentkoder.",
        secret=True,
        otherwise="brev skrivs i terminalen",
    ),
    _s("EMAIL_SECONDS", "int", 10, "Hur länge e-postservern får dröja med svaret.", unit="sekunder"),
    _s("FROM_EMAIL", "str", "Iaktta <iaktta@localhost>", "Vem breven kommer från."),
)
_PROVIDERS = (
    _s(
        "OIDC_NAME",
        "str",
        "",
        "Kommunens inloggning med OpenID Connect: namnet på knappen, till exempel Granviks kommun.",
        otherwise="ingen sådan inloggning",
    ),
    _s("OIDC_ISSUER", "str", "", "Leverantörens adress; under den ligger /.well-known/openid-configuration."),
    _s("OIDC_CLIENT_ID", "str", "", "Iakttas namn hos leverantören."),
    _s("OIDC_CLIENT_SECRET", "str", "", "Iakttas hemlighet hos leverantören.", secret=True),
    _s(
        "OIDC_EMAIL_DOMAINS",
        "list",
        None,
        "E-postdomäner som leverantören svarar för: den som redan har ett konto med en sådan adress kopplas "
        "till det. Utan domäner kopplar var och en sitt konto själv.",
        otherwise="inga",
    ),
    _s("OIDC_SECOND_FACTOR", "bool", False, "True om leverantören själv kräver tvåstegsinloggning."),
    _s(
        "SAML_NAME",
        "str",
        "",
        "Kommunens inloggning med SAML 2.0: namnet på knappen. Iakttas egna metadata finns då på "
        "/konto/saml/metadata/.",
        otherwise="ingen sådan inloggning",
    ),
    _s("SAML_METADATA", "str", "", "Leverantörens metadata: en adress eller en fil."),
    _s(
        "SAML_PROVIDER_ENTITY_ID",
        "str",
        "",
        "Vilken leverantör i metadata som används, när de beskriver flera.",
        otherwise="den första",
    ),
    _s(
        "SAML_ENTITY_ID",
        "str",
        "",
        "Iakttas namn hos leverantören.",
        otherwise="adressen till Iakttas metadata",
    ),
    _s("SAML_PRIVATE_KEY", "str", "", "Fil med privat nyckel (PEM) för att underteckna frågor."),
    _s("SAML_CERTIFICATE", "str", "", "Fil med certifikatet (PEM) till nyckeln."),
    _s("SAML_EMAIL_DOMAINS", "list", None, "Som IAKTTA_OIDC_EMAIL_DOMAINS.", otherwise="inga"),
    _s("SAML_SECOND_FACTOR", "bool", False, "True om leverantören själv kräver tvåstegsinloggning."),
    _s(
        "GROUPS_CLAIM",
        "str",
        "groups",
        "Fältet i leverantörens svar som räknar upp en persons grupper. Vilka roller de ger ställs in under "
        "Inställningar, Grupper.",
    ),
)
_API = (
    _s("API_TOKEN_DAYS", "int", 365, "Hur länge en API-nyckel får gälla som mest.", unit="dagar"),
    _s(
        "API_CALLS_PER_MINUTE",
        "int",
        300,
        "Hur många anrop en API-nyckel får göra. Varje webbprocess räknar för sig.",
        unit="anrop per minut",
    ),
)
_FILES = (
    _s(
        "FILES",
        "str",
        None,
        "Mapp där filer förvaras under sin kontrollsumma. Aldrig en mapp som en webbserver visar. "
        "Delas av alla maskiner.",
        otherwise="files i IAKTTA_DATA",
    ),
    _s("S3_BUCKET", "str", "", "Hink i ett S3-kompatibelt objektlager, där filer då förvaras i stället."),
    _s("S3_ENDPOINT", "str", "", "Objektlagrets adress.", otherwise="Amazons egen"),
    _s("S3_REGION", "str", "", "Objektlagrets region."),
    _s(
        "S3_ACCESS_KEY",
        "str",
        "",
        "Åtkomstnyckel till objektlagret.",
        otherwise="maskinens egen roll",
        secret=True,
    ),
    _s("S3_SECRET_KEY", "str", "", "Hemlig nyckel till objektlagret.", secret=True),
    _s("REPORT_MAX_BYTES", "int", 25_000_000, "Största rapport som läses.", unit="byte"),
    _s("ATTACHMENT_MAX_BYTES", "int", 20_000_000, "Största bilaga som tas emot.", unit="byte"),
    _s("PDF_MAX_PAGES", "int", 500, "Flest sidor i en PDF som tas emot.", unit="sidor"),
    _s(
        "IMAGE_MAX_PIXELS",
        "int",
        100_000_000,
        "Flest bildpunkter i en bild som tas emot.",
        unit="bildpunkter",
    ),
    _s(
        "UNPACKED_MAX_BYTES",
        "int",
        250_000_000,
        "Det mesta som en Office-fil får bli när den packas upp.",
        unit="byte",
    ),
    _s(
        "SCAN_COMMAND",
        "str",
        "",
        "Program som letar virus i det som skickas in, till exempel clamdscan --fdpass --no-summary. Filens "
        "sökväg läggs till; 0 är ren, 1 är smittad, och allt annat gör att inget tas emot.",
        otherwise="ingen genomsökning",
    ),
)
_TRAIL = (
    _s(
        "ANCHOR_KEY",
        "str",
        "",
        "Fil med nyckeln som ankaren undertecknas med. Görs när den först behövs. Bara kontot som kör Iaktta "
        "ska få läsa den, och inte den som sköter databasen.",
        otherwise="anchor.key i IAKTTA_DATA",
    ),
    _s(
        "ANCHOR_FILE",
        "str",
        "",
        "Fil som ankaren skrivs till varje timme, helst på en annan maskin än databasens.",
        otherwise="anchors.jsonl i IAKTTA_DATA",
    ),
)

GROUPS: Mapping[str, tuple[Setting, ...]] = {
    "Grunden": _GROUND,
    "Webbplatsen": _WEB,
    "Inloggning": _SIGN_IN,
    "E-post": _LETTERS,
    "Kommunens inloggning": _PROVIDERS,
    "API": _API,
    "Filer": _FILES,
    "Händelser": _TRAIL,
}
"""The settings under the headings that people look for."""

SETTINGS: tuple[Setting, ...] = tuple(setting for group in GROUPS.values() for setting in group)


def unknown(environment: Iterable[str]) -> list[str]:
    """Variables that look like ours but are none, such as misspelled ones; the tests' own are not counted."""
    known = {setting.name for setting in SETTINGS}
    ours = {name for name in environment if name.startswith("IAKTTA_")}
    return sorted(name for name in ours - known if not name.startswith(("IAKTTA_TEST_", "IAKTTA_REAL_")))


def stated(setting: Setting) -> str:
    """The present value as it may be shown: a secret one only says that there is one."""
    value = os.environ.get(setting.name, "")
    if not value:
        return ""
    return "(angiven, visas inte)" if setting.secret else value


def as_markdown() -> str:
    """The table of `docs/drift.md`."""
    lines = []
    for heading, group in GROUPS.items():
        lines += [
            f"### {heading}",
            "",
            "| inställning | typ och enhet | annars | betydelse |",
            "|---|---|---|---|",
        ]
        lines += [f"| `{s.name}` | {s.type_in_words} | {s.default_in_words} | {s.does} |" for s in group]
        lines.append("")
    return "\n".join(lines)
