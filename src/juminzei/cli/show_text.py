"""One person's tax as text for people, in Japanese."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from juminzei.base.wareki import tax_year_text, wareki_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

KINDS = {"wage_report": "給与支払報告書", "pension_report": "公的年金等支払報告書"}
COLLECTED = {
    "ordinary": "普通徴収",
    "special": "給与特別徴収",
    "pension_provisional": "年金特別徴収（仮徴収）",
    "pension_main": "年金特別徴収（本徴収）",
}
LEVIES = (
    ("市民税所得割", "municipal_income_levy"),
    ("市民税均等割", "municipal_per_capita_levy"),
    ("県民税所得割", "prefectural_income_levy"),
    ("県民税均等割", "prefectural_per_capita_levy"),
    ("森林環境税", "forest_environment_tax"),
    ("年税額", "total"),
)


def person_text(view: Mapping[str, Any], *, every_step: bool = False) -> str:
    """Return what ``juminzei show`` prints of a person without ``--json``.

    Args:
        view: What the service showed, by name.
        every_step: Tell also the steps that came to nothing.
    """
    steps = [step for step in view["steps"] if every_step or step["value"]]
    sections = (
        view["warnings"],
        _who(view),
        _documents(view["documents"]),
        _figures(view["figures"]),
        _instalments(view["instalments"]),
        _steps(steps),
    )
    return "\n".join(line for section in sections for line in section)


def _who(view: Mapping[str, Any]) -> Iterable[str]:
    person, taxable = view["person"], view["taxable"]
    yield f"{view['addressee_number']:010d}　{person['name']}（{person['kana']}）"
    birth = wareki_text(person["birth_on"]) if person["birth_on"] else "不詳"
    yield f"  {person['kind']}　{person['sex']}　{birth}生"
    address = "（支援措置のため表示しません）" if person["protected"] else person["address"]
    yield f"  住所　{address}"
    year = tax_year_text(view["tax_year"])
    if taxable is None:
        yield f"  {year}　課税対象者は未確定"
    else:
        yield f"  {year}　{'課税対象' if taxable['included'] else '対象外'}：{taxable['label']}"


def _documents(documents: list[Mapping[str, Any]]) -> Iterable[str]:
    yield f"\n課税資料　{len(documents)}件"
    for document in documents:
        figures = document["figures"]
        yield (
            f"  {document['id']}　{KINDS.get(document['kind'], document['kind'])}　"
            f"{document['payer']}　支払金額 {figures.get('revenue', 0):,}円　"
            f"社会保険料 {figures.get('social_insurance', 0):,}円　［{document['state_label']}］"
        )
        if document["match_reason"]:
            yield f"      特定の理由：{document['match_reason']}"


def _figures(figures: Mapping[str, Any] | None) -> Iterable[str]:
    if figures is None:
        yield "\n賦課　なし"
        return
    yield f"\n賦課　履歴番号 {figures['version']}　{figures['method_label']}"
    yield f"  合計所得金額 {figures['aggregate_income']:,}円"
    yield f"  所得控除合計 {figures['deduction_total']:,}円"
    yield f"  課税標準額 {figures['tax_base']:,}円"
    for label, name in LEVIES:
        yield f"  {label} {figures[name]:,}円"


def _instalments(instalments: list[Mapping[str, Any]]) -> Iterable[str]:
    if instalments:
        yield "\n期割"
    for one in instalments:
        kind = COLLECTED.get(one["kind"], one["kind"])
        due = wareki_text(one["due_on"])
        yield f"  {kind} 第{one['term']}期（{one['month']}）　{one['amount']:,}円　納期限 {due}"


def _steps(steps: list[Mapping[str, Any]]) -> Iterable[str]:
    if steps:
        yield "\n計算の過程"
    for step in steps:
        yield f"  {step['label']} = {_value(step['value'])}　［{step['law']}］"
        if step["formula"]:
            yield f"      {step['formula']}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    return f"{value:,}" if isinstance(value, int) else str(value or "なし")
