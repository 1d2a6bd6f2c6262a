"""Which document rules, by kind and year, and in which words: data read once."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from juminzei.kernel.columns import TaxpayerColumns

if TYPE_CHECKING:
    from collections.abc import Mapping

FILE = "consolidation_rules.toml"
UNREADY = "entry_pending"
"""The figure by which a return says that something of it is still to be read or entered."""


class ConsolidationRulesError(ValueError):
    """``consolidation_rules.toml`` leaves a column out, names one twice or one that is not."""


@dataclass(frozen=True, slots=True)
class RulingKind:
    """A kind of document that replaces what reports say."""

    kind: str
    columns: tuple[str, ...]
    """What it replaces."""
    from_tax_year: int
    law: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Until when an inhabitant return could choose another taxation of listed shares."""

    until_tax_year: int
    stated: str
    columns: tuple[str, ...]
    law: str


@dataclass(frozen=True, slots=True)
class Filled:
    """Details that a return may leave to the reports."""

    columns: tuple[str, ...]
    stated: str
    """The return's own figure that shows the deduction; empty where it needs none."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A column that a return shows only in its own figures."""

    column: str
    where: str
    """The figure without which nothing is derived."""
    plus: tuple[str, ...]
    minus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Why a document's figure counts, and why those of the others do not."""

    took: str
    left: str


@dataclass(frozen=True, slots=True)
class ConsolidationRules:
    """The file as it was read."""

    municipalities_most: int
    groups: Mapping[str, tuple[str, ...]]
    kinds: tuple[RulingKind, ...]
    """The first rules."""
    choice: Choice
    filled: tuple[Filled, ...]
    derived: tuple[Derived, ...]
    words: Mapping[str, Words]

    def asked(self) -> list[str]:
        """Return the return's own figures that any rule asks for."""
        names = {UNREADY, self.choice.stated, *(filled.stated for filled in self.filled)}
        for derived in self.derived:
            names |= {derived.where, *derived.plus, *derived.minus}
        return sorted(names - {""})

    def ruling_in(self, tax_year: int) -> tuple[RulingKind, ...]:
        """Return the kinds that rule in a year, the first before the others."""
        return tuple(kind for kind in self.kinds if kind.from_tax_year <= tax_year)


@cache
def rules() -> ConsolidationRules:
    """Return the rules of this program."""
    text = files(__package__).joinpath(FILE).read_text(encoding="utf-8")
    return read_rules(tomllib.loads(text))


def read_rules(table: Mapping[str, Any]) -> ConsolidationRules:
    """Return the rules that ``table`` holds.

    Raises:
        ConsolidationRulesError: A column stands in no group or in two, or a name is unknown.
    """
    groups = {name: tuple(columns) for name, columns in table["groups"].items()}
    grouped = [column for columns in groups.values() for column in columns]
    known = [field.name for field in fields(TaxpayerColumns)]
    if sorted(grouped) != sorted(known):
        wrong = sorted(set(grouped) ^ set(known)) or sorted(
            {column for column in grouped if grouped.count(column) > 1}
        )
        raise ConsolidationRulesError(
            f"{FILE} の groups：{', '.join(wrong)} を、ちょうど一つの群に書いてください。"
        )
    choice = table["choice"]
    return ConsolidationRules(
        municipalities_most=table["municipalities_most"],
        groups=groups,
        kinds=tuple(_kind(entry, groups) for entry in table["kind"]),
        choice=Choice(
            choice["until_tax_year"],
            choice["stated"],
            _group(choice["group"], groups),
            choice["law"],
        ),
        filled=tuple(_filled(entry, known) for entry in table["filled"]),
        derived=tuple(_derived(entry, known) for entry in table["derived"]),
        words={one["name"]: Words(one["took"], one["left"]) for one in table["rule"]},
    )


def _kind(entry: Mapping[str, Any], groups: Mapping[str, tuple[str, ...]]) -> RulingKind:
    columns = [column for name in entry["replaces"] for column in _group(name, groups)]
    return RulingKind(entry["kind"], tuple(columns), entry["from_tax_year"], entry["law"])


def _filled(entry: Mapping[str, Any], known: list[str]) -> Filled:
    unknown = sorted(set(entry["columns"]) - set(known))
    if unknown:
        raise ConsolidationRulesError(f"{FILE} の filled：{', '.join(unknown)} は列にありません。")
    return Filled(tuple(entry["columns"]), entry["stated"])


def _derived(entry: Mapping[str, Any], known: list[str]) -> Derived:
    if entry["column"] not in known:
        raise ConsolidationRulesError(f"{FILE} の derived：{entry['column']} は列にありません。")
    return Derived(entry["column"], entry["where"], tuple(entry["plus"]), tuple(entry["minus"]))


def _group(name: str, groups: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    if name not in groups:
        raise ConsolidationRulesError(f"{FILE}：{name} は groups にありません。")
    return groups[name]
