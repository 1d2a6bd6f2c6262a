"""What the forms of one national return are filled from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.income_tax import ReturnColumns
from juminzei.kernel.income_tax.forms import form_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from juminzei.apps.return_desk.entries import Entries
    from juminzei.apps.return_desk.told_columns import ToldColumns
    from juminzei.formats.national_return_record import Value

YES = "1"
LOSSES = ("losses_after_retirement", "losses_after_forestry", "losses", "current_loss")
FORESTRY_LOSSES = tuple(
    f"forestry_loss{after}"
    for after in ("_after_retirement", "_after_occasional", "_after_current", "")
)
"""Steps of a loss on its way through the other incomes (所得税法69条), the last first."""


@dataclass(frozen=True, slots=True)
class Declared:
    """One return: what was typed, its columns, and what the calculation made of them; yen."""

    income_year: int
    entries: Entries
    told: ToldColumns
    boxes: Mapping[str, int]
    """Boxes of the year's form by name (:mod:`juminzei.kernel.income_tax.forms`)."""
    taxes: Mapping[str, int]
    """The income tax by the kernel's names."""
    steps: Mapping[str, int]

    def column(self, name: str) -> int:
        """Return a column of either tax, 0 where nothing was told."""
        return self.told.taxpayer.get(name, self.told.returned.get(name, 0))

    @property
    def is_separate(self) -> bool:
        """Whether there are incomes taxed separately, so that the third form is needed."""
        return any(
            self.told.taxpayer.get(name)
            for name in self.told.taxpayer
            if name.startswith("separate_") or name in {"forestry", "retirement"}
        ) or bool(self.column("retirement_declared"))

    @property
    def has_loss(self) -> bool:
        """Whether losses are carried from or to another year, so that the fourth form is needed."""
        lists_losses = bool(self.entries.rows("losses"))
        return lists_losses or self.new_loss > 0 or self.casualty_left > 0

    @property
    def new_loss(self) -> int:
        """This year's loss that no income of this year took up."""
        ordinary = max(-self.steps.get("current_income", 0), 0)
        return self._last_step(LOSSES, ordinary) + self._last_step(FORESTRY_LOSSES, 0)

    def _last_step(self, names: tuple[str, ...], otherwise: int) -> int:
        """Return the last of steps of which only those are told that something stands in."""
        found = (self.steps[name] for name in names if name in self.steps)
        return max(next(found, otherwise), 0)

    @property
    def casualty_left(self) -> int:
        """What of this year's 雑損控除 no income took up."""
        return max(self.taxes["deduction_casualty"] - self.taxes["total_income_etc"], 0)


@dataclass(slots=True)
class Filled:
    """Boxes and rows of the forms as they are filled in."""

    values: dict[str, Value] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Value]]] = field(default_factory=dict)

    def put(self, tag: str, value: Value | None) -> None:
        """Fill a box, unless there is nothing to say."""
        if value not in (None, "", 0):
            self.values[tag] = value

    def mark(self, tag: str, said: object) -> None:
        """Tick a box of kinds (区分)."""
        self.put(tag, YES if said else None)

    def yen(self, tag: str) -> int:
        """Return the yen that stand in a box, 0 where nothing does."""
        value = self.values.get(tag)
        return value if isinstance(value, int) else 0

    def add(self, group: str, row: Mapping[str, Value | None]) -> None:
        """Add a row to a repeated part, without what says nothing."""
        kept = {tag: value for tag, value in row.items() if value not in (None, "", 0)}
        if kept:
            self.rows.setdefault(group, []).append(kept)


def declared(
    entries: Entries,
    told: ToldColumns,
    taxes: Mapping[str, int],
    boxes: Mapping[str, int],
    income_year: int,
) -> Declared:
    """Return what the forms are filled from.

    Args:
        entries: What was typed.
        told: Its columns.
        taxes: The income tax of them.
        boxes: The boxes of the year's form by name.
        income_year: 年分.
    """
    values = form_values(
        TaxpayerColumns.from_sparse([told.taxpayer]),
        ReturnColumns.from_sparse([told.returned]),
        income_year,
    )
    return Declared(income_year, entries, told, boxes, taxes, values["step"])
