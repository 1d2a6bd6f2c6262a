"""Whether the income tax return is needed at all, and what to tell beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juminzei.base.citation import cites

if TYPE_CHECKING:
    from collections.abc import Iterator

    from juminzei.apps.return_desk.both_taxes import BothTaxes
    from juminzei.apps.return_desk.entries import Entries
    from juminzei.apps.return_desk.told_columns import ToldColumns

MOST_PAY = 20_000_000
"""給与 up to which 年末調整 may be the end of it."""
MOST_PENSION = 4_000_000
MOST_OTHER = 200_000
MOST_SECOND_PAY = 1_500_000


@cites("所得税法120条", "所得税法121条", "所得税法施行令262条の2")
def waiver(entries: Entries, told: ToldColumns, taxes: BothTaxes) -> str:
    """Return why no income tax return is needed, or nothing where it is.

    None of these waivers exists for the inhabitant tax (地方税法317条の2).
    """
    if told.returned.get("family_company_income"):
        return ""
    pay = told.taxpayer.get("revenue_employment", 0)
    pension = told.taxpayer.get("revenue_public_pension", 0)
    pay_income, pension_income = (
        taxes.national["income_employment"],
        taxes.national["income_public_pension"],
    )
    whole = taxes.national["aggregate_income"]
    if pension and not pay_income:
        few = pension <= MOST_PENSION and whole - pension_income <= MOST_OTHER
        if few and not told.returned.get("pension_not_withheld"):
            return "公的年金等が400万円以下で、ほかの所得が20万円以下（所得税法121条3項）"
    if pay and 0 < pay <= MOST_PAY and told.returned.get("year_end_adjusted"):
        second = told.returned.get("revenue_secondary_employment", 0)
        others = whole - pay_income
        if len(entries.rows("wages")) <= 1 and others <= MOST_OTHER:
            return "給与が一か所・年末調整済みで、ほかの所得が20万円以下（所得税法121条1項1号）"
        if second and second + others <= MOST_OTHER:
            return "主でない給与とほかの所得が20万円以下（所得税法121条1項2号）"
    if taxes.national["payable"] == 0:
        return "納める所得税がない（所得税法120条）。還付を受けるときは申告できます"
    return ""


def remarks(entries: Entries, told: ToldColumns, taxes: BothTaxes) -> Iterator[str]:
    """Yield what a clerk should tell the person about either tax."""
    if waiver(entries, told, taxes):
        yield "所得税の申告が不要でも、住民税の申告は必要です（地方税法317条の2）。"
    if told.taxpayer.get("dependants_under16"):
        yield "16歳未満の親族は所得税では控除がありませんが、住民税の非課税の判定で数えます。"
    if told.taxpayer.get("donation_hometown"):
        yield "申告するとワンストップ特例は、すべて無効になります。全部の寄附を記入してください。"
    if told.taxpayer.get("income_dividend") or told.taxpayer.get("separate_listed_dividend"):
        yield (
            "上場株式等の配当を申告すると、国保・介護・後期の保険料の算定に入ります。"
            "課税の方式は、所得税と住民税で同じものになります。"
        )
    if told.returned.get("retirement_declared"):
        yield "申告した退職所得は所得税の合計所得金額に入り、住民税の合計所得金額には入りません。"
    if told.returned.get("hit_by_disaster"):
        yield "災害減免は所得税だけです。住民税は雑損控除（または条例の減免）です。"
    if told.returned.get("donation_political"):
        yield "政党等への寄附は、住民税では控除がありません。"
    if not any(told.taxpayer.get(name) for name in INCOME_COLUMNS):
        yield "所得がなくても、所得証明や国保の軽減のため、住民税の申告は役立ちます。"


INCOME_COLUMNS = (
    "revenue_employment",
    "revenue_public_pension",
    "income_business",
    "income_real_estate",
    "income_interest",
    "income_dividend",
    "income_miscellaneous",
    "occasional",
    "transfer_short",
    "transfer_long",
)
