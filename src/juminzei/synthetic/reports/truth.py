"""What is true of every row written: for tests and benchmarks, never for the system itself."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from juminzei.base.numbers import addressee_number
from juminzei.synthetic.people.person import Standing
from juminzei.synthetic.reports.rows import Report, Row, State

if TYPE_CHECKING:
    from collections.abc import Sequence

HEADER = ("kind", "file", "row", "addressee_number", "has_valid_number", "dirt", "state")
"""``has_valid_number`` is 1 where the row carries the person's own number, check digit and all."""


class Truth:
    """Collects the truth of the files as they are written."""

    def __init__(self) -> None:
        self._lines: list[tuple[str, ...]] = []
        self.counts: Counter[str] = Counter()

    def add(self, kind: str, file: str, rows: Sequence[Row[Report]], *, copy: bool = False) -> None:
        """Record the rows of a file in their order; a ``copy`` brings nothing new."""
        for number, row in enumerate(rows, 1):
            state, dirt = row.state, list(row.dirt)
            if row.damage:
                state, dirt = State.BROKEN, [*dirt, row.damage]
            elif copy:
                state, dirt = State.DUPLICATE, [*dirt, "copied_file"]
            ours = row.person.standing is not Standing.STRANGER
            self._lines.append(
                (
                    kind,
                    file,
                    str(number),
                    addressee_number.text(row.person.addressee) if ours else "",
                    "1" if row.own_number else "0",
                    " ".join(dirt),
                    state,
                )
            )
            self.counts.update([f"state:{state}", *(f"dirt:{one}" for one in dirt)])

    def csv(self) -> bytes:
        """Return ``truth.csv``."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(self._lines)
        return out.getvalue().encode()

    def counted(self, what: str) -> dict[str, int]:
        """Return the counts of ``state`` or ``dirt`` by name."""
        prefix = f"{what}:"
        return {
            name.removeprefix(prefix): count
            for name, count in sorted(self.counts.items())
            if name.startswith(prefix)
        }
