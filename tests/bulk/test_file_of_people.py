"""What a file of people may hold, and what it gets for it."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from juminzei.bulk import source
from juminzei.bulk.engines import Local
from juminzei.bulk.errors import BulkError
from juminzei.bulk.run import Order, run
from juminzei.kernel.assess import assess
from juminzei.kernel.assessment import Assessment
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from juminzei.kernel.contract.batch import calculate
from juminzei.kernel.exemption import Exemption
from juminzei.kernel.law import load
from law.people import chance_of, request
from support.people_files import different_people, read_back, table, written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from juminzei.bulk.result_file import FileFormat

SALARY_TAX = 315_500  # (3,560,000 - 430,000) x 10 % - 2,500, and 5,000


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "PART_ROWS", 20)
    monkeypatch.setattr(source, "BATCH_ROWS", 8)


def taxed(
    people: Path, *, keys: Sequence[str] = (), file_format: FileFormat = "parquet"
) -> pa.Table:
    out = people.with_name(f"tax.{file_format}")
    run(Order(people, out, load(2026), keys, file_format), Local(1))
    return read_back(out)


def refused(people: dict[str, Any] | pa.Table, folder: Path, keys: Sequence[str] = ()) -> str:
    file = written(people, folder / "people.parquet")
    with pytest.raises(BulkError) as refusal:
        run(Order(file, folder / "tax.parquet", load(2026), keys), Local(1))
    assert sorted(folder.iterdir()) == [file], "a refused run leaves nothing behind"
    return str(refusal.value)


@pytest.mark.parametrize("of_people", ["parquet", "arrow"])
@pytest.mark.parametrize("of_tax", ["parquet", "arrow"])
def test_every_column_of_the_result_is_the_kernels(
    of_people: str, of_tax: FileFormat, tmp_path: Path
) -> None:
    found = taxed(written(table(50), tmp_path / f"people.{of_people}"), file_format=of_tax)
    expected = assess(different_people(50), load(2026))
    assert found.column_names == ["id", *(column.name for column in fields(Assessment))]
    assert found["id"].to_pylist() == list(range(1_000, 1_050))
    for name in found.column_names[2:]:
        assert found[name].to_pylist() == getattr(expected, name).tolist(), name
    names = [Exemption(code).contract_name for code in expected.exempt]
    assert found["exempt"].to_pylist() == names
    assert len(set(names)) > 2


def test_a_file_and_json_come_to_the_same(tmp_path: Path) -> None:
    asked = [
        {key: value for key, value in one.items() if key not in {"municipality", "ordinance"}}
        for one in (request(chance_of(f"person {n}"), 2026) for n in range(60))
    ]
    requests = [read(one) for one in asked]
    answers = calculate(requests)
    people = TaxpayerColumns.from_sparse([one.columns for one in requests])
    columns = {name: getattr(people, name) for name in people.__slots__}
    found = taxed(written(columns, tmp_path / "people.parquet"))
    for name in ("total", "exempt", "deduction_total", "withheld_levy_refund"):
        assert found[name].to_pylist() == [answer[name] for answer in answers], name
    for body in ("municipal", "prefectural"):
        levies = [answer["income_levy"][body] for answer in answers]  # type: ignore[index]  # JSON
        assert found[f"{body}_income_levy"].to_pylist() == levies
    assert sum(found["total"].to_pylist()) > 0


def test_a_column_that_is_absent_is_0(tmp_path: Path) -> None:
    file = written({"revenue_employment": [5_000_000, 0]}, tmp_path / "people.parquet")
    found = taxed(file)
    assert found["total"].to_pylist() == [SALARY_TAX, 0]
    assert found["exempt"].to_pylist() == [None, "per_capita_threshold"]


def test_people_of_whom_nothing_is_known_owe_nothing(tmp_path: Path) -> None:
    found = taxed(written({"id": [1, 2]}, tmp_path / "people.parquet"))
    assert found["total"].to_pylist() == [0, 0]


@pytest.mark.parametrize("kind", [pa.int32(), pa.uint32(), pa.int64(), pa.uint64()])
def test_whole_numbers_of_any_size_are_read(kind: pa.DataType, tmp_path: Path) -> None:
    people = {"revenue_employment": pa.array([5_000_000], kind), "age": pa.array([44], pa.int8())}
    assert taxed(written(people, tmp_path / "people.parquet"))["total"].to_pylist() == [SALARY_TAX]


def test_a_file_without_people_gives_a_file_without_people(tmp_path: Path) -> None:
    found = taxed(written(table(50).slice(0, 0), tmp_path / "people.parquet"))
    assert (found.num_rows, found.column_names[0]) == (0, "id")


def test_keys_are_handed_on_as_they_are_in_the_order_of_the_file(tmp_path: Path) -> None:
    ward = pa.array(["北", None, "南"]).dictionary_encode()
    people = {"ward": ward, "age": pa.array([30, 40, 50], pa.int8()), "id": ["a", "b", None]}
    found = taxed(written(people, tmp_path / "people.parquet", 2), keys=["age", "ward"])
    assert found.column_names[:4] == ["ward", "age", "id", "exempt"]
    assert found["ward"].to_pylist() == ["北", None, "南"]
    assert found["age"].to_pylist() == [30, 40, 50]
    assert found["id"].to_pylist() == ["a", "b", None]
    assert found.schema.field("age").type == pa.int8()


def test_the_result_says_what_it_was_made_of(tmp_path: Path) -> None:
    law = load(2026)
    file = written({"id": [1]}, tmp_path / "people.parquet")
    about = {name.decode(): text.decode() for name, text in taxed(file).schema.metadata.items()}
    assert about["juminzei.tax_year"] == "2026"
    assert about["juminzei.municipality"] == "112101"
    assert about["juminzei.law_digest"] == law.digest
    assert about["juminzei.warning"] == law.warning != ""
    assert len(about["juminzei.people_sha256"]) == 64
    assert about["juminzei.version"]


@pytest.mark.parametrize(
    ("people", "said"),
    [
        ({"salary": [1]}, "salary: no such column; docs/bulk.md"),
        ({"revenue_employment": [1.0]}, "revenue_employment: is double; give whole numbers"),
        ({"revenue_employment": ["1"]}, "revenue_employment: is string; give whole numbers"),
        ({"revenue_employment": [True]}, "revenue_employment: is bool; give whole numbers"),
        ({"widow": [1]}, "widow: is int64; give true or false"),
        ({"age": [30, None]}, "age: row 2: is null; give 0"),
        ({"widow": [None, True]}, "widow: row 1: is null"),
        ({"age": [30, -1]}, "age: row 2: is -1; give 0 to 150"),
        ({"age": [151]}, "age: row 1: is 151; give 0 to 150"),
        ({"revenue_employment": [10**11]}, "row 1: is 100,000,000,000; give 0 to 99,999,999,999"),
        ({"income_business": [-(10**11)]}, "income_business: row 1: is -100,000,000,000; give -99"),
        (
            {"revenue_employment": pa.array([2**63], pa.uint64())},
            "row 1: is 9,223,372,036,854,775,808; give 0 to",
        ),
    ],
)
def test_what_is_wrong_is_named_by_column_and_row(
    people: dict[str, Any], said: str, tmp_path: Path
) -> None:
    assert said in refused(people, tmp_path)


@pytest.mark.parametrize("row", [1, 8, 9, 10, 11, 20, 21, 59, 60])
def test_a_row_is_counted_through_groups_batches_and_parts(row: int, tmp_path: Path) -> None:
    ages = np.full(60, 30)
    ages[row - 1] = 151
    assert f"age: row {row}: is 151" in refused({"age": ages}, tmp_path)


def test_the_first_wrong_row_of_the_file_is_told(tmp_path: Path) -> None:
    ages = np.full(60, 30)
    ages[[33, 55]] = 200
    assert "age: row 34: is 200" in refused({"age": ages}, tmp_path)


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (["ward"], "ward: no such column in the file"),
        (["total"], "total: the result has a column of this name; rename the key"),
    ],
)
def test_a_key_that_cannot_be_handed_on_is_refused(
    keys: list[str], said: str, tmp_path: Path
) -> None:
    assert said in refused({"age": [30], "total": [1]}, tmp_path, keys)


def test_a_column_given_twice_is_refused(tmp_path: Path) -> None:
    twice = pa.table([pa.array([1]), pa.array([2])], names=["age", "age"])
    assert "age: the file has this column twice" in refused(twice, tmp_path)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"id,age\n1,30\n", "is neither a Parquet nor an Arrow file"),
        (b"", "is neither a Parquet nor an Arrow file"),
        (b"PAR1 and then nothing of the kind", "is broken"),
        (b"ARROW1 and then nothing of the kind", "is broken"),
    ],
)
def test_another_kind_of_file_is_refused(content: bytes, said: str, tmp_path: Path) -> None:
    file = tmp_path / "people.parquet"
    file.write_bytes(content)
    with pytest.raises(BulkError, match=said):
        taxed(file)
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("suffix", ["parquet", "arrow"])
def test_a_file_with_a_torn_middle_is_refused(suffix: str, tmp_path: Path) -> None:
    file = written(table(3_000), tmp_path / f"people.{suffix}", 1_000)
    content = bytearray(file.read_bytes())
    content[1_000 : len(content) // 2] = bytes(len(content) // 2 - 1_000)
    file.write_bytes(content)
    with pytest.raises(BulkError):
        taxed(file)
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BulkError, match=r"nobody\.parquet cannot be read: No such file"):
        taxed(tmp_path / "nobody.parquet")


def test_the_result_cannot_replace_the_people(tmp_path: Path) -> None:
    file = written({"id": [1]}, tmp_path / "people.parquet")
    with pytest.raises(BulkError, match="is the file of people itself"):
        run(Order(file, file, load(2026)), Local(1))


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    file = written({"id": [1]}, tmp_path / "people.parquet")
    with pytest.raises(BulkError, match="nowhere is no folder"):
        run(Order(file, tmp_path / "nowhere" / "tax.parquet", load(2026)), Local(1))


@pytest.mark.parametrize("suffix", ["parquet", "arrow"])
@pytest.mark.parametrize(
    ("rows", "in_a_group", "parts"),
    [
        (19, 19, [19]),
        (20, 20, [20]),
        (21, 20, [20, 1]),
        (60, 7, [21, 21, 18]),  # three groups of 7 are the first to reach 20
        (100, 50, [50, 50]),
    ],
)
def test_a_part_is_whole_groups_of_enough_rows(
    suffix: str, rows: int, in_a_group: int, parts: list[int], tmp_path: Path
) -> None:
    file = written({"id": np.arange(rows)}, tmp_path / f"people.{suffix}", in_a_group)
    found = source.Source(file).parts()
    assert [part.rows for part in found] == parts
    assert [part.first_row for part in found] == [1 + sum(parts[:n]) for n in range(len(parts))]


@pytest.mark.parametrize("suffix", ["parquet", "arrow"])
@pytest.mark.parametrize("in_a_group", [1, 3, 8, 20])
def test_rows_are_read_in_batches_of_equal_size(
    suffix: str, in_a_group: int, tmp_path: Path
) -> None:
    ward = pa.array([f"ward {n}" for n in range(21)]).dictionary_encode()
    file = written({"id": np.arange(21), "ward": ward}, tmp_path / f"people.{suffix}", in_a_group)
    people = source.Source(file)
    batches = [list(people.batches(part, ["ward", "id"])) for part in people.parts()]
    assert [batch.num_rows for part in batches for batch in part] == {
        1: [8, 8, 4, 1],  # a part of 20 and one of 1
        3: [8, 8, 5],  # seven groups of 3 are the first to reach 20
        8: [8, 8, 5],
        20: [8, 8, 4, 1],
    }[in_a_group]
    rows = [row for part in batches for batch in part for row in batch.to_pylist()]
    assert rows == [{"ward": f"ward {n}", "id": n} for n in range(21)]


def test_a_giant_row_group_is_answered_in_groups_of_bearable_size(tmp_path: Path) -> None:
    file = written(table(100), tmp_path / "people.parquet", 100)
    out = tmp_path / "tax.parquet"
    run(Order(file, out, load(2026)), Local(1))
    metadata = pq.ParquetFile(out).metadata
    groups = [metadata.row_group(n).num_rows for n in range(metadata.num_row_groups)]
    assert groups == [32, 32, 32, 4]  # four batches of 8 rows each
    assert read_back(out)["id"].to_pylist() == list(range(1_000, 1_100))
