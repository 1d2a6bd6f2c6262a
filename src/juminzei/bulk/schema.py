"""Which columns a file of people may have, and which the file of their tax has."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import pyarrow as pa

from juminzei.bulk.errors import BulkError
from juminzei.kernel.assessment import Assessment
from juminzei.kernel.columns import column_kinds

if TYPE_CHECKING:
    from collections.abc import Sequence

USUAL_KEY = "id"
"""Passed through without being asked for."""
EXEMPT = pa.dictionary(pa.int8(), pa.string())
"""``exempt`` is told by its name in the calculation contract; null for who is not exempt."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The columns of one file of people."""

    facts: tuple[str, ...]
    """Columns of :class:`~juminzei.kernel.columns.TaxpayerColumns` that the file has."""
    keys: tuple[str, ...]
    """Columns handed on to the result, in the order of the file."""

    @property
    def wanted(self) -> list[str]:
        """What is read of the file."""
        return list(dict.fromkeys((*self.keys, *self.facts)))


def fields_of(schema: pa.Schema, keys: Sequence[str]) -> Fields:
    """Return which columns of a file are facts and which are keys.

    Args:
        schema: The Arrow schema of the file.
        keys: Columns to hand on besides ``id``; they may be facts too.

    Raises:
        BulkError: A column is given twice, unknown or of a wrong type, or a key is not there.
    """
    names = list(schema.names)
    if twice := sorted({name for name in names if names.count(name) > 1}):
        raise BulkError(f"{twice[0]}: the file has this column twice; give it once")
    for key in keys:
        if key not in names:
            raise BulkError(f"{key}: no such column in the file; --key names columns to hand on")
        if key in result_names():
            raise BulkError(f"{key}: the result has a column of this name; rename the key")
    kinds = column_kinds()
    for name in names:
        if name in kinds:
            _refuse_other_type(name, schema.field(name).type, is_flag=kinds[name].flag)
        elif name not in {*keys, USUAL_KEY}:
            raise BulkError(f"{name}: no such column; docs/bulk.md lists them, --key hands one on")
    handed_on = {*keys, USUAL_KEY}
    return Fields(
        facts=tuple(name for name in names if name in kinds),
        keys=tuple(name for name in names if name in handed_on),
    )


def _refuse_other_type(name: str, kind: pa.DataType, *, is_flag: bool) -> None:
    if is_flag and not pa.types.is_boolean(kind):
        raise BulkError(f"{name}: is {kind}; give true or false (bool)")
    if not is_flag and not pa.types.is_integer(kind):
        raise BulkError(f"{name}: is {kind}; give whole numbers (int64 or a smaller integer)")


def result_names() -> list[str]:
    """Return the columns of the result, without keys, in order."""
    return [column.name for column in fields(Assessment)]


def result_schema(people: pa.Schema, keys: Sequence[str], about: dict[str, str]) -> pa.Schema:
    """Return the Arrow schema of the result.

    Args:
        people: The schema of the file of people.
        keys: Columns handed on, which come first.
        about: What the result says of itself, as text by name.
    """
    handed_on = [pa.field(key, _plain(people.field(key).type)) for key in keys]
    amounts = [
        pa.field(name, EXEMPT if name == "exempt" else pa.int64(), nullable=name == "exempt")
        for name in result_names()
    ]
    return pa.schema([*handed_on, *amounts], metadata=about)


def _plain(kind: pa.DataType) -> pa.DataType:
    """Return the type of a key's values: one file cannot hold the dictionaries of many parts."""
    return kind.value_type if pa.types.is_dictionary(kind) else kind
