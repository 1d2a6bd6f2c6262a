"""Which pictures an outcome is drawn as; each stands beside the table it was made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.yen_text import yen_text
from juminzei.kernel.simulation.sheets import rounded
from juminzei.platform.charts.bars import Bars

if TYPE_CHECKING:
    from juminzei.kernel.simulation.outcome import ClassTable, Line, Outcome

BODIES = {"municipal": "市民税", "prefectural": "県民税", "forest_environment_tax": "森林環境税"}


def charts(found: Outcome) -> dict[str, Bars]:
    """Return the charts of an outcome by the name of the table that each stands beside."""
    revenue = {line.name: line for line in found.revenue}
    return {
        "revenue": _revenue(revenue),
        **{table.name: _counts(table) for table in found.classes},
        "mean": _means(found.classes[0]),
        "change": _distribution(found.distribution),
    }


def _revenue(lines: dict[str, Line]) -> Bars:
    total = lines["total"]
    return Bars(
        name="chart-revenue",
        title="税収（改正前・改正後）",
        description=(
            f"税収の合計は {yen_text(total.before)}円から {yen_text(total.after)}円になる。"
            f"差は {yen_text(total.difference)}円。"
        ),
        unit="円",
        series=("改正前", "改正後"),
        rows=tuple(
            (label, (lines[name].before, lines[name].after)) for name, label in BODIES.items()
        ),
    )


def _counts(table: ClassTable) -> Bars:
    told = [row for row in table.rows if not row.withheld]
    gainers, losers = sum(row.gainers for row in told), sum(row.losers for row in told)
    return Bars(
        name=f"chart-{table.name}",
        title=f"税額が減る人・増える人：{table.title}",
        description=f"税額が減る人は {gainers:,} 人、増える人は {losers:,} 人。",
        unit="人",
        series=("減る人", "増える人"),
        rows=tuple(
            (row.label, (None, None) if row.withheld else (row.gainers, row.losers))
            for row in table.rows
        ),
    )


def _means(table: ClassTable) -> Bars:
    means = [
        None if row.withheld else 0 if row.mean is None else rounded(row.mean) for row in table.rows
    ]
    told = [mean for mean in means if mean is not None]
    return Bars(
        name="chart-mean",
        title=f"1人当たりの増減額：{table.title}",
        description=(
            f"階級ごとの1人当たりの差は {yen_text(min(told, default=0))}円から"
            f" {yen_text(max(told, default=0))}円まで。"
        ),
        unit="円",
        series=("1人当たりの差",),
        rows=tuple((row.label, (mean,)) for row, mean in zip(table.rows, means, strict=True)),
    )


def _distribution(table: ClassTable) -> Bars:
    told = [row for row in table.rows if not row.withheld]
    same = sum(row.people - row.gainers - row.losers for row in told)
    return Bars(
        name="chart-change",
        title=table.title,
        description=f"税額が変わらない人は {same:,} 人。",
        unit="人",
        series=("人数",),
        rows=tuple((row.label, (None if row.withheld else row.people,)) for row in table.rows),
    )
