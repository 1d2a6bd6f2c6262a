"""Writes tables as TOML, so that what a page put together can be kept as a file."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DELETE = "\x7f"


def toml_text(table: Mapping[str, object]) -> str:
    """Return ``table`` as TOML: plain values first, then each table under its heading.

    Args:
        table: Texts, whole numbers, truth values, days, lists and tables of these; keys of
            letters, digits, ``_`` and ``-``.

    Raises:
        TypeError: A value of another kind, such as a float.
    """
    return "\n".join(_lines(table, "")).strip() + "\n" if table else ""


def _lines(table: Mapping[str, object], heading: str) -> Iterator[str]:
    tables = {name: value for name, value in table.items() if isinstance(value, dict)}
    plain = {name: value for name, value in table.items() if name not in tables}
    if heading and (plain or not tables):
        yield ""
        yield f"[{heading}]"
    for name, value in plain.items():
        yield f"{name} = {_value(value)}"
    for name, value in tables.items():
        yield from _lines(value, f"{heading}.{name}" if heading else name)


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return f"{value:_}"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace(DELETE, "\\u007f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{name} = {_value(one)}' for name, one in value.items())} }}"
    if isinstance(value, list):
        return _list(value)
    raise TypeError(f"{type(value).__name__} is not written as TOML here")


def _list(values: list[object]) -> str:
    if not any(isinstance(value, dict) for value in values):
        return f"[{', '.join(_value(value) for value in values)}]"
    rows = "".join(f"  {_value(value)},\n" for value in values)
    return f"[\n{rows}]"
