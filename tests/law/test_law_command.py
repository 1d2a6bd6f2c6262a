"""``juminzei law``: figures and amendments on the terminal, and pages into a folder."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from juminzei.cli import main

if TYPE_CHECKING:
    from pathlib import Path

Printed = pytest.CaptureFixture[str]


def law(capsys: Printed, *arguments: str) -> tuple[int, str, str]:
    status = main(["law", *arguments])
    said = capsys.readouterr()
    return status, said.out, said.err


def test_a_year_of_one_body_is_printed_with_article_figure_and_assumption(capsys: Printed) -> None:
    status, out, _ = law(capsys, "--tax-year", "2027", "--body", "kanagawa")
    assert status == 0
    assert out == (
        "令和9年度　神奈川県\n\n"
        "県民税所得割（地方税法35条・神奈川県県税条例）\n"
        "  率　4.025％\n"
        "  ※前提: 水源環境保全税（令和8年度まで）は令和9年度も続くものとする。\n\n"
        "県民税所得割（指定都市）（地方税法35条・神奈川県県税条例）\n"
        "  率　2.025％\n"
        "  ※前提: 水源環境保全税（令和8年度まで）は令和9年度も続くものとする。\n\n"
        "県民税均等割（地方税法38条・神奈川県県税条例）\n"
        "  額　1,300円\n"
        "  ※前提: 水源環境保全税（令和8年度まで）は令和9年度も続くものとする。\n\n"
    )


def test_without_a_body_all_are_printed(capsys: Printed) -> None:
    _, out, _ = law(capsys, "--tax-year", "2026")
    heads = [line for line in out.splitlines() if line.startswith("令和8年度　")]
    assert heads == [
        *("令和8年度　国", "令和8年度　神奈川県", "令和8年度　埼玉県"),
        *("令和8年度　加須市", "令和8年度　横浜市"),
    ]


def test_an_amendment_is_printed_old_above_new(capsys: Printed) -> None:
    _, out, _ = law(capsys, "--tax-year", "2023", "--since", "2022", "--body", "national")
    assert out == (
        "国　令和4年度から令和5年度への改正\n\n"
        "障害者・未成年者・寡婦・ひとり親の非課税（改正。地方税法295条1項2号）\n"
        "  旧 未成年者の年齢（未満）　20歳\n"
        "  新 未成年者の年齢（未満）　18歳\n"
        "  旧 婚姻による成年擬制　はい\n"
        "  新 婚姻による成年擬制　いいえ\n\n"
    )


def test_years_far_apart_are_compared_directly(capsys: Printed) -> None:
    _, out, _ = law(capsys, "--tax-year", "2027", "--since", "2021", "--body", "national")
    assert "  旧 扶養親族・同一生計配偶者の所得要件　480,000円\n" in out
    assert "  新 扶養親族・同一生計配偶者の所得要件　620,000円\n" in out
    assert "580,000" not in out


def test_nothing_amended_is_said(capsys: Printed) -> None:
    _, out, _ = law(capsys, "--tax-year", "2022", "--since", "2021", "--body", "national")
    assert out == "国　令和3年度から令和4年度への改正\n\n改正はありません。\n\n"


def test_json_has_a_line_for_each_body_with_sections_and_figures(capsys: Printed) -> None:
    _, out, _ = law(capsys, "--tax-year", "2026", "--json")
    told = [json.loads(line) for line in out.splitlines()]
    assert [one["body"] for one in told] == ["国", "神奈川県", "埼玉県", "加須市", "横浜市"]
    (grade,) = [one for one in told[3]["sections"] if one["path"] == "city.grade"]
    assert grade["title"] == "級地区分"
    assert grade["figures"] == [{"key": "grade", "label": "級地", "value": "3級地"}]
    assert grade["assumption"].startswith("加須市は3級地")


def test_json_tells_an_amendment_line_by_line(capsys: Printed) -> None:
    _, out, _ = law(capsys, "--tax-year", "2024", "--since", "2023", "--body", "yokohama", "--json")
    told = json.loads(out)
    assert (told["tax_year"], told["since"]) == (2024, 2023)
    assert told["sections"][0]["path"] == "city.per_capita_levy"
    assert told["sections"][0]["lines"][0] == {"old": "額　4,400円", "new": "額　3,900円"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--tax-year", "2020"), "2020: national has the tax years 2021 to 2027"),
        (("--tax-year", "2028"), "2028: national has the tax years 2021 to 2027"),
        (("--tax-year", "2026", "--since", "2020"), "2020: national has the tax years"),
        (("--tax-year", "2026", "--body", "tokyo"), "--body tokyo: not here; known: national, "),
    ],
)
def test_what_is_not_here_is_refused(
    capsys: Printed, arguments: tuple[str, ...], said: str
) -> None:
    status, out, errors = law(capsys, *arguments)
    assert (status, out) == (2, "")
    assert errors.startswith(f"juminzei law: {said}")


def test_pages_are_written_from_the_repository_only(
    capsys: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, _, errors = law(capsys, "--write", "law")
    assert status == 2
    assert "no folder tests here; run it in the repository's root" in errors
    assert not (tmp_path / "law").exists()


def test_pages_are_written_once_and_then_left_alone(
    capsys: Printed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tests/law/cases").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    _, first, _ = law(capsys, "--write", "law", "--json")
    _, second, _ = law(capsys, "--write", "law", "--json")
    assert json.loads(first)["changed"] == json.loads(first)["pages"] > 60
    assert json.loads(second)["changed"] == 0
    assert (tmp_path / "law/years/2026.md").read_text().startswith("# 令和8年度の法令データ")
