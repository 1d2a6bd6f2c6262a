"""The calculation of one batch: Arrow columns in, Arrow columns out, nothing else touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from juminzei.bulk.errors import BulkError
from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns, column_kinds
from juminzei.kernel.exemption import Exemption

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from juminzei.bulk.schema import Fields
    from juminzei.kernel.column_kind import ColumnKind
    from juminzei.kernel.law import Law

EXEMPT_NAMES = [one.contract_name for one in Exemption if one]


def assessed(
    batch: pa.RecordBatch,
    law: Law,
    *,
    fields: Fields,
    schema: pa.Schema,
    first_row: int,
) -> pa.RecordBatch:
    """Return the tax of the people of ``batch``, as a record batch of ``schema``.

    Args:
        batch: A record batch with the columns of ``fields``.
        law: For all of them.
        fields: Which columns are facts and which are keys.
        schema: Of the result.
        first_row: The number of the batch's first row within its file, for messages.

    Raises:
        BulkError: A value is missing or out of range; the first such row is named.
    """
    people = people_of(batch, fields, first_row=first_row)
    assessment = assess(people, law)
    arrays = [batch.column(key).cast(schema.field(key).type) for key in fields.keys]
    for name in schema.names[len(fields.keys) :]:
        values = getattr(assessment, name)
        arrays.append(_exempt(values) if name == "exempt" else pa.array(values, pa.int64()))
    return pa.record_batch(arrays, schema=schema)


def people_of(batch: pa.RecordBatch, fields: Fields, *, first_row: int) -> TaxpayerColumns:
    """Return the people of ``batch``; what the file does not have is 0 or false.

    Raises:
        BulkError: A value is missing or out of range; the first such row is named.
    """
    kinds = column_kinds()
    facts: dict[str, NDArray[Any]] = {}
    for name in fields.facts:
        column = batch.column(name)
        if column.null_count:
            row = first_row + int(np.argmax(column.is_null().to_numpy(zero_copy_only=False)))
            raise BulkError(f"{name}: row {row:,}: is null; give 0 or leave the column out")
        values = column.to_numpy(zero_copy_only=False)
        kind = kinds[name]
        if (
            not kind.flag
            and len(values)
            and not kind.least <= values.min() <= values.max() <= kind.most
        ):
            row = int(np.argmax((values < kind.least) | (values > kind.most)))
            raise BulkError(
                f"{name}: row {first_row + row:,}: is {values[row]:,}; "
                f"give {kind.least:,} to {kind.most:,}"
            )
        facts[name] = values
    return TaxpayerColumns.of(batch.num_rows, **facts)


def _refuse_out_of_range(name: str, values: NDArray[Any], kind: ColumnKind, first_row: int) -> None:
    if not len(values) or kind.least <= values.min() <= values.max() <= kind.most:
        return
    row = int(np.argmax((values < kind.least) | (values > kind.most)))
    raise BulkError(
        f"{name}: row {first_row + row:,}: is {values[row]:,}; give {kind.least:,} to {kind.most:,}"
    )


def _exempt(codes: NDArray[np.int8]) -> pa.Array:
    """Return the contract's names of the codes; code 0 becomes null."""
    indices = pa.array(codes - np.int8(1), pa.int8(), mask=codes == 0)
    return pa.DictionaryArray.from_arrays(indices, EXEMPT_NAMES)
