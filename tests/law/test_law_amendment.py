"""What changed between two years is told line by line, old beside new."""

from __future__ import annotations

from dataclasses import replace

import pytest

from juminzei.kernel.law import NationalLaw
from juminzei.kernel.law_document.amendment import amendment
from juminzei.kernel.law_document.bodies import LawFile, law_file

Lines = tuple[tuple[str, str], ...]


def changes(folder: str, year: int) -> dict[str, tuple[str, Lines]]:
    """Return what changed from the year before: kind and lines by section."""
    found = amendment(law_file(folder, year - 1), law_file(folder, year))
    return {one.subject.path: (one.kind, one.lines) for one in found}


def test_a_year_that_the_law_was_not_amended_for_tells_nothing() -> None:
    assert changes("national", 2022) == {}
    assert changes("saitama", 2022) == {}


def test_an_amended_figure_is_told_with_its_unit_old_beside_new() -> None:
    assert changes("national", 2023) == {
        "national.personal_exemption": (
            "改正",
            (
                ("未成年者の年齢（未満）　20歳", "未成年者の年齢（未満）　18歳"),
                ("婚姻による成年擬制　はい", "婚姻による成年擬制　いいえ"),
            ),
        )
    }


def test_a_section_that_begins_is_new_and_told_whole() -> None:
    kind, lines = changes("national", 2024)["national.forest_environment_tax"]
    assert kind == "新設"
    assert lines == (
        ("", "額　1,000円"),
        ("", "条文　森林環境税及び森林環境譲与税に関する法律3条から5条まで"),
    )


def test_a_section_that_ends_is_abolished() -> None:
    kind, lines = changes("national", 2026)["national.fixed_reduction"]
    assert kind == "廃止"
    assert all(new == "" for _, new in lines)
    assert ("条文　地方税法附則5条の8から5条の12まで", "") in lines


def test_rows_of_a_table_stand_beside_those_that_took_their_place() -> None:
    _, lines = changes("national", 2027)["national.employment_income"]
    # 最低額 65万円 → 74万円、その上に4つの行、220万円から先は同じ
    assert ("速算表（650,999円まで）　0円", "速算表（740,999円まで）　0円") in lines
    new = [line for _, line in lines]
    assert "速算表（2,193,000円から2,195,999円まで）　1,453,000円" in new
    assert not any("3,600,000円から" in line for line in new)


def test_a_table_that_is_filled_has_its_rows_added() -> None:
    _, lines = changes("national", 2026)["national.specified_relative"]
    assert lines[0] == (
        "親族の合計所得金額別の額　なし",
        "親族の合計所得金額別の額（950,000円まで）　450,000円",
    )
    assert lines[1] == ("", "親族の合計所得金額別の額（950,001円から1,000,000円まで）　410,000円")


def test_the_article_and_the_assumption_are_lines_too() -> None:
    _, lines = changes("kazo", 2024)["city.per_capita_levy"]
    assert lines[0] == ("額　3,500円", "額　3,000円")
    old, new = lines[1]
    assert old.startswith("条文　地方税法310条・東日本大震災")
    assert new == "条文　地方税法310条・加須市税条例"


@pytest.mark.parametrize("folder", ["national", "kanagawa", "yokohama"])
def test_a_year_does_not_differ_from_itself(folder: str) -> None:
    assert amendment(law_file(folder, 2026), law_file(folder, 2026)) == []


def test_back_and_forth_tells_the_same_lines_turned_round() -> None:
    old, new = law_file("national", 2025), law_file("national", 2026)
    there = {line for one in amendment(old, new) for line in one.lines if all(line)}
    back = {line[::-1] for one in amendment(new, old) for line in one.lines if all(line)}
    assert len(there) > 10
    assert there == back


def test_one_changed_figure_is_the_only_line() -> None:
    file = law_file("national", 2026)
    law = file.body
    assert isinstance(law, NationalLaw)
    dearer = replace(law, rounding=replace(law.rounding, levy_unit=1_000))
    changed = LawFile(folder="national", kind="national", name="国", body=dearer)
    (found,) = amendment(file, changed)
    assert found.lines == (("税額の端数　100円", "税額の端数　1,000円"),)
