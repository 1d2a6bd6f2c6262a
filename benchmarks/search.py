"""The search page under eight clerks at once, on a city's people.

``python benchmarks/search.py --people 112000 [--data DIR]`` prints one JSON object: how
many result pages a second, and milliseconds at the middle and at the 99th hundredth of
them, in all and by what was searched for. The server is ``juminzei serve`` as installed,
with sign-in, permissions and audit records; the clerks are processes on the same machine.
Ends with 1 when the goal is missed.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import secrets
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from city_steps import City
from process_memory import PEAK_GOAL_MIB, together_mib
from served_pages import Clerk, add_clerks, served

if TYPE_CHECKING:
    from collections.abc import Iterator

GOAL_P99_MS = 200
CLERKS = 8
SECONDS = 15
PASSWORD = secrets.token_urlsafe(12)

TERMS = {
    "kana_1": ["ア", "カ", "サ", "タ", "ナ", "ハ", "マ", "ヤ", "ワ"],
    "kana_2": ["アオ", "カワ", "サト", "タカ", "ナカ", "ハヤ", "マツ", "ヤマ", "ワタ"],
    "kana": ["サトウ", "スズキ", "タカハシ", "タナカ", "ワタナベ", "コバヤシ", "ヤマモト"],
    "name_1": ["佐", "鈴", "高", "田", "渡", "小", "山"],
    "name": ["佐藤", "鈴木", "髙橋", "田中", "渡辺", "小林", "山本"],
    "birth_on": ["S50.1.1", "S40.4.1", "H2.12.31", "1985-06-15"],
    "anywhere_2": ["ロウ", "ミコ", "カズ"],
}


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of one result page."""

    kind: str
    ms: float


class Searcher(Clerk):
    """A signed-in browser on the search page."""

    def __init__(self, port: int, password: str, number: str) -> None:
        super().__init__(port, password, number)
        self.token = self.token_of("/search/")

    def search(self, kind: str, term: str) -> Measured:
        """Ask for ``term`` and return how long its first result page took."""
        field = kind if kind == "birth_on" else kind.partition("_")[0]
        form = {field.replace("anywhere", "kana"): term, "csrfmiddlewaretoken": self.token}
        if field == "anywhere":
            form["anywhere"] = "on"
        _status, address, _body = self.ask("POST", "/search/", form)
        started = time.perf_counter()
        status, _address, body = self.ask("GET", address)
        elapsed = time.perf_counter() - started
        if status != 200 or "検索結果" not in body:  # noqa: PLR2004 - the answer that is right
            raise RuntimeError(f"{status} for {kind}")
        return Measured(kind, elapsed * 1_000)


def main() -> int:
    """Print one JSON object with the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=112_000)
    parser.add_argument("--data", type=Path, default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="juminzei-bench-") as folder:
        city = City(options.people, options.data or Path(folder))
        if not (city.data / "city.sqlite3").exists():
            city.generate()
            city.take_in_people()
        add_clerks(city.data, PASSWORD, CLERKS)
        measured, peak_mib = _measure(city.data)
    figures = _figures(options.people, measured, peak_mib)
    print(json.dumps(figures, ensure_ascii=False))
    return int(not figures["goals_met"])


def _measure(data: Path) -> tuple[list[Measured], int]:
    """Return the result pages, and the most that the server's processes held, in MiB."""
    with served(data) as (port, pid):
        with multiprocessing.get_context("spawn").Pool(CLERKS) as pool:
            work = [(port, PASSWORD, seed) for seed in range(CLERKS)]
            results = pool.starmap(_work, work, chunksize=1)
        peak_mib = together_mib(pid, "VmHWM")
    return [one for result in results for one in result], peak_mib


def _work(port: int, password: str, seed: int) -> list[Measured]:
    """Search for fifteen seconds, the first two of which do not count."""
    clerk, choose = Searcher(port, password, f"bench{seed}"), random.Random(seed)  # noqa: S311 - no secret
    begun = time.perf_counter()
    measured = []
    while (elapsed := time.perf_counter() - begun) < SECONDS:
        kind = choose.choice(list(TERMS))
        one = clerk.search(kind, choose.choice(TERMS[kind]))
        if elapsed > 2:  # noqa: PLR2004 - seconds to get warm
            measured.append(one)
    return measured


def _figures(people: int, measured: list[Measured], peak_mib: int) -> dict[str, int]:
    by_kind: dict[str, list[float]] = defaultdict(list)
    for one in measured:
        by_kind[one.kind].append(one.ms)
    every = sorted(one.ms for one in measured)
    p99_ms = _at(every, 99)
    return {
        "people": people,
        "clients": CLERKS,
        "pages": len(every),
        "pages_per_s": round(len(every) / (SECONDS - 2)),
        "p50_ms": _at(every, 50),
        "p99_ms": p99_ms,
        "goals_met": p99_ms < GOAL_P99_MS and peak_mib < PEAK_GOAL_MIB,
        "peak_rss_mib": peak_mib,
        "worst_ms": round(every[-1]),
        **dict(_by_kind(by_kind)),
    }


def _by_kind(by_kind: dict[str, list[float]]) -> Iterator[tuple[str, int]]:
    for kind in TERMS:
        times = sorted(by_kind[kind])
        yield f"{kind}_p50_ms", _at(times, 50)
        yield f"{kind}_p99_ms", _at(times, 99)


def _at(times: list[float], percent: int) -> int:
    return round(times[min(len(times) - 1, len(times) * percent // 100)])


if __name__ == "__main__":
    sys.exit(main())
