"""Checks values against JSON Schema, as far as our schemas go; any other word is an error."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Schema = dict[str, Any]
KNOWN = {
    *("type", "properties", "required", "additionalProperties", "items", "maxItems", "enum"),
    *("const", "minimum", "maximum", "pattern", "format", "anyOf", "description"),
}
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "integer": (int,),
    "string": (str,),
    "boolean": (bool,),
    "null": (type(None),),
}


def faults(value: object, schema: Schema, path: str = "$") -> list[str]:
    """Return what of ``value`` is not as ``schema`` says, each with its path."""
    assert set(schema) <= KNOWN, f"{path}: this checker does not know {set(schema) - KNOWN}"
    return list(_faults(value, schema, path))


def _faults(value: object, schema: Schema, path: str) -> Iterator[str]:
    if "anyOf" in schema and all(faults(value, one, path) for one in schema["anyOf"]):
        yield f"{path}: fits none"
    if "enum" in schema and not any(_same(value, one) for one in schema["enum"]):
        yield f"{path}: {value!r} is none of {schema['enum']}"
    if "const" in schema and not _same(value, schema["const"]):
        yield f"{path}: {value!r} is not {schema['const']!r}"
    kinds = schema.get("type", list(TYPES))
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if not any(_is(value, kind) for kind in kinds):
        yield f"{path}: {value!r} is no {kinds}"
    elif isinstance(value, str):
        yield from _text_faults(value, schema, path)
    elif isinstance(value, list):
        yield from _list_faults(value, schema, path)
    elif isinstance(value, dict):
        yield from _object_faults(value, schema, path)
    elif isinstance(value, int) and not (
        schema.get("minimum", value) <= value <= schema.get("maximum", value)
    ):
        yield f"{path}: {value} is out of range"


def _list_faults(value: list[object], schema: Schema, path: str) -> Iterator[str]:
    if len(value) > schema.get("maxItems", len(value)):
        yield f"{path}: {len(value)} are too many"
    for place, one in enumerate(value):
        yield from faults(one, schema.get("items", {}), f"{path}[{place}]")


def _text_faults(value: str, schema: Schema, path: str) -> Iterator[str]:
    if "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{path}: {value!r} does not fit {schema['pattern']}"
    if schema.get("format") == "date":
        try:
            written = date.fromisoformat(value).isoformat()
        except ValueError:
            written = ""
        if written != value:
            yield f"{path}: {value!r} is no date"


def _object_faults(value: dict[str, Any], schema: Schema, path: str) -> Iterator[str]:
    properties = schema.get("properties", {})
    yield from (
        f"{path}.{name}: missing" for name in schema.get("required", ()) if name not in value
    )
    others = schema.get("additionalProperties", True)
    for name, one in value.items():
        if name in properties:
            yield from faults(one, properties[name], f"{path}.{name}")
        elif others is False:
            yield f"{path}.{name}: no such key"
        elif isinstance(others, dict):
            yield from faults(one, others, f"{path}.{name}")


def _is(value: object, kind: str) -> bool:
    if kind == "integer" and isinstance(value, bool):
        return False
    return isinstance(value, TYPES[kind])


def _same(one: object, other: object) -> bool:
    return bool(one == other) and isinstance(one, bool) == isinstance(other, bool)
