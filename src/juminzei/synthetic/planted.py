"""Contradictions planted in the city, and which check must find whom: for tests and benchmarks."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from juminzei.synthetic.people.person import Person

HEADER = ("check", "subject")
"""A check's id; the addressee number of whom it must find, or an employer's collector number."""
SUMMARY = "employer_summary"
"""Stands for the comparison of 総括表 with the reports, which is no check of a person."""


class Planted:
    """Collects what is planted while documents are made."""

    def __init__(self) -> None:
        self._found: set[tuple[str, int]] = set()

    def add(self, check: str, people: Iterable[Person]) -> None:
        """Have a check find these people."""
        self._found.update((check, person.addressee) for person in people)

    def add_employer(self, collector_number: str) -> None:
        """Have the comparison with the summary differ for an employer."""
        self._found.add((SUMMARY, int(collector_number)))

    def csv(self) -> bytes:
        """Return ``truth_checks.csv``."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(HEADER)
        writer.writerows(sorted(self._found))
        return out.getvalue().encode()

    def counted(self) -> dict[str, int]:
        """Return how many subjects each check must find."""
        checks = [check for check, _ in sorted(self._found)]
        return {check: checks.count(check) for check in dict.fromkeys(checks)}
