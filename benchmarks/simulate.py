"""A change of the law on a whole city: the command from its start, and the page's answers.

``python benchmarks/simulate.py --people 112000 [--data DIR]`` makes the city, assesses it and
tries a change on it. The page is asked as htmx does, through ``juminzei serve``, once to get
warm and then with another rate each time. Beside it stands how long the naive way would
take for the calculation alone: the restatement of the law in plain Python, person by
person, under both laws. Ends with 1 when a goal is missed.
"""

from __future__ import annotations

import argparse
import json
import secrets
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from city_steps import TAX_YEAR, City
from naive_loop import people_per_second as naive_people_per_second
from process_memory import PEAK_GOAL_MIB, together_mib
from served_pages import Clerk, add_clerks, served

if TYPE_CHECKING:
    from city_steps import Step

GOAL_S, GOAL_PAGE_S = 5.0, 2.0
ROUNDS = 9
PASSWORD = secrets.token_urlsafe(12)
CHANGE = """
title = "市民税所得割7％、均等割の非課税限度額の引上げ"

[city.income_levy]
rate = "7/100"

[national.per_capita_exemption]
grade_3 = { base = 350_000 }
"""


def main() -> int:
    """Print one JSON object with the figures; return 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=112_000)
    parser.add_argument("--data", type=Path, default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="juminzei-bench-") as folder:
        city = City(options.people, options.data or Path(folder))
        if not (city.data / "city.sqlite3").exists():
            _assessed(city)
        steps = [_simulated(city, Path(folder)) for _ in range(3)]
        answers, peak_mib = _answers(city.data)
    found = _figures(steps, answers, peak_mib)
    print(json.dumps(found))
    return int(not found["goals_met"])


def _assessed(city: City) -> None:
    city.generate()
    city.take_in_people()
    city.freeze()
    city.take_in_documents()
    city.match()
    city.run("assess", "--tax-year", str(TAX_YEAR), "--workers", "2")


def _simulated(city: City, folder: Path) -> Step:
    """Run the command once, with all its files."""
    change = folder / "change.toml"
    change.write_text(CHANGE, encoding="utf-8")
    year = ("--tax-year", str(TAX_YEAR))
    out = str(folder / "out")
    return city.run("simulate", *year, "--with", str(change), "--out", out, "--draft")


def _answers(data: Path) -> tuple[list[float], int]:
    """Return the seconds of the page's answers, and the most that the server held, in MiB."""
    add_clerks(data, PASSWORD)
    with served(data) as (port, pid):
        clerk = Clerk(port, PASSWORD)
        token = clerk.token_of("/simulate/")
        taken = [_answer(clerk, token, tenth) for tenth in range(ROUNDS + 2)]
        return taken[2:], together_mib(pid, "VmHWM")  # two processes answer, both are warm


def _answer(clerk: Clerk, token: str, tenth: int) -> float:
    form = {
        "csrfmiddlewaretoken": token,
        "tax_year": str(TAX_YEAR),
        "city_income_levy_rate": f"7.{tenth % 10}",
    }
    started = time.perf_counter()
    status, _address, body = clerk.ask("POST", "/simulate/", form, {"HX-Request": "true"})
    elapsed = time.perf_counter() - started
    if status != 200 or "試算しました" not in body:  # noqa: PLR2004 - the answer that is right
        raise RuntimeError(f"{status} for the simulation's page")
    return elapsed


def _figures(steps: list[Step], answers: list[float], peak_mib: int) -> dict[str, Any]:
    seconds = statistics.median(step.seconds for step in steps)
    people = steps[0].summary["people"]
    naive = 2 * people / naive_people_per_second()
    command_mib = max(step.peak_rss_mib for step in steps)
    quick = seconds <= GOAL_S and max(answers) <= GOAL_PAGE_S
    return {
        "people": people,
        "seconds": seconds,
        "page_seconds_median": round(statistics.median(answers), 2),
        "page_seconds_worst": round(max(answers), 2),
        "naive_seconds_scaled_calculation_alone": round(naive, 1),
        "ratio_to_naive": round(naive / seconds, 1),
        "peak_rss_mib": command_mib,
        "peak_rss_mib_server": peak_mib,
        "difference": steps[0].summary["revenue"]["total"]["difference"],
        "goals_met": quick and max(command_mib, peak_mib) < PEAK_GOAL_MIB,
    }


if __name__ == "__main__":
    sys.exit(main())
