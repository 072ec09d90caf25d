"""The API: `/api/v1/`, the same register as the pages, for programs.

    callers.py       who calls: a bearer token becomes a `Caller` with the `Sight` of its one role
    limits.py        how often one token may call
    problems.py      errors as problem details (RFC 9457), in Swedish
    shapes.py        what is answered, and what is taken in; `shaping.py` makes it of rows
    paging.py        lists, by `limit` and `cursor`
    *_operations.py  the operations, each a function; a later capability adds a module of its own
    application.py   the whole: operations, addresses, what every answer carries
    description.py   the OpenAPI description, and what the page /api/ reads from it

An operation fetches through `caller.see`, acts, answers: as a view does.
"""
