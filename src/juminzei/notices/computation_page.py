"""The computation as the templates print it: every figure already a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from juminzei.base.yen_text import yen_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.notices.ordinary.form import Computation, LevyLine
    from juminzei.notices.wording.city_wording import Wording

Values = dict[str, object]


@dataclass(frozen=True, slots=True)
class Room:
    """Where the computation stands: height for its rows, and of a row at most; 0.01 mm."""

    rows: int
    row: int


FULL_PAGE = Room(rows=8_700, row=500)
HALF_PAGE = Room(rows=7_100, row=420)
FIXED_ROWS = 7
"""Sums, tax base, per-capita levy, forest tax and total: rows that everybody has."""


def computation_values(computation: Computation, room: Room) -> Values:
    """Return what ``computation.typ`` prints of one person's computation."""
    c = computation
    rates = f"課税標準額 × 税率（{_rates(c)}）"
    levy = [
        [line.label or rates, yen_text(line.municipal), yen_text(line.prefectural)]
        for line in c.levy
    ]
    rows = FIXED_ROWS + len(c.incomes) + -(-len(c.deductions) // 2) + len(c.levy)
    return {
        "row": min(room.row, room.rows // rows) / 100,
        "incomes": [
            [i.label, "" if i.revenue is None else yen_text(i.revenue), yen_text(i.income)]
            for i in c.incomes
        ],
        "aggregate-income": yen_text(c.aggregate_income),
        "deductions": _in_two_columns([[d.label, yen_text(d.amount)] for d in c.deductions]),
        "deduction-total": yen_text(c.deduction_total),
        "tax-base": yen_text(c.tax_base + c.separate_base),
        "tax-base-sum": _tax_base_sum(c),
        "levy": levy,
        "income-levy": _three(c.income_levy, note=c.exemption),
        "per-capita-levy": _three(c.per_capita_levy),
        "forest": yen_text(c.forest_environment_tax),
        "total": yen_text(c.total),
    }


def common_words(wording: Wording, own: Mapping[str, str], year_text: str) -> Values:
    """Return the words of every form of the city, with a form's ``own`` above them."""
    city = wording.city
    return {
        **wording.words,
        **own,
        "year": year_text,
        "city": city.name,
        "taxes": f"{city.municipal_tax}・{city.prefectural_tax}・森林環境税",
        "municipal-column": f"{city.municipal_tax}（円）",
        "prefectural-column": f"{city.prefectural_tax}（円）",
    }


def in_words(computation: Computation) -> str:
    """Return the computation as sentences; every figure is one that the tables show."""
    c = computation
    text = f"合計所得金額は{yen_text(c.aggregate_income)}円です。"
    if c.exemption:
        text += f"{c.exemption}のため、所得割はかかりません。"
    else:
        text += (
            f"総所得金額等{yen_text(c.total_income_etc)}円から所得控除の合計"
            f"{yen_text(c.deduction_total)}円を差し引き、1,000円未満を切り捨てた"
            f"課税標準額は{_tax_base_in_words(c)}です。"
            f"これに税率（{_rates(c)}）を掛け、税額控除があれば"
            "差し引き、100円未満を切り捨てた所得割は、"
            f"市{yen_text(c.income_levy.municipal)}円、"
            f"県{yen_text(c.income_levy.prefectural)}円です。"
        )
    return text + (
        f"均等割（市{yen_text(c.per_capita_levy.municipal)}円、"
        f"県{yen_text(c.per_capita_levy.prefectural)}円）と"
        f"森林環境税{yen_text(c.forest_environment_tax)}円を加えた"
        f"{yen_text(c.total)}円が、今年度の税額です。"
    )


def _rates(c: Computation) -> str:
    rates = f"市{c.municipal_rate}・県{c.prefectural_rate}"
    return f"{rates}。分離課税は所得ごとの率" if c.separate_base else rates


def _tax_base_sum(c: Computation) -> str:
    """Return what the tax base is made from; separate bases stand beside the rest."""
    if c.separate_base:
        return f"{yen_text(c.tax_base)}円（総合）＋ {yen_text(c.separate_base)}円（分離）＝"
    return f"{yen_text(c.total_income_etc)}円（所得）− {yen_text(c.deduction_total)}円（控除）＝"


def _tax_base_in_words(c: Computation) -> str:
    if c.separate_base:
        return f"総合課税{yen_text(c.tax_base)}円、分離課税{yen_text(c.separate_base)}円"
    return f"{yen_text(c.tax_base)}円"


def _three(line: LevyLine, note: str = "") -> list[str]:
    label = f"{line.label}（{note}）" if note else line.label
    return [label, yen_text(line.municipal), yen_text(line.prefectural)]


def _in_two_columns(cells: list[list[str]]) -> list[list[str]]:
    """Return rows of two cells side by side, read down the left column first."""
    half = -(-len(cells) // 2)
    right = [*cells[half:], ["", ""]] if len(cells) % 2 else cells[half:]
    return [a + b for a, b in zip(cells[:half], right, strict=True)]
