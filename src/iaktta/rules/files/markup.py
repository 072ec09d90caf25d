"""XML that is safe to parse: no declarations of entities, and whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NoReturn
from xml.parsers import expat

from iaktta.rules.files.refusals import DamagedError, UnsafeArchiveError

Attributes = dict[str, str]
OnElement = Callable[[str, Attributes], None]
"""Is given each element's name with its namespace ("uri name") and its attributes."""


def check_markup(chunks: Iterable[bytes], on_element: OnElement | None = None) -> None:
    """Parse XML to its end and refuse any document type declaration: entities that blow up live there.

    Raises:
        UnsafeArchiveError: It declares a document type.
        DamagedError: It is not well formed.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = _refuse
    if on_element is not None:
        parser.StartElementHandler = on_element
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise DamagedError from error
    except (LookupError, ValueError) as error:  # an encoding that nobody knows
        raise DamagedError from error


def _refuse(*_: object) -> NoReturn:
    raise UnsafeArchiveError
