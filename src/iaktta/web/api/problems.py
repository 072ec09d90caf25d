"""Errors as problem details (RFC 9457): what happened and what to do, in Swedish.

Nothing of the register stands in them. What a caller may not know exists is not found, always with the same
body.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import DatabaseError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, UnreadablePostError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from ninja.errors import AuthenticationError, HttpError, ValidationError

from iaktta.errors import IakttaError
from iaktta.jobs.database_errors import DatabaseLockedError, DatabaseMissingError, spoken_of
from iaktta.register.actions.responses import ChangedError, SentError
from iaktta.web.api.input_errors import Fault, faults

MEDIA_TYPE = "application/problem+json"
PREFIX = "/api/v1/"

logger = logging.getLogger("iaktta.api")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem; its `type` is the place on the page /api/ that tells of it."""

    name: str
    status: int
    title: str | Promise
    detail: str | Promise

    @property
    def type(self) -> str:
        return f"/api/#{self.name}"


UNREADABLE = Kind(
    "unreadable",
    HTTPStatus.BAD_REQUEST,
    _("Begäran gick inte att läsa"),
    _("Innehållet är inte JSON i UTF-8. Rätta det och försök igen."),
)
NO_TOKEN = Kind(
    "token",
    HTTPStatus.UNAUTHORIZED,
    _("API-nyckeln saknas eller gäller inte"),
    _(
        "Skicka en nyckel som gäller i Authorization: Bearer. En nyckel slutar gälla när den har gått ut "
        "eller avslutats, eller när rollen som den har är slut. Gör en ny under Mitt konto."
    ),
)
FORBIDDEN = Kind(
    "forbidden",
    HTTPStatus.FORBIDDEN,
    _("Nyckelns roll får inte göra det"),
    _("Rollen får se det här men inte ändra det. Använd en nyckel med en roll som får."),
)
NOT_FOUND = Kind(
    "not_found",
    HTTPStatus.NOT_FOUND,
    _("Finns inte"),
    _("Det finns inget här, eller inget som nyckelns roll får se. Kontrollera adressen."),
)
NOT_SO = Kind(
    "method",
    HTTPStatus.METHOD_NOT_ALLOWED,
    _("Metoden går inte att använda här"),
    _("Använd någon av metoderna i svarets Allow."),
)
CONFLICT = Kind(
    "conflict",
    HTTPStatus.CONFLICT,
    _("Någon annan har ändrat under tiden"),
    _("Hämta det som gäller nu och försök igen."),
)
TOO_LARGE = Kind(
    "too_large",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    _("Begäran är för stor"),
    _("Skicka mindre åt gången."),
)
NOT_JSON = Kind(
    "media_type",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    _("Innehållet ska vara JSON"),
    _("Skicka JSON, med Content-Type: application/json."),
)
INVALID = Kind(
    "invalid",
    HTTPStatus.UNPROCESSABLE_ENTITY,
    _("Något i begäran behöver rättas"),
    _("Rätta det som står i errors och försök igen."),
)
TOO_MANY = Kind(
    "too_many",
    HTTPStatus.TOO_MANY_REQUESTS,
    _("För många anrop"),
    _("Vänta så många sekunder som svarets Retry-After säger och försök igen."),
)
FAILED = Kind(
    "failed",
    HTTPStatus.INTERNAL_SERVER_ERROR,
    _("Något gick fel hos oss"),
    _("Inget har sparats. Försök igen. Går det fel igen: uppge instance för den som sköter Iaktta."),
)
PASSING = Kind(
    "database",
    HTTPStatus.SERVICE_UNAVAILABLE,
    _("Databasen svarar inte just nu"),
    _("Inget har sparats. Försök igen om en stund."),
)
KINDS = (
    UNREADABLE, NO_TOKEN, FORBIDDEN, NOT_FOUND, NOT_SO, CONFLICT, TOO_LARGE, NOT_JSON, INVALID, TOO_MANY,
    FAILED, PASSING,
)  # fmt: skip
"""Every kind, by status: the page /api/ and the description show this list."""


class ProblemError(Exception):
    """A problem that an operation meets; `detail` says more than the kind does, in Swedish."""

    def __init__(
        self,
        kind: Kind,
        detail: str = "",
        *,
        errors: Iterable[Fault] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind.name)
        self.kind, self.detail, self.errors, self.headers = kind, detail, tuple(errors), dict(headers or {})


def answer(
    request: HttpRequest,
    kind: Kind,
    detail: str = "",
    *,
    errors: Iterable[Fault] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The problem as an answer. Only what was not found has no number of its own: it is always the same."""
    body: dict[str, Any] = {
        "type": kind.type,
        "title": str(kind.title),
        "status": int(kind.status),
        "detail": detail or str(kind.detail),
    }
    if number := getattr(request, "number", ""):
        body |= {"instance": f"urn:uuid:{number}"} if kind is not NOT_FOUND else {}
    if found := [fault.as_data() for fault in errors]:
        body["errors"] = found
    text = json.dumps(body, ensure_ascii=False)
    given = HttpResponse(text, status=kind.status, content_type=MEDIA_TYPE)
    for name, value in (headers or {}).items():
        given[name] = value
    if kind is NO_TOKEN:
        given["WWW-Authenticate"] = 'Bearer realm="Iaktta"'
    return given


def handle(request: HttpRequest, error: Exception | type[Exception]) -> HttpResponse:
    """What an operation raised, as a problem; what was begun in the database is undone."""
    _undo()
    problem = _problem(error if isinstance(error, Exception) else error())
    if problem.kind is FAILED:
        logger.error("api.failed", exc_info=error if isinstance(error, Exception) else None)
    return answer(request, problem.kind, problem.detail, errors=problem.errors, headers=problem.headers)


def _undo() -> None:
    # A request is a transaction on PostgreSQL: an answer that says that it failed must not keep half of it.
    if connection.settings_dict.get("ATOMIC_REQUESTS") and connection.in_atomic_block:
        transaction.set_rollback(True)


NINJAS_OWN: tuple[type[Exception], ...] = (Http404, HttpError, ValidationError)
"""Errors that ninja would else answer by itself."""

_BY_ERROR: Mapping[type[Exception], Kind] = {
    AuthenticationError: NO_TOKEN,
    Http404: NOT_FOUND,
    PermissionDenied: FORBIDDEN,
    RequestDataTooBig: TOO_LARGE,
    UnreadablePostError: UNREADABLE,
}


def _problem(error: Exception) -> ProblemError:
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, ValidationError):
        return ProblemError(INVALID, errors=faults(error.errors))
    for known, kind in _BY_ERROR.items():
        if isinstance(error, known):
            return ProblemError(kind)
    if isinstance(error, HttpError):  # ninja's own: a body that its parser could not read
        return error.__cause__ if isinstance(error.__cause__, ProblemError) else ProblemError(UNREADABLE)
    if isinstance(error, DatabaseError):
        error = spoken_of(error) or error
    if isinstance(error, (DatabaseMissingError, DatabaseLockedError)):
        return ProblemError(PASSING, headers={"Retry-After": "10"})
    if isinstance(error, IakttaError):
        changed = isinstance(error, (ChangedError, SentError))
        return ProblemError(CONFLICT if changed else INVALID, str(error))
    return ProblemError(FAILED)


def is_api(request: HttpRequest) -> bool:
    """Whether a program asks, who is to get a problem and not a page."""
    return request.path.startswith(PREFIX)
