"""住民税申告書 as a sheet: what was received, incomes, deductions, what they come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.return_desk.return_form import boxes
from juminzei.apps.return_desk.side_by_side import inhabitant_lines
from juminzei.base.yen_text import yen_text
from juminzei.notices.desk_return.page import Block, Cell, Laid, Sheet

if TYPE_CHECKING:
    from juminzei.apps.return_desk.selectors.papers import Papers

RECEIVED = (
    ("ア", "事業（営業等）", "revenue_business"),
    ("イ", "事業（農業）", "revenue_farm"),
    ("ウ", "不動産", "revenue_real_estate"),
    ("", "利子", "income_interest"),
    ("エ", "配当", "revenue_dividend"),
    ("オ", "給与", "revenue_employment"),
    ("カ", "公的年金等", "revenue_public_pension"),
    ("キ", "業務", "revenue_miscellaneous_work"),
    ("ク", "その他の雑", "revenue_miscellaneous_other"),
    ("ケ", "総合譲渡（短期）", "transfer_short"),
    ("コ", "総合譲渡（長期）", "transfer_long"),
    ("サ", "一時（特別控除前）", "occasional"),
)
EARNED = (
    ("①", "事業", "income_business"),
    ("③", "不動産", "income_real_estate"),
    ("④", "利子", "income_interest"),
    ("⑤", "配当", "income_dividend"),
    ("⑥", "給与", "income_employment"),
    ("⑦", "公的年金等", "income_public_pension"),
    ("⑨", "業務・その他の雑", "income_miscellaneous"),
)
DEDUCTED = (
    ("⑬", "社会保険料控除", "deduction_social_insurance"),
    ("⑭", "小規模企業共済等掛金控除", "deduction_small_enterprise_mutual_aid"),
    ("⑮", "生命保険料控除", "deduction_life_insurance"),
    ("⑯", "地震保険料控除", "deduction_earthquake_insurance"),
    ("⑰", "寡婦控除", "deduction_widow"),
    ("⑱", "ひとり親控除", "deduction_single_parent"),
    ("⑲", "勤労学生控除", "deduction_working_student"),
    ("⑳", "障害者控除", "deduction_disability"),
    ("㉑", "配偶者控除", "deduction_spouse"),
    ("㉒", "配偶者特別控除", "deduction_spouse_special"),
    ("㉓", "扶養控除", "deduction_dependant"),
    ("㉔", "特定親族特別控除", "deduction_specified_relative"),
    ("㉕", "基礎控除", "deduction_basic"),
    ("㉗", "雑損控除", "deduction_casualty"),
    ("㉘", "医療費控除", "deduction_medical"),
)
SEPARATE = "separate_"


def inhabitant_sheet(papers: Papers) -> Sheet:
    """Return the return of the inhabitant tax."""
    levies = [
        Cell("", one.label, yen_text(one.amount), is_amount=True)
        for one in inhabitant_lines(papers.taxes, {})
    ]
    laid = Laid(
        across=(Block("住民税に関する事項", tuple(_matters(papers))),),
        left=(
            Block("収入金額等", tuple(_received(papers))),
            Block("分離課税・繰越など", tuple(_separate(papers))),
            Block("所得金額", tuple(_earned(papers))),
        ),
        right=(
            Block("所得から差し引かれる金額", tuple(_deducted(papers))),
            Block("税額（見込み）", tuple(levies)),
        ),
    )
    return Sheet("市民税・県民税申告書", (), (), (), laid)


def _matters(papers: Papers) -> list[Cell]:
    values = papers.entries.values
    choice = dict(boxes()["collection_choice"].choices)[str(values.get("collection_choice", ""))]
    listed = "選択する" if values.get("listed_choice") else "選択なし"
    cells = [Cell("", "給与・年金以外の所得の徴収方法", choice)]
    if "listed_choice" in values:
        cells.append(Cell("", "上場株式等の課税方式（住民税だけ）", listed))
    if papers.outcome.exempt:
        cells.append(Cell("", "非課税", papers.outcome.exempt))
    return cells


def _received(papers: Papers) -> list[Cell]:
    told = papers.told
    return [
        _yen(mark, label, told.taxpayer.get(name) or told.returned.get(name) or 0)
        for mark, label, name in RECEIVED
    ]


def _earned(papers: Papers) -> list[Cell]:
    taxpayer, found = papers.told.taxpayer, papers.taxes.inhabitant
    cells = [
        _yen(mark, label, found.get(name, taxpayer.get(name, 0))) for mark, label, name in EARNED
    ]
    return [*cells, _yen("", "合計所得金額", found["aggregate_income"])]


def _deducted(papers: Papers) -> list[Cell]:
    found = papers.taxes.inhabitant
    cells = [_yen(mark, label, found.get(name, 0)) for mark, label, name in DEDUCTED]
    return [
        *cells,
        _yen("", "所得控除の合計", found["deduction_total"]),
        _yen("", "課税される所得金額", found["tax_base"]),
    ]


def _separate(papers: Papers) -> list[Cell]:
    return [
        _yen("", boxes()[name].label, amount)
        for name, amount in papers.told.taxpayer.items()
        if name in boxes() and (name.startswith(SEPARATE) or name.endswith("_carryforward"))
    ]


def _yen(mark: str, label: str, amount: int) -> Cell:
    return Cell(mark, label, yen_text(amount) if amount else "", is_amount=True)
