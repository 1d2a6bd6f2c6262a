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
import os
import random
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from city_steps import City
from process_memory import PEAK_GOAL_MIB, together_mib

if TYPE_CHECKING:
    from collections.abc import Iterator

GOAL_P99_MS = 200
CLERKS = 8
SECONDS = 15
PASSWORD = secrets.token_urlsafe(12)
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')

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


class Clerk:
    """One signed-in browser."""

    def __init__(self, port: int) -> None:
        self.connection = HTTPConnection("127.0.0.1", port)
        self.cookies: dict[str, str] = {}
        token = self._token("/sign-in/")
        form = {"username": "bench", "password": PASSWORD, "csrfmiddlewaretoken": token}
        self.ask("POST", "/sign-in/", form)
        self.token = self._token("/search/")

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

    def ask(
        self, method: str, address: str, form: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        """Return status, where it leads to, and the body."""
        headers = {"Cookie": "; ".join(f"{key}={value}" for key, value in self.cookies.items())}
        if form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, address, urlencode(form) if form else None, headers)
        answer = self.connection.getresponse()
        body = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            key, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[key] = value
        return answer.status, answer.headers.get("Location", ""), body

    def _token(self, address: str) -> str:
        found = TOKEN.search(self.ask("GET", address)[2])
        if found is None:
            raise RuntimeError(f"{address} has no form")
        return found[1]


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
        _add_clerk(city.data)
        measured, peak_mib = _measure(city.data)
    figures = _figures(options.people, measured, peak_mib)
    print(json.dumps(figures, ensure_ascii=False))
    return int(not figures["goals_met"])


def _add_clerk(data: Path) -> None:
    os.environ["JUMINZEI_DATA"] = str(data)
    from juminzei.cli.command import with_django  # noqa: PLC0415 - reads the environment

    with_django()
    from juminzei.platform.clock import today  # noqa: PLC0415 - after Django's set-up
    from juminzei.platform.staff.models import StaffMember  # noqa: PLC0415 - the same
    from juminzei.platform.staff.services import add_member  # noqa: PLC0415 - the same

    StaffMember.objects.filter(staff_number="bench").update(staff_number=secrets.token_hex(6))
    add_member(
        staff_number="bench",
        name="計測",
        department="計測",
        roles=["tax_clerk"],
        valid_from=today(),
        password=PASSWORD,
    )


def _measure(data: Path) -> tuple[list[Measured], int]:
    """Return the result pages, and the most that the server's processes held, in MiB."""
    port = _free_port()
    server = subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-m", "juminzei.cli", "serve", "--port", str(port)],
        env={**os.environ, "JUMINZEI_DATA": str(data)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        with multiprocessing.get_context("spawn").Pool(
            CLERKS, initializer=_take_password, initargs=(PASSWORD,)
        ) as pool:
            results = pool.starmap(_work, [(port, seed) for seed in range(CLERKS)], chunksize=1)
        peak_mib = together_mib(server.pid, "VmHWM")
    finally:
        server.terminate()
        server.wait(timeout=30)
    return [one for result in results for one in result], peak_mib


def _take_password(password: str) -> None:
    global PASSWORD  # noqa: PLW0603 - a started process has made up one of its own
    PASSWORD = password


def _work(port: int, seed: int) -> list[Measured]:
    """Search for fifteen seconds, the first two of which do not count."""
    clerk, choose = Clerk(port), random.Random(seed)  # noqa: S311 - no secret
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


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            HTTPConnection("127.0.0.1", port, timeout=1).request("GET", "/sign-in/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the server did not start within a minute")


if __name__ == "__main__":
    sys.exit(main())
