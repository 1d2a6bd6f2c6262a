"""What somebody should know before relying on a return's figures (補記)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.apps.national_returns.services.box_columns import AFTER_DEDUCTION, LAND_DEDUCTION
from juminzei.apps.national_returns.services.derived_columns import (
    CARRIED,
    MEDICAL_PAID,
    statement_agrees,
)
from juminzei.apps.national_returns.services.stated_relatives import SPOUSE, stated_people

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from juminzei.formats.national_return_record import NationalReturn

LIFE = (
    *("life_general_new", "life_general_old", "life_nursing"),
    *("life_pension_new", "life_pension_old"),
)
EARTHQUAKE = ("earthquake", "old_long_term")
UNTOLD = (
    ("ABB00470", LIFE, "生命保険料控除の支払額の記載がありません。証明書で入れてください。"),
    ("ABB00480", EARTHQUAKE, "地震保険料控除の支払額の記載がありません。証明書で入れてください。"),
    ("ABB00430", ("casualty_net_loss",), "雑損控除がありますが、損害の明細がありません。"),
)
"""A deduction of 第一表, the columns that it needs, and what is said if there are none."""
ASSUMED = (
    ("ABB00600", "配当控除は、すべて利益の配当として扱いました（推定）。"),
    ("ABI00090", "配当所得は、住民税の欄の少額配当等を含む額を使いました（推定）。"),
)
GAINS = ("ABB00130", "ABB00180", "ABB00230")


def remarks_of(one: NationalReturn, columns: Mapping[str, int]) -> list[str]:
    """Return in words what was assumed, or what the return does not tell."""
    return [
        *_untold(one, columns),
        *_assumed(one, columns),
        *_people(one),
        *(str(problem) for problem in one.problems if not problem.grave),
    ]


def _untold(one: NationalReturn, columns: Mapping[str, int]) -> Iterator[str]:
    for box, names, words in UNTOLD:
        if one.amount(box) and not any(columns.get(name) for name in names):
            yield words
    credit = one.amount("ABB00650")
    if credit and credit >= one.amount("ABB00590") - one.amount("ABB00600"):
        yield "住宅ローン控除が所得税から引ききれていません。控除可能額を確かめてください。"


def _assumed(one: NationalReturn, columns: Mapping[str, int]) -> Iterator[str]:
    for box, words in ASSUMED:
        if one.amount(box):
            yield words
    if one.amount("ABB00440"):
        yield from _medical(one)
    if any(one.amount(box) > 0 for box in GAINS) and not one.rows("ABX00000"):
        yield "総合譲渡・一時の明細がないため、特別控除50万円を足し戻しました（推定）。"
    if one.amount(LAND_DEDUCTION) and len(AFTER_DEDUCTION & columns.keys()) > 1:
        yield "分離譲渡が2種類以上あり、特別控除をどれから引いたか分かりません。"
    if one.amount("ABB00830") and not any(one.amount(tag) for tag in CARRIED):
        yield "繰越損失の内訳（第四表）がありません。純損失として扱いました（推定）。"


def _medical(one: NationalReturn) -> Iterator[str]:
    if statement_agrees(one):
        return
    if one.amount(MEDICAL_PAID):
        yield "医療費控除の明細書の額と、申告書の控除額が合いません。"
    yield "医療費は、所得税の控除額から逆に計算した額です。"


def _people(one: NationalReturn) -> Iterator[str]:
    people = stated_people(one)
    relatives = [person for person in people if person.is_relative]
    if any(not person.place for person in people):
        yield "親族が資料の欄より多くあります。画像で確かめてください。"
    if any(person.birth_on is None for person in relatives):
        yield "生年月日のない親族がいます。一般の扶養親族として数えました（推定）。"
    if any(person.specified for person in relatives):
        yield "特定親族の区分は、所得税の控除額から推定しました。"
    if one.marked("ABH00365"):
        yield "ひとり親は母として扱いました。父のときは住民記録の性別で改めてください。"
    if one.amount("ABB00520") and not any(p.place == SPOUSE and p.name for p in people):
        yield "配偶者（特別）控除がありますが、配偶者の記載がありません。"
    if one.amount("ABB00540") and not relatives:
        yield "扶養控除がありますが、親族の記載がありません。"
