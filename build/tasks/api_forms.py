"""Bodies of requests, made from central's own OpenAPI schemas: of the right form, with values of every kind."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

REF = "#/components/schemas/"
LEAST, MOST = -(2**53), 2**53
SHORT = 24
DEEPEST = 6
PLAIN: dict[str, st.SearchStrategy[Any]] = {
    "integer": st.one_of(st.integers(-1, 40), st.integers(LEAST, MOST)),
    "number": st.floats(allow_nan=False, allow_infinity=False),
    "boolean": st.booleans(),
}


def forms(
    schema: dict[str, Any], schemas: dict[str, Any], known: Sequence[str], depth: int = 0
) -> st.SearchStrategy[Any]:
    """Return a strategy of JSON values that fit a schema; texts are often one of the `known` ones."""
    if "$ref" in schema:
        return forms(schemas[schema["$ref"].removeprefix(REF)], schemas, known, depth)
    if "anyOf" in schema:
        parts = schema["anyOf"] if depth < DEEPEST else schema["anyOf"][-1:]
        return st.one_of([forms(part, schemas, known, depth + 1) for part in parts])
    if "enum" in schema:
        return st.sampled_from(schema["enum"])
    if schema.get("type") == "object":
        return _object(schema, schemas, known, depth)
    if schema.get("type") == "array":
        inside = forms(schema.get("items") or {}, schemas, known, depth + 1)
        return st.lists(inside, max_size=3 if depth < DEEPEST else 0)
    if schema.get("type") == "string":
        return _text(schema, known)
    return PLAIN.get(schema.get("type", ""), st.none())


def _object(
    schema: dict[str, Any], schemas: dict[str, Any], known: Sequence[str], depth: int
) -> st.SearchStrategy[Any]:
    fields = {
        name: forms(inside, schemas, known, depth + 1)
        for name, inside in schema.get("properties", {}).items()
    }
    must = {name: fields[name] for name in schema.get("required", ()) if name in fields}
    may = {name: made for name, made in fields.items() if name not in must}
    return st.fixed_dictionaries(must, optional=may)


def _text(schema: dict[str, Any], known: Sequence[str]) -> st.SearchStrategy[str]:
    if schema.get("contentEncoding") == "base64":
        return st.binary(max_size=80).map(lambda raw: base64.b64encode(raw).decode())
    match schema.get("format"):
        case "date":
            return st.dates().map(lambda day: day.isoformat())
        case "date-time":
            return st.datetimes(timezones=st.timezones()).map(lambda at: at.isoformat())
        case _:
            return st.one_of(st.sampled_from(list(known)), st.text(max_size=SHORT))
