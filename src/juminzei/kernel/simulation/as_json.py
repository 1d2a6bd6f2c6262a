"""An outcome as plain JSON values: yen whole, means as exact fractions with their rounding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from juminzei.kernel.simulation.sheets import rounded

if TYPE_CHECKING:
    from juminzei.kernel.simulation.outcome import ClassRow, ClassTable, Line, Outcome, Top


def outcome_json(found: Outcome, *, with_numbers: bool = False) -> dict[str, Any]:
    """Return an outcome by name.

    Args:
        found: What a change does.
        with_numbers: Whether the largest changes name addressee numbers.
    """
    return {
        "people": found.people,
        "revenue": {line.name: _line(line) for line in found.revenue},
        "standing": {line.name: _line(line) for line in found.standing},
        "moved": [
            {
                "before": one.before.name.lower(),
                "after": one.after.name.lower(),
                "people": one.people,
            }
            for one in found.moved
        ],
        "everybody": _row(found.everybody),
        "classes": {table.name: _table(table) for table in found.classes},
        "distribution": _table(found.distribution),
        "decreases": [_top(one, with_numbers=with_numbers) for one in found.decreases],
        "increases": [_top(one, with_numbers=with_numbers) for one in found.increases],
        "least": found.least,
    }


def _line(line: Line) -> dict[str, int]:
    return {"before": line.before, "after": line.after, "difference": line.difference}


def _table(table: ClassTable) -> list[dict[str, Any]]:
    return [{"class": row.label, **_row(row)} for row in table.rows]


def _row(row: ClassRow) -> dict[str, Any]:
    """Return a class; nothing but that it is withheld where it is."""
    if row.withheld:
        return {"withheld": True}
    told: dict[str, Any] = {
        name: getattr(row, name)
        for name in ("people", "gainers", "gained", "losers", "lost", "difference")
    }
    for name in ("mean_gained", "mean_lost", "mean"):
        mean = getattr(row, name)
        if mean is not None:
            told |= {name: str(mean), f"{name}_rounded": rounded(mean)}
    return told


def _top(one: Top, *, with_numbers: bool) -> dict[str, Any]:
    who = {"addressee_number": f"{one.number:010d}"} if with_numbers else {}
    return {
        **who,
        "before": one.before,
        "after": one.after,
        "difference": one.difference,
        "income": one.income,
        "age": one.age,
        "family": one.family,
    }
