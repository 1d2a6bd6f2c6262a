"""Everything the calculation asks of people: one row a person, one column a fact."""

from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import Annotated

from juminzei.base.money import Counts, Flags, Yen
from juminzei.kernel.column_kind import ColumnKind, age, code, flag, persons, yen
from juminzei.kernel.column_set import ColumnSet, kinds_of


class Disability(IntEnum):
    """障害者の区分."""

    NONE = 0
    ORDINARY = 1
    SPECIAL = 2


class SingleParent(IntEnum):
    """ひとり親の区分; mother and father differ only in the 人的控除額の差."""

    NONE = 0
    MOTHER = 1
    FATHER = 2


@dataclass(frozen=True, slots=True, eq=False)
class TaxpayerColumns(ColumnSet):
    """Equally long columns; money in whole yen of the income year, int64, flags bool.

    Counts "of which" are included in the count before them, as in the reports.
    Ages and statuses are those of 31 December of the income year.
    """

    age: Annotated[Counts, age("年齢")]
    disability: Annotated[Counts, code("本人の障害", max(Disability))]
    widow: Annotated[Flags, flag("寡婦")]
    single_parent: Annotated[Counts, code("ひとり親", max(SingleParent))]
    working_student: Annotated[Flags, flag("勤労学生")]
    minor: Annotated[Flags, flag("未成年者")]
    """Under 18 on the assessment date."""
    public_assistance: Annotated[Flags, flag("生活扶助")]
    property_only: Annotated[Flags, flag("家屋敷課税")]
    """No address in the city, only a house or an office: per-capita levy alone."""
    income_elsewhere: Annotated[Flags, flag("所得は住所地で把握")]
    """With ``property_only``: the income is known only where he lives, and that city has not
    reported him exempt; then the income thresholds are not applied to what is known here."""

    revenue_employment: Annotated[Yen, yen("給与収入")]
    revenue_public_pension: Annotated[Yen, yen("公的年金等収入")]
    specified_expenses: Annotated[Yen, yen("特定支出")]
    income_business: Annotated[Yen, yen("事業所得", loss=True)]
    income_real_estate: Annotated[Yen, yen("不動産所得", loss=True)]
    income_interest: Annotated[Yen, yen("利子所得")]
    income_dividend: Annotated[Yen, yen("配当所得")]
    income_miscellaneous: Annotated[Yen, yen("雑所得（公的年金等以外）")]
    relative_for_income_adjustment: Annotated[Flags, flag("所得金額調整控除の対象親族")]
    """A child under 23 or a specially disabled relative who stands in nobody's or in the
    other earner's report; those counted below are seen without this flag."""

    has_spouse: Annotated[Flags, flag("配偶者")]
    """A spouse who shares the livelihood and is no family employee (専従者)."""
    spouse_income: Annotated[Yen, yen("配偶者の合計所得金額")]
    spouse_elderly: Annotated[Flags, flag("老人配偶者（70歳以上）")]
    spouse_abroad: Annotated[Flags, flag("配偶者が国外居住")]
    spouse_disability: Annotated[Counts, code("配偶者の障害", max(Disability))]
    """Only if the spouse is not already in the ``disabled_…`` counts."""
    spouse_cohabiting: Annotated[Flags, flag("配偶者と同居")]

    dependants_under16: Annotated[Counts, persons("16歳未満の扶養親族")]
    dependants_other: Annotated[Counts, persons("一般の扶養親族")]
    """16 to 18 and 23 to 69."""
    dependants_other_under23: Annotated[Counts, persons("うち23歳未満")]
    dependants_specified: Annotated[Counts, persons("特定扶養親族（19～22歳）")]
    dependants_elderly: Annotated[Counts, persons("老人扶養親族（70歳以上）")]
    dependants_elderly_cohabiting: Annotated[Counts, persons("うち同居老親等")]
    dependants_abroad_ineligible: Annotated[Counts, persons("控除対象でない国外居住親族")]
    """Aged 30 to 69 abroad without the papers; in no other count."""
    disabled_other: Annotated[Counts, persons("障害者である親族")]
    disabled_special: Annotated[Counts, persons("特別障害者である親族")]
    disabled_special_cohabiting: Annotated[Counts, persons("うち同居特別障害者")]
    specified_relatives_1: Annotated[Counts, persons("特定親族（第1区分）")]
    """特定親族 (19 to 22, income above the dependant's limit) by row of the law's table."""
    specified_relatives_2: Annotated[Counts, persons("特定親族（第2区分）")]
    specified_relatives_3: Annotated[Counts, persons("特定親族（第3区分）")]
    specified_relatives_4: Annotated[Counts, persons("特定親族（第4区分）")]
    specified_relatives_5: Annotated[Counts, persons("特定親族（第5区分）")]
    specified_relatives_6: Annotated[Counts, persons("特定親族（第6区分）")]
    specified_relatives_7: Annotated[Counts, persons("特定親族（第7区分）")]

    social_insurance: Annotated[Yen, yen("社会保険料")]
    small_enterprise_mutual_aid: Annotated[Yen, yen("小規模企業共済等掛金")]
    life_general_new: Annotated[Yen, yen("新生命保険料")]
    life_general_old: Annotated[Yen, yen("旧生命保険料")]
    life_nursing: Annotated[Yen, yen("介護医療保険料")]
    life_pension_new: Annotated[Yen, yen("新個人年金保険料")]
    life_pension_old: Annotated[Yen, yen("旧個人年金保険料")]
    earthquake: Annotated[Yen, yen("地震保険料")]
    old_long_term: Annotated[Yen, yen("旧長期損害保険料")]
    medical_paid: Annotated[Yen, yen("医療費")]
    medical_reimbursed: Annotated[Yen, yen("医療費の補てん")]
    self_medication_paid: Annotated[Yen, yen("特定一般用医薬品等購入費")]
    self_medication_reimbursed: Annotated[Yen, yen("同補てん")]

    dividend_ordinary: Annotated[Yen, yen("配当控除の対象となる利益の配当等")]
    dividend_investment_trust: Annotated[Yen, yen("同証券投資信託")]
    dividend_foreign_currency_trust: Annotated[Yen, yen("同一般外貨建等証券投資信託")]
    housing_loan_available: Annotated[Yen, yen("住宅借入金等特別控除可能額")]
    housing_loan_income_tax: Annotated[Yen, yen("控除前の所得税額")]
    """Income tax before the housing credit. From a wage report: its 住宅借入金等特別控除の額,
    which is the whole tax whenever something of the available amount is left over."""
    housing_loan_income_tax_base: Annotated[Yen, yen("所得税の課税総所得金額等")]
    housing_loan_seven_percent: Annotated[Flags, flag("住宅借入金等の限度7％")]
    donation_hometown: Annotated[Yen, yen("ふるさと納税")]
    donation_community_chest: Annotated[Yen, yen("共同募金・日赤")]
    donation_municipal_only: Annotated[Yen, yen("市町村の条例指定寄附金")]
    donation_prefectural_only: Annotated[Yen, yen("都道府県の条例指定寄附金")]
    donation_one_stop: Annotated[Flags, flag("申告特例（ワンストップ）")]
    foreign_tax_remaining: Annotated[Yen, yen("外国税額の控除未済額")]
    foreign_tax_national_limit: Annotated[Yen, yen("所得税の外国税額控除限度額")]
    withheld_levy: Annotated[Yen, yen("配当割額・株式等譲渡所得割額")]

    transfer_short: Annotated[Yen, yen("総合課税の短期譲渡", loss=True)]
    """Gains of the comprehensive kind less costs, before special deduction and half."""
    transfer_long: Annotated[Yen, yen("総合課税の長期譲渡", loss=True)]
    occasional: Annotated[Yen, yen("一時所得（特別控除前）")]
    real_estate_land_interest: Annotated[Yen, yen("土地等の負債利子")]
    """As much of a loss on real estate as is interest on the land nets with nothing."""
    home_work_revenue: Annotated[Yen, yen("家内労働等の収入")]
    home_work_expenses: Annotated[Yen, yen("家内労働等の実際の経費")]
    separate_land_short: Annotated[Yen, yen("分離短期譲渡（一般）", loss=True)]
    """Separate gains from land and buildings, each before its special deduction."""
    separate_land_short_deduction: Annotated[Yen, yen("分離短期譲渡（一般）の特別控除")]
    separate_land_short_reduced: Annotated[Yen, yen("分離短期譲渡（軽減）", loss=True)]
    separate_land_short_reduced_deduction: Annotated[Yen, yen("分離短期譲渡（軽減）の特別控除")]
    separate_land_long: Annotated[Yen, yen("分離長期譲渡（一般）", loss=True)]
    separate_land_long_deduction: Annotated[Yen, yen("分離長期譲渡（一般）の特別控除")]
    separate_land_long_superior: Annotated[Yen, yen("分離長期譲渡（優良住宅地）", loss=True)]
    separate_land_long_superior_deduction: Annotated[
        Yen, yen("分離長期譲渡（優良住宅地）の特別控除")
    ]
    separate_land_long_residence: Annotated[Yen, yen("分離長期譲渡（居住用財産）", loss=True)]
    separate_land_long_residence_deduction: Annotated[
        Yen, yen("分離長期譲渡（居住用財産）の特別控除")
    ]
    separate_listed_dividend: Annotated[Yen, yen("申告分離の上場株式等の配当")]
    separate_unlisted_shares: Annotated[Yen, yen("一般株式等の譲渡", loss=True)]
    separate_listed_shares: Annotated[Yen, yen("上場株式等の譲渡", loss=True)]
    separate_futures: Annotated[Yen, yen("先物取引", loss=True)]
    forestry: Annotated[Yen, yen("山林（特別控除前）", loss=True)]
    forestry_deduction: Annotated[Yen, yen("山林の特別控除")]
    retirement: Annotated[Yen, yen("総合課税される退職所得")]
    """Retirement income that is declared; not that which was taxed when it was paid."""
    loss_carryforward: Annotated[Yen, yen("純損失の繰越")]
    residence_carryforward: Annotated[Yen, yen("居住用財産の損失の繰越")]
    casualty_carryforward: Annotated[Yen, yen("雑損失の繰越")]
    listed_shares_carryforward: Annotated[Yen, yen("上場株式等の損失の繰越")]
    futures_carryforward: Annotated[Yen, yen("先物取引の損失の繰越")]
    casualty_net_loss: Annotated[Yen, yen("災害・盗難・横領の差引損失額")]
    casualty_disaster_cost: Annotated[Yen, yen("うち災害関連支出")]
    dependants_abroad: Annotated[Counts, persons("うち国外居住の扶養親族")]
    """Of all dependants counted above, those who live abroad."""


@cache
def column_kinds() -> dict[str, ColumnKind]:
    """Return what each column may hold, by name, in order."""
    return kinds_of(TaxpayerColumns)
