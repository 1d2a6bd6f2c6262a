"""The interface told to people: every key of every question in a row of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from juminzei.base.yen_text import yen_text
from juminzei.web.api.endpoints import ENDPOINTS
from juminzei.web.api.unified_schemas import QUESTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = {"integer": "整数", "string": "文字列", "boolean": "true / false", "null": "null"}


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its path, what it holds, what it means."""

    path: str
    holds: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One question with the keys of its request and of its answer."""

    name: str
    summary: str
    request: list[Key]
    answer: list[Key]
    explains: bool


def chapters() -> list[Chapter]:
    """Return every question of the interface."""
    return [
        Chapter(
            name=one.name,
            summary=one.summary,
            request=list(_keys(one.request(), "")),
            answer=list(_keys(one.answer(), "")),
            explains=one.explains,
        )
        for one in ENDPOINTS.values()
    ] + [
        Chapter(
            name=name,
            summary=one.summary,
            request=list(_keys(one.request(), "")),
            answer=list(_keys(one.answer(), "")),
            explains=False,
        )
        for name, one in QUESTIONS.items()
    ]


def _keys(schema: dict[str, Any], path: str) -> Iterator[Key]:
    """Yield the keys below ``schema``, depth first."""
    for name, one in schema.get("properties", {}).items():
        here = f"{path}{name}"
        inner = _object_in(one)
        if inner is None or "properties" not in inner:
            yield Key(here, _holds(one), one.get("description", ""))
            continue
        listed = "[]" if one.get("type") == "array" else ""
        if "description" in one:
            yield Key(here + listed, "オブジェクト", one["description"])
        yield from _keys(inner, f"{here}{listed}.")


def _object_in(schema: dict[str, Any]) -> dict[str, Any] | None:
    """Return the schema of an object, of a list of objects, or of an object or null."""
    if "anyOf" in schema:
        return next((one for one in schema["anyOf"] if one.get("type") == "object"), None)
    if schema.get("type") == "array":
        return _object_in(schema["items"])
    return schema if schema.get("type") == "object" else None


def _holds(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return "・".join(_holds(one) for one in schema["anyOf"])
    if "enum" in schema:
        return "・".join("null" if one is None else str(one) for one in schema["enum"])
    if "const" in schema:
        return str(schema["const"])
    kind = schema.get("type", "")
    if isinstance(kind, list):
        return "・".join(KINDS[one] for one in kind)
    if "minimum" in schema:
        return f"{KINDS[kind]} {yen_text(schema['minimum'])}～{yen_text(schema['maximum'])}"
    return "日付 1981-04-02" if schema.get("format") == "date" else KINDS.get(kind, "値")
