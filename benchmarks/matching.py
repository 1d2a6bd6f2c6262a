"""Matching of a whole city's documents, judged by the truth that the generator wrote.

``python benchmarks/matching.py --people 112000`` makes the city, takes in its register
and its reports, matches, and prints one JSON object: seconds and memory of the matching,
precision (of what was matched without a clerk, how much is right), recall (of the
documents that count and whose person is in the register, how many were matched rightly
without a clerk), and what went wrong, or to a clerk, by kind of dirt. The truth is read
here and in tests, never by the system. Ends with 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from city_steps import TAX_YEAR, City
from process_memory import PEAK_GOAL_MIB

if TYPE_CHECKING:
    from city_steps import Step

GOAL_PRECISION, GOAL_RECALL = 0.9999, 0.98
GOAL_S = 10.0
"""For the documents of a city of 112,000."""
GOAL_WRONG_WITH_VALID_NUMBER = 0
AUTOMATIC = {"number", "exact", "scored"}
SHOWN = 40

Place = tuple[str, str, int]
"""Kind, file name and row: where a document came from."""


@dataclass(slots=True)
class Judgement:
    """What the truth says of the decisions taken without a clerk."""

    automatic: int = 0
    wrong: list[str] = field(default_factory=list)
    wrong_with_valid_number: int = 0
    findable: int = 0
    found: int = 0
    left_to_clerk: Counter[str] = field(default_factory=Counter)
    wrong_by_dirt: Counter[str] = field(default_factory=Counter)
    right_by_stage: Counter[str] = field(default_factory=Counter)

    def take(self, truth: dict[str, str], stage: str, person: int | None, state: str) -> None:
        """Count one document that was taken in."""
        said = int(truth["addressee_number"] or 0)
        dirt = truth["dirt"].split() or ["clean"]
        right = stage in AUTOMATIC and person == said
        if stage in AUTOMATIC:
            self.automatic += 1
            self.right_by_stage[stage] += right
            if not right:
                self.wrong.append(f"{truth['file']}:{truth['row']} {stage} {truth['dirt']}")
                self.wrong_by_dirt.update(dirt)
                self.wrong_with_valid_number += truth["has_valid_number"] == "1"
        if said and state == "active" and truth["state"] == "active":
            self.findable += 1
            self.found += right
            if not right:
                self.left_to_clerk.update(dirt)


def main() -> int:
    """Print one JSON object with the figures; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=112_000)
    parser.add_argument("--data", type=Path, default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="juminzei-bench-") as folder:
        city = City(options.people, options.data or Path(folder))
        city.generate()
        city.take_in_people()
        city.take_in_documents()
        matching = city.match()
        judged = judge(city)
    found = figures(options.people, matching, judged)
    print(json.dumps(found, ensure_ascii=False))
    return int(not found["goals_met"])


def figures(people: int, matching: Step, judged: Judgement) -> dict[str, object]:
    """Return what was measured, and whether the goals are met."""
    precision = 1 - len(judged.wrong) / max(judged.automatic, 1)
    recall = judged.found / max(judged.findable, 1)
    right = (
        precision >= GOAL_PRECISION
        and recall >= GOAL_RECALL
        and judged.wrong_with_valid_number == GOAL_WRONG_WITH_VALID_NUMBER
    )
    quick = matching.seconds <= GOAL_S and matching.peak_rss_mib < PEAK_GOAL_MIB
    return {
        "people": people,
        **matching.summary,
        "seconds": matching.seconds,
        "documents_per_s": round(sum(matching.summary.values()) / matching.seconds),
        "peak_rss_mib": matching.peak_rss_mib,
        "goals_met": right and quick,
        "precision": round(precision, 6),
        "recall": round(recall, 5),
        "wrong": len(judged.wrong),
        "wrong_with_valid_number": judged.wrong_with_valid_number,
        "wrong_by_dirt": dict(judged.wrong_by_dirt.most_common()),
        "wrong_documents": judged.wrong[:SHOWN],
        "left_to_clerk_by_dirt": dict(judged.left_to_clerk.most_common()),
        "findable": judged.findable,
        "right_by_stage": dict(judged.right_by_stage),
    }


def judge(city: City) -> Judgement:
    """Compare every document in the city's database with the truth."""
    os.environ["JUMINZEI_DATA"] = str(city.data)
    os.environ["DJANGO_SETTINGS_MODULE"] = "juminzei.web.settings"
    import django  # noqa: PLC0415 - after the environment names the data folder

    django.setup()
    from juminzei.apps.assessment.models import TaxDocument  # noqa: PLC0415 - needs Django

    truth = truth_by_place(city.files / "truth.csv")
    documents = TaxDocument.objects.filter(tax_year=TAX_YEAR).values_list(
        "kind", "received_file__name", "row_number", "match_state", "addressee_id", "state"
    )
    judged = Judgement()
    for kind, name, row, stage, person, state in documents:
        judged.take(truth[kind, name, row], stage, person, state)
    return judged


def truth_by_place(path: Path) -> dict[Place, dict[str, str]]:
    """Return the generator's truth of each row."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (line["kind"], Path(line["file"]).name, int(line["row"])): line
            for line in csv.DictReader(file)
        }


if __name__ == "__main__":
    sys.exit(main())
