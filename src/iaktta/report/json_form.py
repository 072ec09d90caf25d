"""A report as JSON and back; the round trip is the identity."""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from iaktta.document import Span
from iaktta.report.report import SCHEMA, Report

T = TypeVar("T")

_REQUIRED = {"title", "rows", "likelihood", "consequence"}  # the schema wants these even when empty


def to_data(report: Report) -> dict[str, Any]:
    """The report as plain data that follows the schema; what is not stated is left out."""
    return {"schema": SCHEMA, **_data(report)}


def to_json(report: Report, indent: int | None = 1) -> str:
    """The report as JSON text."""
    return json.dumps(to_data(report), ensure_ascii=False, indent=indent)


def from_json(text: str) -> Report:
    """The report that JSON text holds.

    Raises:
        ValueError: It is no JSON, or no report of this version of the schema.
    """
    data = json.loads(text)
    if not isinstance(data, dict) or data.pop("schema", None) != SCHEMA:
        raise ValueError(f"not a report in {SCHEMA}")
    return from_data(Report, data)


def _data(value: Any) -> Any:
    if isinstance(value, Span):
        return span_data(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = {entry.name: getattr(value, entry.name) for entry in dataclasses.fields(value)}
        kept = {n: _data(v) for n, v in named.items() if n in _REQUIRED or not _is_nothing(v)}
        return {n: v for n, v in kept.items() if v is not None}
    if isinstance(value, (list, tuple)):
        return [_data(item) for item in value]
    if isinstance(value, Mapping):
        return {name: _data(item) for name, item in value.items()}
    if isinstance(value, StrEnum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value


def _is_nothing(value: Any) -> bool:
    # False is a statement in `verified` and the default in `secret`: only None and empty lists say nothing.
    return value is None or (isinstance(value, (tuple, Mapping)) and not value)


def span_data(span: Span) -> dict[str, Any]:
    """A place as the schema writes it."""
    data: dict[str, Any] = {"start": span.start, "end": span.end}
    if span.page is not None:
        data["page"] = span.page
    if span.boxes:
        data["boxes"] = [list(box) for box in span.boxes]
    if span.part is not None:
        data["part"] = span.part
    if span.pieces:
        data["pieces"] = [list(piece) for piece in span.pieces]
    return data


def from_data(kind: type[T], data: Any) -> T:
    """Plain data as one of the interchange types.

    Raises:
        ValueError: A field is unknown, missing or of the wrong type.
    """
    if not isinstance(data, dict):
        raise ValueError(f"{kind.__name__} is an object, not {data!r}")
    hints: dict[str, Any] = _hints(kind)  # type: ignore[arg-type]  # classes are hashable
    if unknown := data.keys() - hints.keys():
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    try:
        return kind(**{name: _value(hints[name], item) for name, item in data.items()})
    except TypeError as error:
        raise ValueError(str(error)) from error


@cache
def _hints(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {entry.name: hints[entry.name] for entry in dataclasses.fields(kind)}


def _value(hint: Any, data: Any) -> Any:
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        if data is None:
            return None
        return _value(next(part for part in inner if part is not type(None)), data)
    if origin is tuple:
        return _tuple(inner, data)
    if origin is Mapping:
        if not isinstance(data, dict):
            raise ValueError(f"an object was expected, not {data!r}")
        return {str(name): _value(inner[1], item) for name, item in data.items()}
    if dataclasses.is_dataclass(hint):
        return from_data(hint, data)  # type: ignore[arg-type]  # a hint names a class
    return _scalar(hint, data)


def _tuple(inner: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    if not isinstance(data, (list, tuple)):
        raise ValueError(f"a list was expected, not {data!r}")
    if inner[-1] is Ellipsis:
        return tuple(_value(inner[0], item) for item in data)
    if len(inner) != len(data):
        raise ValueError(f"a list of {len(inner)} was expected, not {data!r}")
    return tuple(_value(part, item) for part, item in zip(inner, data, strict=True))


def _scalar(hint: type, data: Any) -> Any:
    if hint is date and isinstance(data, str):
        return date.fromisoformat(data)
    if issubclass(hint, StrEnum):
        return hint(data)
    if hint is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    if not isinstance(data, hint) or (isinstance(data, bool) and hint is not bool):
        raise ValueError(f"{hint.__name__} was expected, not {data!r}")
    return data
