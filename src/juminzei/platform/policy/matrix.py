"""The matrix: role × system × function × data class × terminal class × time, by days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings

from juminzei.platform.policy.circumstances import TERMINALS, UNKNOWN
from juminzei.platform.policy.data_class import FOLDER, data_classes
from juminzei.platform.policy.function import functions
from juminzei.platform.policy.reading import Entry, PolicyError, read
from juminzei.platform.policy.roles import Role

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from juminzei.platform.policy.circumstances import Circumstances

FILE = FOLDER / "grants.toml"
JAPAN = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True, slots=True)
class Grant:
    """What one role may do on one ground, from its first through its last day."""

    role: str
    functions: tuple[str, ...]
    ground: str
    valid_from: date
    valid_until: date | None
    data: frozenset[str]
    terminals: frozenset[str]
    hours: tuple[time, time] | None
    of_city: bool = False
    """Whether the city brought it, and not the program."""

    def holds(self, on: date) -> bool:
        """Return whether it is in force on the day ``on``."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    def fits(self, circumstances: Circumstances) -> bool:
        """Return whether it permits acting under ``circumstances``."""
        if self.terminals < set(TERMINALS) and circumstances.terminal_class not in self.terminals:
            return False
        if self.hours is None:
            return True
        if circumstances.at is None:
            return False
        first, last = self.hours
        return first <= circumstances.at.astimezone(JAPAN).time() < last

    def data_of(self, function: str) -> frozenset[str]:
        """Return which classes of data are seen by carrying out ``function`` on this ground."""
        return self.data & set(functions()[function].data)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every grant there is or was."""

    grants: tuple[Grant, ...]

    def on(self, day: date) -> Matrix:
        """Return the matrix of one day."""
        return Matrix(tuple(grant for grant in self.grants if grant.holds(day)))

    def functions(
        self, roles: Collection[str], on: date, circumstances: Circumstances = UNKNOWN
    ) -> frozenset[str]:
        """Return what holders of ``roles`` may do on the day ``on`` under ``circumstances``."""
        return frozenset(
            function
            for grant in self.grants
            if grant.role in roles and grant.holds(on) and grant.fits(circumstances)
            for function in grant.functions
        )

    def data(
        self,
        roles: Collection[str],
        function: str,
        on: date,
        circumstances: Circumstances = UNKNOWN,
    ) -> frozenset[str]:
        """Return which classes of data holders of ``roles`` see by carrying out ``function``."""
        return frozenset().union(
            *(
                grant.data_of(function)
                for grant in self.grants
                if grant.role in roles and function in grant.functions
                if grant.holds(on) and grant.fits(circumstances)
            )
        )

    def of(self, role: str, function: str) -> tuple[Grant, ...]:
        """Return the grants of one cell."""
        return tuple(g for g in self.grants if g.role == role and function in g.functions)


def matrix() -> Matrix:
    """Return the matrix in force: the program's, with what the city put in force.

    Raises:
        PolicyError: A file cannot be taken.
    """
    return with_city(in_force_file())


def with_city(file: Path) -> Matrix:
    """Return the program's matrix with the city's grants in ``file``, if it is there.

    Raises:
        PolicyError: The file cannot be taken.
    """
    try:
        found = file.stat()
    except FileNotFoundError:
        return _shipped()
    return _with_city(file, found.st_mtime_ns, found.st_size)


def in_force_file() -> Path:
    """Return where the city's grants lie once they are in force."""
    data: Path = settings.CONFIGURATION.data
    return data / "policy" / "in-force.toml"


@cache
def _shipped() -> Matrix:
    return read_matrix(FILE)


@lru_cache(maxsize=8)
def _with_city(file: Path, _changed: int, _size: int) -> Matrix:
    content = read(file)
    strange = set(content) - {"grants", "replaces"}
    replaces = content.get("replaces", False)
    if strange or not isinstance(replaces, bool):
        raise PolicyError(f"{file.name}：[[grants]] と replaces = true のほかは書けません。")
    city = tuple(replace(grant, of_city=True) for grant in read_matrix(file).grants)
    return Matrix(city if replaces else (*_shipped().grants, *city))


def read_matrix(file: Path) -> Matrix:
    """Return the matrix that stands in ``file``.

    Raises:
        PolicyError: An entry is incomplete, or names what there is not.
    """
    listed = read(file).get("grants")
    if not isinstance(listed, list):
        raise PolicyError(f"{file.name} の grants：ありません。[[grants]] と書いてください。")
    return Matrix(
        tuple(
            _grant(Entry(file.name, f"grants[{place}]", values))
            for place, values in enumerate(listed, 1)
        )
    )


def _grant(entry: Entry) -> Grant:
    role = entry.text("role")
    if role not in Role.values:
        remedy = f"次のどれかを書いてください：{', '.join(Role.values)}。"
        raise entry.refused("role", f"{role} という役割はありません。", remedy)
    first, last = _day(entry, "valid_from"), _day(entry, "valid_until")
    if first is None or (last is not None and last < first):
        remedy = "2016-01-01 のように、終わりの日より前の日を書いてください。"
        raise entry.refused("valid_from", "始まりの日がないか、終わりより後です。", remedy)
    made = Grant(
        role=role,
        functions=entry.names("functions", functions()),
        ground=entry.text("ground"),
        valid_from=first,
        valid_until=last,
        data=frozenset(entry.names("data", data_classes(), list(data_classes()))),
        terminals=frozenset(entry.names("terminals", TERMINALS, list(TERMINALS))),
        hours=_hours(entry),
    )
    entry.ended()
    return made


def _day(entry: Entry, key: str) -> date | None:
    day = entry.given(key, None)
    if day is not None and type(day) is not date:
        raise entry.refused(key, "日付ではありません。", "2016-01-01 のように書いてください。")
    return day


def _hours(entry: Entry) -> tuple[time, time] | None:
    given = entry.names("hours", None, [])
    if not given:
        return None
    try:
        first, last = map(time.fromisoformat, given)
    except ValueError:
        first = last = time.min
    if first >= last:
        remedy = '["08:30", "17:15"] のように、始まりと終わりを書いてください。'
        raise entry.refused("hours", "時間帯ではありません。", remedy)
    return first, last
