"""The computation that notices show: the kernel's figures of the stored inputs, named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.assessment.selectors.tax_breakdown import DEDUCTIONS, LEVIES, SEPARATE_BASES
from juminzei.kernel.assess import assess
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.exemption import Exemption
from juminzei.notices.ordinary.form import Computation, IncomeLine, LevyLine, Line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from juminzei.kernel.law import Law

OTHER_INCOMES = (
    ("income_business", "事業所得"),
    ("income_real_estate", "不動産所得"),
    ("income_interest", "利子所得"),
    ("income_dividend", "配当所得"),
    ("income_miscellaneous", "雑所得（公的年金等以外）"),
    ("transfer_short", "総合課税の短期譲渡"),
    ("transfer_long", "総合課税の長期譲渡"),
    ("occasional", "一時所得（特別控除前）"),
    ("separate_land_short", "分離短期譲渡（一般）"),
    ("separate_land_short_reduced", "分離短期譲渡（軽減）"),
    ("separate_land_long", "分離長期譲渡（一般）"),
    ("separate_land_long_superior", "分離長期譲渡（優良住宅地）"),
    ("separate_land_long_residence", "分離長期譲渡（居住用財産）"),
    ("separate_listed_dividend", "上場株式等の配当（申告分離）"),
    ("separate_unlisted_shares", "一般株式等の譲渡"),
    ("separate_listed_shares", "上場株式等の譲渡"),
    ("separate_futures", "先物取引"),
    ("forestry", "山林所得（特別控除前）"),
    ("retirement", "退職所得"),
)
"""Amounts of the return as given: before special deductions, netting and halves."""
NOT_CREDITS = {"calculated_levy", "income_levy", "per_capita_levy"}
SUM = "deduction_total"
LOW_INCOME = "所得が非課税限度額以下"
PROPERTY_ONLY = "家屋敷課税は均等割のみ"


def computations(inputs: Sequence[Mapping[str, int]], law: Law) -> list[Computation]:
    """Return the computation of each person.

    Args:
        inputs: What the ledger keeps of each, as :meth:`TaxpayerColumns.to_sparse` gave it.
        law: Of the tax year and the city.
    """
    assessment = assess(TaxpayerColumns.from_sparse(inputs), law)
    rates = (
        f"{law.city.income_levy.rate:%}",
        f"{law.prefecture.income_levy.rate:%}",
    )
    return [_computation(given, assessment.row(row), rates) for row, given in enumerate(inputs)]


def _computation(
    given: Mapping[str, int], figures: Mapping[str, int], rates: tuple[str, str]
) -> Computation:
    return Computation(
        incomes=_incomes(given, figures),
        aggregate_income=figures["aggregate_income"],
        total_income_etc=figures["total_income_etc"],
        deductions=tuple(
            Line(label, figures[name])
            for name, label in DEDUCTIONS
            if name.startswith("deduction_") and name != SUM and figures[name]
        ),
        deduction_total=figures[SUM],
        tax_base=figures["tax_base"],
        municipal_rate=rates[0],
        prefectural_rate=rates[1],
        levy=_levy(figures),
        income_levy=_line("所得割額", "income_levy", figures),
        per_capita_levy=_line("均等割額", "per_capita_levy", figures),
        forest_environment_tax=figures["forest_environment_tax"],
        total=figures["total"],
        exemption=_exemption(given, figures),
        separate_base=sum(figures[name] for name in SEPARATE_BASES),
    )


def _incomes(given: Mapping[str, int], figures: Mapping[str, int]) -> tuple[IncomeLine, ...]:
    lines = []
    for kind, label in (("employment", "給与所得"), ("public_pension", "雑所得（公的年金等）")):
        revenue, income = given.get(f"revenue_{kind}", 0), figures[f"income_{kind}"]
        if revenue or income:
            lines.append(IncomeLine(label, revenue, income))
    lines += [
        IncomeLine(label, None, given[name]) for name, label in OTHER_INCOMES if given.get(name)
    ]
    adjustment = figures["income_adjustment_child"] + figures["income_adjustment_pension"]
    if adjustment:
        lines.append(IncomeLine("所得金額調整控除", None, -adjustment))
    return tuple(lines) or (IncomeLine("所得なし", None, 0),)


def _levy(figures: Mapping[str, int]) -> tuple[LevyLine, ...]:
    """Return the levy before credits (without a label of its own) and each credit, negative."""
    credited = [
        LevyLine(label, -figures[f"municipal_{name}"], -figures[f"prefectural_{name}"])
        for name, label in LEVIES
        if name not in NOT_CREDITS
    ]
    taken = [line for line in credited if line.municipal or line.prefectural]
    return (_line("", "calculated_levy", figures), *taken)


def _line(label: str, name: str, figures: Mapping[str, int]) -> LevyLine:
    return LevyLine(label, figures[f"municipal_{name}"], figures[f"prefectural_{name}"])


def _exemption(given: Mapping[str, int], figures: Mapping[str, int]) -> str:
    if given.get("property_only"):
        return PROPERTY_ONLY
    return LOW_INCOME if figures["exempt"] == Exemption.INCOME_LEVY_THRESHOLD else ""
