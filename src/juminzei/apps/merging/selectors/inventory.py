"""The inventory of what lies under two clusters of numbers, in every system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.addressees.api import has_own_number, register_holdings
from juminzei.apps.assessment.api import holdings, listed_years, taxed_years
from juminzei.apps.correspondence.api import letter_holdings
from juminzei.apps.merging.effect import Effect, EffectLine
from juminzei.apps.unified.api import unified_persons
from juminzei.base.wareki import tax_year_text
from juminzei.base.yen_text import yen_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import date

    from juminzei.apps.assessment.api import Holding

    Numbers = Collection[int]

STAYS = "番号ごとに残る"
ASKED = "番号ごとに残り、まとめて見える"
ADDRESSEES, TAX, VAULT, AUDIT = "宛名", "個人住民税", "個人番号", "操作記録"
LETTERS, ARRANGED = "送付先・返戻", "送付先・代理人（有効）"
UNIFIED, TIED = "統合宛名", "紐付いている団体内統合宛名番号"


def inventory(survivor: Numbers, merged_away: Numbers, *, on: date) -> Effect:
    """Return what each side has, and what the person has when they are one.

    Args:
        survivor: The numbers of the side that stays.
        merged_away: The numbers of the other side.
        on: Today, for protection.
    """
    lines = [
        *_register(survivor, merged_away, on),
        *_letters(survivor, merged_away, on),
        *_number(survivor, merged_away),
        *_unified(survivor, merged_away),
        *_tax(survivor, merged_away),
        EffectLine(AUDIT, "記録", None, "", "そのまま", "そのまま", "そのまま", STAYS),
    ]
    warnings = [*taxed_twice(survivor, merged_away), *_told_about(lines)]
    return Effect(lines, warnings)


def both_have_numbers(survivor: Numbers, merged_away: Numbers) -> bool:
    """Return whether an Individual Number is tied to both sides."""
    return _has_number(survivor) and _has_number(merged_away)


def taxed_twice(survivor: Numbers, merged_away: Numbers) -> list[str]:
    """Return a warning for every year in which both sides are listed or taxed."""
    one, other = taxed_years(survivor), taxed_years(merged_away)
    years = (one.keys() | listed_years(survivor)) & (other.keys() | listed_years(merged_away))
    return [
        f"{tax_year_text(year)}は両方の番号が課税対象です"
        f"（残る番号 {yen_text(one.get(year, 0))} 円、統合される番号 "
        f"{yen_text(other.get(year, 0))} 円）。"
        "名簿・税額・期割・通知書は、この手続では変わりません。"
        "一方を取り消し、もう一方を更正する賦課決定が別に必要です（更正の画面はまだありません）。"
        for year in sorted(years, reverse=True)
    ]


def _register(survivor: Numbers, merged_away: Numbers, on: date) -> Iterator[EffectLine]:
    one, other = register_holdings(survivor, on=on), register_holdings(merged_away, on=on)
    for item, mine, theirs in (
        ("異動の履歴", one.versions, other.versions),
        ("市内の家屋敷・事務所", one.premises, other.premises),
    ):
        yield EffectLine(ADDRESSEES, item, None, "件", mine, theirs, mine + theirs, ASKED)
    words = {True: "対象", False: "対象外"}
    hidden = (words[one.protected], words[other.protected])
    together = words[one.protected or other.protected]
    yield EffectLine(
        ADDRESSEES, "支援措置", None, "", *hidden, together, "一方が対象なら全番号で住所を隠す"
    )


def _letters(survivor: Numbers, merged_away: Numbers, on: date) -> Iterator[EffectLine]:
    one, other = letter_holdings(survivor, on=on), letter_holdings(merged_away, on=on)
    mine, theirs = one.arrangements, other.arrangements
    yield EffectLine(LETTERS, ARRANGED, None, "件", mine, theirs, mine + theirs, ASKED)
    mine, theirs = one.returned, other.returned
    yield EffectLine(LETTERS, "返戻", None, "件", mine, theirs, mine + theirs, ASKED)


def _unified(survivor: Numbers, merged_away: Numbers) -> Iterator[EffectLine]:
    mine, theirs = unified_persons(survivor), unified_persons(merged_away)
    counts = (len(mine), len(theirs), len(mine | theirs))
    yield EffectLine(UNIFIED, TIED, None, "件", *counts, STAYS)


def _told_about(lines: Iterable[EffectLine]) -> Iterator[str]:
    """Yield what somebody must do by hand in the systems that keep things by number."""
    found = {line.item: line for line in lines}
    if found[ARRANGED].merged_away:
        yield (
            "統合される番号の送付先・代理人は、残る番号の通知にも使われます。"
            "今も正しいかを確かめ、要らないものは終了してください。"
        )
    if found[TIED].together not in {0, 1}:
        yield (
            "両方の番号が、別々の団体内統合宛名番号に紐付いています。この手続では変わりません。"
            "統合宛名の画面で、紐付けを確かめてください。"
        )


def _number(survivor: Numbers, merged_away: Numbers) -> Iterator[EffectLine]:
    mine, theirs = _has_number(survivor), _has_number(merged_away)
    words = {True: "登録あり", False: "登録なし"}
    told = (words[mine], words[theirs], words[mine or theirs])
    yield EffectLine(VAULT, "紐付け", None, "", *told, "紐付いている宛名番号に残る")


def _has_number(numbers: Numbers) -> bool:
    return any(has_own_number(number) for number in numbers)


def _tax(survivor: Numbers, merged_away: Numbers) -> Iterator[EffectLine]:
    mine, theirs = _by_item(survivor), _by_item(merged_away)
    for item, year in sorted(mine.keys() | theirs.keys(), key=lambda key: (-key[1], key[0])):
        one, other = mine.get((item, year)), theirs.get((item, year))
        counts = (one.rows if one else 0, other.rows if other else 0)
        yield EffectLine(TAX, item, year, "件", counts[0], counts[1], sum(counts), ASKED)
        amounts = ((one.amount or 0) if one else 0, (other.amount or 0) if other else 0)
        if any(found and found.amount is not None for found in (one, other)):
            yield EffectLine(TAX, item, year, "円", amounts[0], amounts[1], sum(amounts), ASKED)


def _by_item(numbers: Numbers) -> dict[tuple[str, int], Holding]:
    return {(one.item, one.tax_year): one for one in holdings(numbers)}
