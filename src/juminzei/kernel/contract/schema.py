"""The contract as JSON Schema (2020-12), made from the tables that the reader and writer use."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from juminzei.kernel import law as laws
from juminzei.kernel.column_kind import MOST_AGE, MOST_PERSONS, MOST_YEN
from juminzei.kernel.columns import column_kinds
from juminzei.kernel.contract import family, fields, reader
from juminzei.kernel.contract.schema_words import ORDINANCE, RELATIVE, TOLD

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

Schema = dict[str, Any]
MOST_CHARGE = 1_000_000
"""Largest per-capita levy that ``ordinance`` may set, yen."""
RATE = r"^\d+(\.\d+)?/[1-9]\d*$"


@cache
def request_schema() -> Schema:
    """Return the schema of one request of ``calculate``.

    What hangs on two keys at once, such as an age that must fit the date of birth, is told
    by the reader alone.
    """
    tree: Schema = {}
    for path in sorted(fields.leaves(), key=_place):
        *branches, name = path.split(".")
        at = tree
        for branch in branches:
            at = at.setdefault(branch, {"properties": {}})["properties"]
        at[name] = leaf_schema(path)
    return closed(_closed_branches(tree), required=("tax_year",))


def leaf_schema(path: str) -> Schema:
    """Return the schema of the value at ``path``, such as ``revenue.employment``.

    Raises:
        KeyError: The contract has no such key.
    """
    told = {"description": TOLD[path]} if path in TOLD else {}
    if column := fields.AMOUNTS.get(path):
        kind = column_kinds()[column]
        return yen(kind.least, kind.most) | {"description": TOLD.get(path, kind.label)}
    if column := fields.FLAGS.get(path):
        return {"type": "boolean"} | {"description": TOLD.get(path, column_kinds()[column].label)}
    return _OWN[path]() | told


def yen(least: int = 0, most: int = MOST_YEN) -> Schema:
    """Return the schema of whole yen."""
    return {"type": "integer", "minimum": least, "maximum": most}


def closed(properties: Schema, *, required: Collection[str] = ()) -> Schema:
    """Return the schema of an object that has only these ``properties``."""
    schema: Schema = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return schema | {"required": list(required)} if required else schema


def tax_year() -> Schema:
    """Return the schema of a tax year whose law is here."""
    years = {year for body in laws.ordinances().values() for year in laws.tax_years(body)}
    return {"type": "integer", "enum": sorted(years)}


def municipality() -> Schema:
    """Return the schema of the code of a city whose ordinance is here."""
    return {"type": "string", "enum": sorted(laws.ordinances())}


def _closed_branches(tree: Schema) -> Schema:
    return {
        name: closed(_closed_branches(one["properties"])) if set(one) == {"properties"} else one
        for name, one in tree.items()
    }


def _place(path: str) -> tuple[int, ...]:
    """Return where a path stands: in the order of the contract's own tables."""
    order = (*fields.OTHERS, *fields.FLAGS, *fields.AMOUNTS)
    branch = path.split(".", maxsplit=1)[0]
    first = min(at for at, one in enumerate(order) if one.split(".")[0] == branch)
    return first, order.index(path)


def _ordinance() -> Schema:
    rate, charge = {"type": "string", "pattern": RATE}, yen(most=MOST_CHARGE)
    kinds: Schema = {
        "municipal_rate": rate,
        "prefectural_rate": rate,
        "grade": {"type": "integer", "minimum": 1, "maximum": 3},
        "municipal_per_capita_levy": charge,
        "prefectural_per_capita_levy": charge,
    }
    return closed({name: kinds[name] | _told(ORDINANCE[name]) for name in fields.ORDINANCE})


def _relative(names: Collection[str]) -> Schema:
    kinds: Schema = {
        "income": yen(),
        "age": _whole(MOST_AGE),
        "disability": _one_of(family.DISABILITIES),
        "cohabiting": {"type": "boolean"},
        "cohabiting_parent": {"type": "boolean"},
        "abroad": _one_of(family.ABROAD),
        "family_employee": {"type": "boolean"},
    }
    return closed({name: kinds[name] | _told(RELATIVE[name]) for name in names})


def _whole(most: int) -> Schema:
    return {"type": "integer", "minimum": 0, "maximum": most}


def _one_of(words: Collection[str]) -> Schema:
    return {"type": "string", "enum": list(words)}


def _told(description: str) -> Schema:
    return {"description": description}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_OWN: dict[str, Callable[[], Schema]] = {
    "tax_year": tax_year,
    "municipality": municipality,
    "ordinance": _ordinance,
    "birth_date": lambda: _or_null({"type": "string", "format": "date"}),
    "age": lambda: _or_null(_whole(MOST_AGE)),
    "taxpayer.disability": lambda: _one_of(family.DISABILITIES),
    "taxpayer.single_parent": lambda: _or_null(_one_of(reader.SINGLE_PARENTS)),
    "taxpayer.minor": lambda: _or_null({"type": "boolean"}),
    "spouse": lambda: _or_null(_relative(fields.SPOUSE)),
    "dependants": lambda: {
        "type": "array",
        "items": _relative(fields.DEPENDANT),
        "maxItems": MOST_PERSONS,
    },
    "credits.housing_loan.cap": lambda: _one_of(reader.HOUSING_CAPS),
}
"""Keys with readers of their own."""
