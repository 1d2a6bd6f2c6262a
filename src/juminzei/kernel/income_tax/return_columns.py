"""What a return of income tax tells beyond what the inhabitant tax asks: one row a person."""

from dataclasses import dataclass
from typing import Annotated

from juminzei.base.money import Counts, Flags, Yen
from juminzei.kernel.column_kind import flag, persons, yen
from juminzei.kernel.column_set import ColumnSet


@dataclass(frozen=True, slots=True, eq=False)
class ReturnColumns(ColumnSet):
    """Columns beside :class:`~juminzei.kernel.columns.TaxpayerColumns`, of the same people.

    Counts "of which" are included in the column that they are a part of. Receipts are told on
    the form alone: the incomes stand among the taxpayer's columns.
    """

    revenue_business: Annotated[Yen, yen("事業の収入（営業等）")]
    revenue_farm: Annotated[Yen, yen("事業の収入（農業）")]
    revenue_real_estate: Annotated[Yen, yen("不動産の収入")]
    revenue_dividend: Annotated[Yen, yen("配当の収入")]
    revenue_miscellaneous_work: Annotated[Yen, yen("雑（業務）の収入")]
    revenue_miscellaneous_other: Annotated[Yen, yen("雑（その他）の収入")]
    income_farm: Annotated[Yen, yen("うち農業の所得", loss=True)]
    """Of ``income_business``."""
    income_miscellaneous_work: Annotated[Yen, yen("うち業務の雑所得")]
    """Of ``income_miscellaneous``."""
    blue_return_deduction: Annotated[Yen, yen("青色申告特別控除額")]
    """Taken off already in the incomes."""
    family_employee_pay: Annotated[Yen, yen("専従者給与（控除）の合計")]
    revenue_secondary_employment: Annotated[Yen, yen("うち従たる給与の収入")]
    """Of ``revenue_employment``: what other payers than the one of 年末調整 paid."""
    year_end_adjusted: Annotated[Flags, flag("年末調整済み")]
    family_company_income: Annotated[Flags, flag("同族会社の役員等で会社から利子・賃料等がある")]
    pension_not_withheld: Annotated[Flags, flag("源泉徴収の対象でない公的年金等がある")]
    retirement_declared: Annotated[Yen, yen("申告する退職所得")]
    """Taxed for the inhabitant tax when it was paid, and so in the national return alone."""
    fluctuating: Annotated[Yen, yen("変動所得")]
    fluctuating_before: Annotated[Yen, yen("前年・前々年の変動所得の合計")]
    temporary: Annotated[Yen, yen("臨時所得")]

    child_under23: Annotated[Flags, flag("23歳未満の扶養親族（他の人の扶養親族を含む）")]
    """Beside those counted among the taxpayer's own."""
    specified_relatives_1_second: Annotated[Counts, persons("特定親族のうち所得85万円超90万円以下")]
    """Of ``specified_relatives_1``, as the next."""
    specified_relatives_1_third: Annotated[Counts, persons("特定親族のうち所得90万円超95万円以下")]
    donation_specified: Annotated[Yen, yen("特定寄附金（ふるさと納税・共同募金等のほか）")]
    donation_political: Annotated[Yen, yen("政党等寄附金（税額控除）")]
    donation_npo: Annotated[Yen, yen("認定NPO法人等寄附金（税額控除）")]
    donation_public_interest: Annotated[Yen, yen("公益社団法人等寄附金（税額控除）")]

    investment_credit: Annotated[Yen, yen("投資税額等の控除")]
    housing_loan_income_limit: Annotated[Yen, yen("住宅借入金等特別控除の合計所得金額の上限")]
    """Of the year's ``housing_loan_available``; 0 where somebody has checked it already."""
    renovation_credit: Annotated[Yen, yen("住宅耐震改修特別控除等")]
    hit_by_disaster: Annotated[Flags, flag("災害減免法の適用")]
    undeclared_listed_income: Annotated[Yen, yen("申告しない上場株式等の所得")]
    """Counts for the minimum tax alone."""
    foreign_tax_paid: Annotated[Yen, yen("外国所得税の額")]
    foreign_income: Annotated[Yen, yen("国外所得金額")]
    foreign_tax_at_distribution: Annotated[Yen, yen("分配時調整外国税相当額")]

    withheld: Annotated[Yen, yen("源泉徴収税額")]
    withheld_miscellaneous: Annotated[Yen, yen("うち雑所得・一時所得等の源泉徴収税額")]
    withheld_unpaid: Annotated[Yen, yen("未納付の源泉徴収税額")]
    """Of ``withheld``; as much of a refund waits until the payer has paid it."""
    prepaid: Annotated[Yen, yen("予定納税額")]
    spouse_aggregate_income_stated: Annotated[Yen, yen("申告書に記載する配偶者の合計所得金額")]
