"""The OpenAPI description: ninja's own, with the problems that operations answer and the report's schema."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_safe

from iaktta.web.api import application, problems
from iaktta.web.api.shapes import Problem

ABOUT = """\
What municipal reports say of internal control and of auditors' recommendations, and what became of it.

Send a token (API-nyckel) as `Authorization: Bearer iaktta_...`. A person makes it under *Mitt konto*. It has
one of the person's roles, sees exactly what that role sees on the pages, and ends with the role, on its last
day, or when it is ended. Errors are problem details (RFC 9457) in Swedish. What the role may not know exists
is 404, always with the same body.

Lists come in pages by `limit` and `cursor`. What a document does not state is null. Within a version fields
and operations are added, never taken away or given another meaning; what is to go is marked `deprecated` for
at least twelve months, and goes with the next version of the address.
"""
_WITH_BODY = ("post", "put", "patch")


@cache
def description() -> dict[str, Any]:
    """The description in OpenAPI 3.1: the same for everybody, with nothing of any register."""
    with translation.override("sv"):
        return _described()


def _described() -> dict[str, Any]:
    found = application.API.get_openapi_schema(path_prefix=problems.PREFIX)
    made: dict[str, Any] = copy.deepcopy(dict(found))
    made["info"] |= {"description": ABOUT, "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}}
    made["servers"] = [{"url": "/", "description": "Where Iaktta answers."}]
    made["tags"] = [{"name": name} for name in _tags()]
    parts = made["components"]
    parts["securitySchemes"] = {
        "Bearer": {
            "type": "http",
            "scheme": "bearer",
            "description": "A token (API-nyckel), made under Mitt konto.",
        }
    }
    parts["schemas"] |= _report() | _problem()
    parts["schemas"]["DocumentOut"]["properties"]["report"] = {"$ref": "#/components/schemas/report"}
    parts["responses"] = {kind.name: _response(kind) for kind in problems.KINDS}
    for path, methods in made["paths"].items():
        for method, operation in methods.items():
            _complete(path, method, operation)
    return made


def _tags() -> Iterator[str]:
    for router in application.ROUTERS:
        yield from router.tags or ()


def _report() -> dict[str, Any]:
    """The report's own schema as components: `report`, and `report_audit` and so on for its parts."""
    text = (files("iaktta.report") / "report.schema.json").read_text(encoding="utf-8")
    schema = json.loads(text.replace('"#/$defs/', '"#/components/schemas/report_'))
    for name in ("$schema", "$id"):
        schema.pop(name)
    return {f"report_{name}": part for name, part in schema.pop("$defs").items()} | {"report": schema}


def _problem() -> dict[str, Any]:
    schema = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**schema.pop("$defs"), "Problem": schema}


def _response(kind: problems.Kind) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    found: dict[str, Any] = {
        "description": f"{kind.title}. {kind.detail}",
        "content": {problems.MEDIA_TYPE: {"schema": schema}},
    }
    seconds = {"schema": {"type": "integer"}, "description": "Seconds to wait."}
    if kind in (problems.TOO_MANY, problems.PASSING):
        found["headers"] = {"Retry-After": seconds}
    if kind is problems.NO_TOKEN:
        found["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}
    return found


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    """What every operation has in common."""
    for parameter in operation["parameters"]:
        schema = parameter["schema"]
        # A parameter is there or not; the null of the one that is not cannot be sent.
        choices = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
        if len(choices) == 1:
            schema.pop("anyOf")
            schema |= choices[0]
        if parameter["in"] == "path":
            schema |= {"minimum": 1, "maximum": 2**63 - 1}
    kinds = [problems.NO_TOKEN, problems.INVALID, problems.TOO_MANY, problems.PASSING]
    if "{" in path:
        kinds.append(problems.NOT_FOUND)
    if method in _WITH_BODY:
        kinds += [problems.UNREADABLE, problems.FORBIDDEN, problems.CONFLICT]
        kinds += [problems.TOO_LARGE, problems.NOT_JSON]
    said = {str(status): answer for status, answer in operation["responses"].items()}
    for kind in sorted(kinds, key=lambda kind: kind.status):
        said[str(int(kind.status))] = {"$ref": f"#/components/responses/{kind.name}"}
    operation["responses"] = said


@cache
def _as_json() -> bytes:
    return json.dumps(description(), ensure_ascii=False, separators=(",", ":"), default=str).encode()


@login_not_required
@require_safe
def openapi_json(request: HttpRequest) -> HttpResponse:
    """The description, for everybody."""
    return HttpResponse(_as_json(), content_type="application/json; charset=utf-8")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of an operation, or a field of its body, as the page shows it."""

    name: str
    type: str
    required: bool
    about: str


@dataclass(frozen=True, slots=True)
class Operation:
    """An operation as the page shows it."""

    id: str
    tag: str
    method: str
    path: str
    summary: str
    about: str
    parameters: tuple[Parameter, ...]
    body: tuple[Parameter, ...]
    answers: str
    example: str


def operations() -> list[Operation]:
    """Every operation of the description, in its order."""
    return [
        _operation(path, method, operation)
        for path, methods in description()["paths"].items()
        for method, operation in methods.items()
    ]


def _operation(path: str, method: str, found: Mapping[str, Any]) -> Operation:
    taken = found.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    given = found["responses"]["200"]["content"]["application/json"]["schema"]
    return Operation(
        id=found["operationId"],
        tag=found["tags"][0],
        method=method.upper(),
        path=path,
        summary=found["summary"],
        about=found.get("description", ""),
        parameters=tuple(
            Parameter(
                one["name"],
                _type(one["schema"]),
                one.get("required", False),
                one["schema"].get("description", ""),
            )
            for one in found["parameters"]
        ),
        body=tuple(_fields(taken)),
        answers=_type(given),
        example=_curl(path, method, taken),
    )


def _fields(schema: Mapping[str, Any]) -> Iterator[Parameter]:
    whole = _resolved(schema)
    for name, field in whole.get("properties", {}).items():
        yield Parameter(name, _type(field), name in whole.get("required", ()), field.get("description", ""))


def _resolved(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    ref = schema.get("$ref", "")
    found: Mapping[str, Any] = (
        description()["components"]["schemas"][ref.rpartition("/")[2]] if ref else schema
    )
    return found


def _type(schema: Mapping[str, Any]) -> str:
    if ref := schema.get("$ref", ""):
        found = _resolved(schema)
        return " | ".join(found["enum"]) if "enum" in found else str(ref.rpartition("/")[2])
    if "anyOf" in schema:
        return " | ".join(_type(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{_type(schema['items'])}]"
    return str(schema.get("format") or schema.get("type", "object"))


def _curl(path: str, method: str, taken: Mapping[str, Any]) -> str:
    """How to call it from a command line, with a made-up key."""
    address = path.replace("{", "").replace("}", "")
    for name in ("audit_id", "recommendation_id", "document_id", "addressee_id"):
        address = address.replace(name, "12")
    lines = ['curl -H "Authorization: Bearer $IAKTTA_TOKEN"']
    if method != "get":
        lines.append(f"-X {method.upper()} -H 'Content-Type: application/json'")
    if taken:
        lines.append(f"-d '{json.dumps(_example(taken), ensure_ascii=False)}'")
    return " \\\n  ".join([*lines, f"https://iaktta.granvik.example{address}"])


def _example(taken: Mapping[str, Any]) -> dict[str, Any]:
    shown = {}
    for name, field in _resolved(taken).get("properties", {}).items():
        if name in _resolved(taken).get("required", ()):
            shown[name] = field["examples"][0] if "examples" in field else "2026-05-31T12:30:00Z"
    return shown
