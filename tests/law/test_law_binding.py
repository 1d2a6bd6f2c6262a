"""Values of a law file become typed ones, or the file, the key and the remedy are told."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juminzei.base.money import Rate
from juminzei.kernel.law_file import LawError, bind
from juminzei.kernel.parameters.credits import Rates
from juminzei.kernel.parameters.levies import ForestEnvironmentTax, OrdinaryCollection
from juminzei.kernel.parameters.section import Section
from juminzei.kernel.parameters.tables import OPEN, AmountTable, Grid, LineTable, RateTable

FILE = "statutes/national/2026.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit(Section):
    """A section as law files have them."""

    small_income_limit: int
    base_floor: int
    aggregate_income_limit: int
    rate: Rates


CREDIT: dict[str, object] = {
    "cite": "地方税法314条の6",
    "small_income_limit": 2_000_000,
    "base_floor": 50_000,
    "aggregate_income_limit": 25_000_000,
    "rate": {"municipal": "3/100", "prefectural": "2/100"},
}


def refused(kind: type, value: object, key: str = "section") -> str:
    """Return the complaint, without the file's name that stands before it."""
    with pytest.raises(LawError) as error:
        bind(kind, value, file=FILE, key=key)
    assert error.value.file == FILE
    return str(error.value).removeprefix(f"{FILE}: ")


def test_a_section_is_bound_with_what_it_holds() -> None:
    found = bind(Credit, CREDIT, file=FILE, key="adjustment_credit")
    assert found.base_floor == 50_000
    assert (found.rate.municipal, found.rate.prefectural) == (Rate(3, 100), Rate(2, 100))
    assert not found.assumption


@pytest.mark.parametrize("name", ["cite", "base_floor", "rate"])
def test_what_a_section_needs_is_missed_by_its_key(name: str) -> None:
    without = {key: value for key, value in CREDIT.items() if key != name}
    said = refused(Credit, without)
    assert said == f"section.{name}: is missing; add it with its article"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        pytest.param(
            {"rate": {"municipal": "3/100"}}, "section.rate.prefectural: is missing", id="half"
        ),
        pytest.param({"rate": "3/100"}, "section.rate: is '3/100'; write a table", id="no table"),
        pytest.param({"cite": ""}, "section.cite: is empty; name the article", id="no article"),
    ],
)
def test_a_wrong_value_is_told_by_its_whole_key(change: dict[str, object], said: str) -> None:
    assert refused(Credit, CREDIT | change).startswith(said)


def test_an_assumption_may_be_written_and_is_kept() -> None:
    told = {"cite": "森林環境税法5条", "amount": 1_000, "assumption": "no source was seen"}
    found = bind(ForestEnvironmentTax, told, file=FILE, key="forest_environment_tax")
    assert found.assumption == "no source was seen"


def test_rows_may_end_open_where_the_row_before_ended() -> None:
    rows = [{"up_to": 10, "amount": 5}, {"above": 10, "amount": 3}]
    found = bind(AmountTable, rows, file=FILE, key="rows")
    assert [(row.up_to, row.amount) for row in found.rows] == [(10, 5), (OPEN, 3)]


@pytest.mark.parametrize(
    ("above", "said"),
    [
        pytest.param(9, "rows[1].above: is 9, but the row before ends at 10", id="an overlap"),
        pytest.param(11, "rows[1].above: is 11, but the row before ends at 10", id="a gap"),
    ],
)
def test_an_open_row_neither_overlaps_nor_leaves_a_gap(above: int, said: str) -> None:
    rows = [{"up_to": 10, "amount": 5}, {"above": above, "amount": 3}]
    assert refused(AmountTable, rows, "rows").startswith(said)


@pytest.mark.parametrize("second", [9, 10], ids=["falling", "twice the same"])
def test_limits_of_rows_must_rise(second: int) -> None:
    rows = [{"up_to": 10, "amount": 5}, {"up_to": second, "amount": 3}]
    said = f"rows[1].up_to: is {second}, within the row before; sort the rows"
    assert refused(AmountTable, rows, "rows") == said


def test_limits_one_yen_apart_are_rows() -> None:
    rows = [{"up_to": 10, "amount": 5}, {"up_to": 11, "amount": 3}]
    assert len(bind(AmountTable, rows, file=FILE, key="rows").rows) == 2


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        pytest.param(LineTable, {"up_to": 10, "rate": "1/2", "plus": 0}, id="lines"),
        pytest.param(RateTable, {"up_to": 10, "rate": "1/2"}, id="rates"),
    ],
)
@pytest.mark.parametrize("length", [0, 1], ids=["empty", "closed at the end"])
def test_lines_and_rates_must_hold_for_everything(
    kind: type, row: dict[str, object], length: int
) -> None:
    assert refused(kind, [row] * length, "rows").startswith("rows: leaves a gap above its last row")


def test_nothing_may_follow_an_open_row() -> None:
    rows = [{"up_to": 10, "amount": 5}, {"above": 10, "amount": 3}, {"up_to": 20, "amount": 1}]
    assert "rows[2].up_to: is 20, within the row before" in refused(AmountTable, rows, "rows")


@pytest.mark.parametrize(
    ("own", "amounts", "said"),
    [
        pytest.param([9, 12], [7, 6, 5], "grid.rows[0].amounts: needs 2 amounts", id="too many"),
        pytest.param([9, 9], [7, 6], "grid.own_up_to: overlaps", id="twice the same column"),
    ],
)
def test_a_grid_is_rectangular_and_rises(own: list[int], amounts: list[int], said: str) -> None:
    grid = {"own_up_to": own, "rows": [{"up_to": 100, "amounts": amounts}]}
    assert refused(Grid, grid, "grid").startswith(said)


def test_a_due_date_is_a_day_and_not_a_time() -> None:
    told: dict[str, object] = {
        "cite": "条例",
        "due_on": [date(2026, 6, 30)],
        "months": ["2026-06"],
        "one_term_up_to_fixed_charge": False,
    }
    found = bind(OrdinaryCollection, told, file=FILE, key="terms")
    assert found.due_on == (date(2026, 6, 30),)
    told["due_on"] = [datetime(2026, 6, 30, tzinfo=UTC)]
    assert re.match(r"terms\.due_on\[0\]: .*type date", refused(OrdinaryCollection, told, "terms"))


@given(numerator=st.integers(0, 10**6), denominator=st.integers(1, 10**6))
def test_every_fraction_is_read_as_the_rate_it_says(numerator: int, denominator: int) -> None:
    text = f"{numerator}/{denominator}"
    assert bind(Rate, text, file=FILE, key="rate") == Rate(numerator, denominator)
