"""The register of OWASP ASVS 5.0.0 requirements, and what the docs say of it."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
STATUSES = ("yes", "part", "no", "na")
BEGIN, END = "<!-- asvs -->", "<!-- /asvs -->"

Row = dict[str, str]


def rows() -> list[Row]:
    """Return the rows of the register."""
    with (ROOT / "docs" / "asvs.csv").open(encoding="utf-8", newline="") as register:
        return list(csv.DictReader(register))


def shown() -> str:
    """Return what the docs say of the register now."""
    page = (ROOT / "docs" / "security-operation.md").read_text(encoding="utf-8")
    return page.partition(BEGIN)[2].partition(END)[0].strip()


def told(register: list[Row]) -> str:
    """Return what the docs must say: counts by chapter, and what is missing of levels 1 and 2."""
    counted = Counter((row["chapter"], row["status"]) for row in register)
    chapters = list(dict.fromkeys(row["chapter"] for row in register))
    lines = [
        f"| chapter | {' | '.join(STATUSES)} |",
        "|---|---|---|---|---|",
        *(_line(one, [counted[one, status] for status in STATUSES]) for one in chapters),
        _line("all", [sum(counted[one, status] for one in chapters) for status in STATUSES]),
        "",
        "Missing of levels 1 and 2, wholly (**no**) or in part:",
        "",
        *(
            f"- {'**no** ' if row['status'] == 'no' else ''}{row['id']} {row['requirement']}: "
            f"{row['how']}"
            for row in register
            if row["status"] in {"no", "part"} and row["level"] in {"1", "2"}
        ),
    ]
    return "\n".join(lines)


def _line(name: str, counts: list[int]) -> str:
    return f"| {name} | {' | '.join(map(str, counts))} |"
