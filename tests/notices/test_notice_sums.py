"""A notice whose parts do not add up is refused, by name of the sum."""

from __future__ import annotations

from dataclasses import replace

import pytest

from juminzei.notices.ordinary.form import InconsistentNoticeError, PensionPayment
from support.notice_samples import SPECIAL_MONTHS, collector, employee, family, ordinary


def test_the_worked_example_adds_up() -> None:
    notice = ordinary()
    notice.check()
    assert sum(term.amount for term in notice.terms) == 90_500  # 24,500 + 22,000 x 3


@pytest.mark.parametrize(
    ("changes", "sum_name"),
    [
        pytest.param({"ordinary_amount": 90_400, "special_amount": 100}, "各期の税額", id="terms"),
        pytest.param({"terms": ()}, "各期の税額", id="no terms"),
        pytest.param({"slips": ()}, "納付書の金額", id="no slips"),
        pytest.param({"special_amount": 1}, "徴収方法別", id="a yen too much is collected"),
        pytest.param(
            {"pension_payments": (PensionPayment("2026-10", 500, provisional=False),)},
            "年金からの徴収額",
            id="withheld from the pension, but not in the ledger",
        ),
    ],
)
def test_a_part_that_does_not_fit_is_named(changes: dict[str, object], sum_name: str) -> None:
    broken = replace(ordinary(), **changes)  # type: ignore[arg-type]  # any field
    with pytest.raises(InconsistentNoticeError, match=f"通知書番号0000012347の.*{sum_name}"):
        broken.check()


@pytest.mark.parametrize(
    ("changes", "sum_name"),
    [
        ({"deduction_total": 2_339_001}, "所得控除の合計"),
        ({"forest_environment_tax": 0}, "年税額"),
        ({"total": 90_600}, "年税額"),
    ],
)
def test_a_computation_that_does_not_add_up_is_named(
    changes: dict[str, int], sum_name: str
) -> None:
    computation = replace(family(), **changes)  # type: ignore[arg-type]  # any field
    broken = ordinary(computation=computation)
    with pytest.raises(InconsistentNoticeError, match=sum_name):
        broken.check()


def test_a_collectors_notice_adds_up_month_by_month() -> None:
    notice = collector([employee("0000000019"), employee("0000000027")])
    notice.check()
    assert notice.amount == 181_000
    assert notice.months == (16_000, *(15_000,) * 11)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"months": SPECIAL_MONTHS[:11]}, id="a month is missing"),
        pytest.param({"months": (8_001, *SPECIAL_MONTHS[1:])}, id="a yen too much in June"),
        pytest.param({"ordinary_amount": 1}, id="a yen more than the year's tax"),
    ],
)
def test_an_employee_whose_months_do_not_add_up_is_named(changes: dict[str, object]) -> None:
    broken = replace(employee(), **changes)  # type: ignore[arg-type]  # any field
    with pytest.raises(InconsistentNoticeError, match="通知書番号0000012347の特別徴収税額"):
        collector([employee("0000000019"), broken]).check()
