"""A run comes to the same file whoever does it and however often it is broken off."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from juminzei.bulk import engines, source
from juminzei.bulk.engines import Dask, Local, Threads
from juminzei.bulk.errors import BulkError
from juminzei.bulk.run import Order, Outcome, run
from juminzei.kernel.law import Ordinance, load
from support.people_files import table, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from juminzei.bulk.engines import Engine
    from juminzei.bulk.parts import Done, Work
    from juminzei.bulk.source import Part

PEOPLE, PARTS = 100, 5


class BrokenOff(Exception):  # noqa: N818 - a power cut is no error
    """The machine went down."""


class Stopping:
    """Does some parts, then goes down."""

    def __init__(self, after: int) -> None:
        self.after = after

    def each(self, work: Work, parts: Sequence[Part]) -> Iterator[Done]:
        yield from Local(1).each(work, parts[: self.after])
        raise BrokenOff


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "PART_ROWS", PEOPLE // PARTS)


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return written(table(PEOPLE), tmp_path / "people.parquet", PEOPLE // PARTS)


@pytest.fixture
def order(people: Path) -> Order:
    return Order(people, people.with_name("tax.parquet"), load(2026))


@pytest.fixture
def expected(order: Order, tmp_path: Path) -> bytes:
    """The result of a run that nothing happened to."""
    elsewhere = tmp_path / "expected"
    elsewhere.mkdir()
    whole = Order(order.people, elsewhere / "tax.parquet", order.law)
    assert run(whole, Local(1)) == Outcome(people=PEOPLE, parts=PARTS, reused_parts=0)
    return whole.out.read_bytes()


def broken_off(order: Order, after: int) -> None:
    with pytest.raises(BrokenOff):
        run(order, Stopping(after))
    assert not order.out.exists()


@pytest.mark.parametrize(
    "engine", [Local(2), Local(3), Threads(1), Threads(3), Dask(2), Dask(1, threads=2)], ids=str
)
def test_the_file_is_the_same_whoever_does_the_parts(
    engine: Engine, order: Order, expected: bytes
) -> None:
    assert run(order, engine).reused_parts == 0
    assert order.out.read_bytes() == expected


def test_the_file_is_the_same_from_a_cluster_that_was_running(
    order: Order, expected: bytes
) -> None:
    from distributed import LocalCluster  # noqa: PLC0415 - half a second that other tests save

    with LocalCluster(n_workers=2, threads_per_worker=2, dashboard_address=None) as cluster:
        run(order, Dask(workers=1, scheduler=cluster.scheduler_address))
        assert cluster.status.name == "running", "it is not ours to stop"
    assert order.out.read_bytes() == expected


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nonsense://127.0.0.1:9"])
def test_a_cluster_that_cannot_be_reached_is_named(
    address: str, order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engines, "PATIENCE_S", 0.2)
    broken_off(order, 1)
    with pytest.raises(BulkError, match=f"^{address}: no Dask scheduler answers"):
        run(order, Dask(workers=1, scheduler=address))
    assert run(order, Local(1)).reused_parts == 1, "nothing was wrong with the part"


@pytest.mark.parametrize("engine", [Local(2), Threads(2), Dask(2)], ids=str)
def test_what_is_wrong_is_told_whoever_finds_it(engine: Engine, tmp_path: Path) -> None:
    ages = [30] * PEOPLE
    ages[70] = ages[90] = 200
    file = written({"age": ages}, tmp_path / "people.parquet", PEOPLE // PARTS)
    with pytest.raises(BulkError, match="age: row 71: is 200"):
        run(Order(file, tmp_path / "tax.parquet", load(2026)), engine)
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("after", [0, 1, PARTS - 1, PARTS])
def test_a_run_that_was_broken_off_goes_on_where_it_was(
    after: int, order: Order, expected: bytes
) -> None:
    broken_off(order, after)
    assert run(order, Local(1)).reused_parts == after
    assert order.out.read_bytes() == expected
    assert sorted(path.name for path in order.out.parent.iterdir() if path.is_file()) == [
        "people.parquet",
        "tax.parquet",
    ]


def test_another_format_takes_the_same_parts_over(order: Order) -> None:
    broken_off(order, 2)
    arrow = Order(order.people, order.out, order.law, file_format="arrow")
    assert run(arrow, Local(1)).reused_parts == 2


def other_people(order: Order) -> Order:
    written(table(PEOPLE, different=49), order.people, PEOPLE // PARTS)
    return order


def other_law(order: Order) -> Order:
    return Order(order.people, order.out, order.law.under(Ordinance(grade=1)))


def other_keys(order: Order) -> Order:
    return Order(order.people, order.out, order.law, keys=["age"])


@pytest.mark.parametrize("change", [other_people, other_law, other_keys])
def test_parts_of_another_run_are_not_taken_over(
    change: Callable[[Order], Order], order: Order
) -> None:
    broken_off(order, 2)
    changed = change(order)
    assert run(changed, Local(1)).reused_parts == 0
    found = changed.out.read_bytes()
    changed.out.unlink()
    run(changed, Local(1))
    assert changed.out.read_bytes() == found


def test_a_part_that_was_torn_is_done_again(order: Order, expected: bytes) -> None:
    broken_off(order, 3)
    torn = sorted((order.out.parent / ".tax.parquet.parts").glob("*.arrow"))[1]
    torn.write_bytes(torn.read_bytes()[:-100])
    assert run(order, Local(1)).reused_parts == 2
    assert order.out.read_bytes() == expected


def test_an_older_result_stays_until_the_new_one_is_whole(order: Order, expected: bytes) -> None:
    order.out.write_bytes(b"older")
    with pytest.raises(BrokenOff):
        run(order, Stopping(PARTS))
    assert order.out.read_bytes() == b"older"
    run(order, Local(1))
    assert order.out.read_bytes() == expected


def test_a_second_run_for_the_same_result_is_refused(order: Order) -> None:
    broken_off(order, 1)
    folder = os.open(order.out.parent / ".tax.parquet.parts", os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    with pytest.raises(BulkError, match="another run is writing it"):
        run(order, Local(1))
    os.close(folder)
    assert run(order, Local(1)).reused_parts == 1


def test_progress_is_told_after_each_part(order: Order) -> None:
    told: list[tuple[int, int]] = []
    run(order, Local(1), lambda done, everybody: told.append((done, everybody)))
    assert told == [(20, 100), (40, 100), (60, 100), (80, 100), (100, 100)]


def test_a_killed_command_leaves_no_half_file_and_goes_on(tmp_path: Path) -> None:
    people = written(table(300_000), tmp_path / "people.parquet", 131_072)
    out = tmp_path / "tax.parquet"
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "juminzei.cli",
        "calculate",
        people,
        "--tax-year",
        "2026",
    ]
    running = subprocess.Popen(
        [*command, "--out", out, "--workers", "2"], stderr=subprocess.DEVNULL
    )
    parts = tmp_path / ".tax.parquet.parts"
    while not list(parts.glob("*.arrow")):
        assert running.poll() is None, "it ended before it could be killed"
        time.sleep(0.01)
    workers = children_of(running.pid)
    running.kill()
    running.wait()
    assert not out.exists()
    assert len(workers) >= 2
    wait_for_the_end_of(workers)
    again = subprocess.run(
        [*command, "--out", out, "--json"], capture_output=True, text=True, check=True
    )
    assert '"reused_parts": 0' not in again.stdout
    elsewhere = tmp_path / "whole.parquet"
    subprocess.run([*command, "--out", elsewhere], check=True, capture_output=True)
    assert out.read_bytes() == elsewhere.read_bytes()
    assert not parts.exists()


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def wait_for_the_end_of(processes: list[int]) -> None:
    """Wait until workers have noticed that nobody waits for them any more."""
    until = time.monotonic() + 20
    while any(Path(f"/proc/{pid}").exists() for pid in processes):
        assert time.monotonic() < until, "a worker outlives the run"
        time.sleep(0.05)


def test_memory_is_kept_though_dask_tells_its_workers_to_give_it_back(tmp_path: Path) -> None:
    people = written(table(262_144), tmp_path / "people.parquet", 131_072)
    code = (
        "import resource, sys; from juminzei.cli import main\n"
        f"main(['calculate', {str(people)!r}, '--tax-year', '2026', '--workers', '1',"
        f" '--out', {str(tmp_path / 'tax.parquet')!r}])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "MALLOC_TRIM_THRESHOLD_": "65536"},
        capture_output=True,
        text=True,
        check=True,
    )
    # about 50,000 pages, those of the imports included; 400,000 when each rule pages its own in
    assert int(told.stdout.split()[-1]) < 150_000
