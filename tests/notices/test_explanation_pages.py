"""The printed explanation (計算の根拠), read back as a citizen would."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from juminzei.cli import main
from juminzei.kernel.columns import TaxpayerColumns
from juminzei.kernel.contract import read
from juminzei.kernel.explain import explain
from juminzei.kernel.law import Law
from juminzei.kernel.telling import told
from juminzei.notices.explanation.assembly import explanation_form
from juminzei.notices.explanation.page import explanation_pdf
from law.people import chance_of, request
from support.printed_pages import texts

if TYPE_CHECKING:
    from pathlib import Path

FAMILY: dict[str, Any] = {
    "tax_year": 2026,
    "age": 44,
    "revenue": {"employment": 5_000_000},
    "spouse": {"income": 450_000, "age": 44},
    "dependants": [{"age": 17}, {"age": 20, "income": 600_000}, {"age": 12}],
    "deductions": {
        "social_insurance": 750_000,
        "life_insurance": {"general_new": 80_000, "nursing": 30_000},
    },
    "credits": {"donation": {"hometown": 50_000, "one_stop": True}},
}
"""The law's worked example: 51,300 + 34,200 + 3,000 + 1,000 + 1,000 = 90,500 yen."""


def printed(given: dict[str, Any], **more: Any) -> list[str]:
    asked = read(given)
    columns = TaxpayerColumns.from_sparse([asked.columns])
    return texts(explanation_pdf(explanation_form(columns, asked.law, **more)))


def test_the_first_page_says_whose_law_it_is_and_what_the_tax_comes_to() -> None:
    first = printed(FAMILY)[0]
    assert "令和8年度個人住民税計算の根拠" in first
    assert "加須市" in first
    for line in (
        "合計所得金額3,560,000円",
        "所得控除の合計2,339,000円",
        "課税標準額（総合課税）1,221,000円",
        "税率を掛けた額（算出所得割額）73,260円48,840円",
        "調整控除▲4,500円▲3,000円",
        "寄附金税額控除▲17,459円▲11,640円",
        "所得割額（100円未満切捨て）51,300円34,200円",
        "均等割額3,000円1,000円",
        "森林環境税（国税）1,000円",
        "年税額90,500円",
    ):
        assert line in first
    assert "配当控除" not in first  # nothing of it is taken off


def test_every_step_that_matters_is_there_with_words_inputs_and_article() -> None:
    asked = read(FAMILY)
    steps = told(explain(TaxpayerColumns.from_sparse([asked.columns]), asked.law))
    whole = "".join(printed(FAMILY))
    assert len(steps) > 60
    for number, step in enumerate(steps, 1):
        assert f"{number}.{''.join(step.label.split())}" in whole
        for part in (
            step.value,
            step.formula,
            step.law,
            *(one for pair in step.inputs for one in pair),
        ):
            assert "".join(part.split()) in whole.replace("\ufffe", "")
    assert f"{len(steps) + 1}." not in whole.split(steps[-1].label)[-1]


def test_the_steps_stand_part_by_part() -> None:
    whole = "".join(printed(FAMILY))
    parts = ("所得", "非課税の判定", "所得控除と人的控除額の差", "課税標準額", "税額")
    places = [whole.index(f"計算の順序{part}") for part in parts]
    assert places == sorted(places)


def test_steps_that_come_to_nothing_are_left_out() -> None:
    whole = "".join(printed(FAMILY))
    for absent in ("医療費控除", "配当控除", "障害者控除", "None", "False"):
        assert absent not in whole


def test_pages_are_numbered_and_no_step_is_torn() -> None:
    pages = printed(FAMILY)
    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"{number}/{len(pages)}" in page
        assert page.count("根拠地方税法") + page.count("根拠所得税法") > 0
        assert not re.match(r"(計算|もとの数|根拠)", page)


def test_a_draft_law_is_warned_of_in_the_head_and_a_reviewed_one_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    warning = "令和8年度の法令データは確認中（draft）です。実際の賦課には使えません。"
    assert warning in printed(FAMILY)[0]
    monkeypatch.setattr(Law, "is_draft", False)
    assert "draft" not in "".join(printed(FAMILY))


def test_who_it_is_and_when_it_was_made_stand_there_if_they_are_known() -> None:
    first = printed(
        FAMILY, who=("山田　太郎　様", "宛名番号 0000000014"), issued_on=date(2026, 6, 1)
    )[0]
    assert "山田太郎様" in first
    assert "宛名番号0000000014" in first
    assert "作成日令和8年6月1日" in first
    assert "様" not in printed(FAMILY)[0].split("まとめ")[0]


def test_a_sign_that_the_font_lacks_is_a_geta_and_no_blank_box() -> None:
    assert "〓田様" in printed(FAMILY, who=("\U0003134a田 様",))[0]


def test_who_owes_nothing_is_told_why() -> None:
    first = printed({"tax_year": 2026, "taxpayer": {"public_assistance": True}})[0]
    assert "非課税の区分生活扶助による非課税" in first
    assert "年税額0円" in first


def test_the_same_person_gives_the_same_bytes() -> None:
    asked = read(FAMILY)
    columns = TaxpayerColumns.from_sparse([asked.columns])
    form = explanation_form(columns, asked.law)
    assert explanation_pdf(form) == explanation_pdf(form)


@pytest.mark.parametrize("tax_year", range(2021, 2028))
def test_anybody_of_any_year_can_be_printed(tax_year: int) -> None:
    chance = chance_of(f"print {tax_year}")
    for _ in range(6):
        asked = read(request(chance, tax_year))
        columns = TaxpayerColumns.from_sparse([asked.columns])
        form = explanation_form(columns, asked.law)
        whole = "".join(texts(explanation_pdf(form)))
        assert f"{form.steps[-1].value}" in whole
        assert "{" not in whole


def test_the_command_prints_one_person_into_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given, out = tmp_path / "one.json", tmp_path / "one.pdf"
    given.write_text('{"tax_year": 2026, "revenue": {"employment": 5000000}}')
    assert main(["calculate", str(given), "--format", "pdf", "--out", str(out)]) == 0
    # 3,560,000 - 430,000 = 3,130,000: 186,300 + 124,200 + 5,000
    assert "年税額315,500円" in texts(out.read_bytes())[0]
    assert "draft" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "arguments", "problem"),
    [
        ('{"tax_year": 2026}', [], "give --out FILE"),
        ('[{"tax_year": 2026}, {"tax_year": 2025}]', ["--out", "x.pdf"], "2 requests"),
        ('{"tax_year": 2026, "age": -1}', ["--out", "x.pdf"], "age: -1 is negative"),
        ('{"tax_year": 2026}', ["--out", "no/such/folder/x.pdf"], "cannot be written"),
    ],
)
def test_what_cannot_be_printed_is_refused(
    given: str,
    arguments: list[str],
    problem: str,
    *,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "given.json"
    file.write_text(given)
    assert main(["calculate", str(file), "--format", "pdf", *arguments]) == 2
    assert problem in capsys.readouterr().err
    assert not (tmp_path / "x.pdf").exists()
