"""Figures that a rule outside the chain uses are read from its source."""

from __future__ import annotations

import importlib.util
import sys
from typing import TYPE_CHECKING

import pytest

from juminzei.kernel.law_document.source import sections_named

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return a module whose functions use figures in every way."""
    path = tmp_path / "made_up_rules.py"
    path.write_text(
        "def by_path(law): return law.national.collection.special_unit\n"
        "def of_the_city(law): return law.city.grade, law.prefecture.per_capita_levy.amount\n"
        "def through_another(law): return of_the_city(law)\n"
        "def through_itself(law): return through_itself(law) or by_path(law)\n"
        "def by_type(amount, rule: 'Collection', law: Collection): return amount\n"
        "def by_standing_law(): return standing(InterestLaw).rates\n"
        "def of_something_else(other): return other.national.nothing + other.collection.unit\n"
        "def of_nothing(amount): return amount\n",
        encoding="utf-8",
    )
    spec = importlib.util.spec_from_file_location("made_up_rules", path)
    assert spec is not None
    made = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "made_up_rules", made)
    made.__dict__["Collection"] = object
    assert spec.loader is not None
    spec.loader.exec_module(made)
    return made


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("by_path", ("national.collection",)),
        ("of_the_city", ("city.grade", "prefecture.per_capita_levy")),
        ("through_another", ("city.grade", "prefecture.per_capita_levy")),
        ("through_itself", ("national.collection",)),
        ("by_type", ("national.collection",)),
        ("of_something_else", ()),
        ("of_nothing", ()),
    ],
)
def test_a_function_names_the_sections_that_it_uses(
    module: ModuleType, name: str, expected: tuple[str, ...]
) -> None:
    assert sections_named(module, name) == expected


def test_a_law_that_holds_from_a_day_on_counts_whole(module: ModuleType) -> None:
    found = sections_named(module, "by_standing_law")
    assert "interest.rates" in found
    assert {path.split(".")[0] for path in found} == {"interest"}
