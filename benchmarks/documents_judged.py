"""What a city's truth says of its documents and of what the checks found, once Django is set up."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any, NamedTuple

from city_steps import TAX_YEAR

AUTOMATIC = {"number", "exact", "scored"}
OWN_HEADER_LINES = 2
"""Rows of our own files are numbered by their lines; the truth counts the rows."""
OWN_FILES = {"one_stop", "city_notice", "inhabitant_return"}
WRONG_BIRTH = "birth_differs"
"""The check that must find whose birthday a document has wrong: the truth marks each of these."""
SHOWN = 20

Place = tuple[str, str, int]
"""Kind, file (or delivery) and row."""


def judged_by_kind(files: Path) -> dict[str, dict[str, Any]]:
    """Return for each kind of document how its matching without a clerk stands to the truth."""
    lines = truth_by_place(files)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    wrong: dict[str, list[str]] = defaultdict(list)
    left: dict[str, Counter[str]] = defaultdict(Counter)
    for _key, place, stage, person, state in documents():
        line, kind = lines.pop(place), place[0]
        said = int(line["addressee_number"] or 0)
        found = stage in AUTOMATIC
        right = found and person == said
        counts[kind].update(documents=1, automatic=found, right=right)
        if found and not right:
            wrong[kind].append(f"{place[1]}:{place[2]} {stage} {line['dirt']}")
        if said and state == "active" and line["state"] == "active":
            counts[kind].update(findable=1, found=right)
            if not right:
                left[kind].update(line["dirt"].split() or ["clean"])
    missing = Counter(
        place[0] for place, line in lines.items() if line["state"] not in {"broken", "duplicate"}
    )
    return {
        kind: {
            **one,
            "automatic_share": round(one["automatic"] / one["documents"], 4),
            "precision": round(one["right"] / max(one["automatic"], 1), 6),
            "recall": round(one["found"] / max(one["findable"], 1), 5),
            "wrong": wrong[kind][:SHOWN],
            "left_to_clerk_by_dirt": dict(left[kind].most_common(8)),
            "without_a_document": missing[kind],
        }
        for kind, one in sorted(counts.items())
    }


def judged_checks(files: Path) -> dict[str, dict[str, Any]]:
    """Return for each check with planted contradictions how many it found, and how many else."""
    from juminzei.apps.crosschecks.models import Case, CaseState  # noqa: PLC0415 - needs Django
    from juminzei.apps.receiving.selectors.summary_checks import summary_checks  # noqa: PLC0415 - needs Django

    planted: dict[str, set[int]] = defaultdict(set)
    further: dict[str, set[int]] = defaultdict(set)  # true as well, of documents that are passed on
    for line in _read(files / "truth_checks.csv"):
        planted[line["check"]].add(int(line["subject"]))
    for line in _read(files / "truth.csv"):
        if "wrong_birth" in line["dirt"].split() and line["addressee_number"]:
            known = planted if line["state"] == "active" else further
            known[WRONG_BIRTH].add(int(line["addressee_number"]))
    found: dict[str, set[int]] = defaultdict(set)
    standing = Case.objects.filter(tax_year=TAX_YEAR).exclude(state=CaseState.GONE)
    rows = standing.values_list("check_id", "addressee_id")
    for check, person in rows:
        found[check].add(person)
    found["employer_summary"] = {
        int(one.sheet.collector_number)
        for one in summary_checks(TAX_YEAR)
        if one.state != "agrees" and one.sheet.collector_number
    }
    return {
        check: {
            "planted": len(wanted),
            "found": len(found[check]),
            "precision": round(
                len((wanted | further[check]) & found[check]) / max(len(found[check]), 1), 4
            ),
            "recall": round(len(wanted & found[check]) / max(len(wanted), 1), 4),
        }
        for check, wanted in sorted(planted.items())
    }


class Found(NamedTuple):
    """One document as it was taken in."""

    key: int
    place: Place
    stage: str
    """How its person was found, a value of ``MatchState``."""
    person: int | None
    state: str


def truth_by_place(files: Path) -> dict[Place, dict[str, str]]:
    """Return what the truth says of each row of a file."""
    return {
        (line["kind"], Path(line["file"]).name, int(line["row"])): line
        for line in _read(files / "truth.csv")
    }


def documents() -> list[Found]:
    """Return where each document came from, and what became of it."""
    from juminzei.apps.assessment.models import TaxDocument  # noqa: PLC0415 - needs Django
    from juminzei.apps.national_returns.models import StagedReturn  # noqa: PLC0415 - needs Django

    staged = StagedReturn.objects.exclude(document=None).values_list(
        "document_id", "delivery__delivery_id", "seq"
    )
    delivered = {document: (delivery, seq) for document, delivery, seq in staged}
    rows = TaxDocument.objects.filter(tax_year=TAX_YEAR).values_list(
        "pk", "kind", "received_file__name", "row_number", "match_state", "addressee_id", "state"
    )
    found: list[Found] = []
    for key, kind, name, row, stage, person, state in rows.iterator():
        place = (kind, name, row - OWN_HEADER_LINES if kind in OWN_FILES else row)
        if key in delivered:
            place = (kind, *delivered[key])
        found.append(Found(key, place, stage, person, state))
    return found


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
