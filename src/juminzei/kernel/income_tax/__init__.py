"""国税の所得税・復興特別所得税: rules, law files and chain beside those of the inhabitant tax."""

from juminzei.kernel.income_tax.assess import assess_income_tax
from juminzei.kernel.income_tax.compare import Comparison, compare
from juminzei.kernel.income_tax.explain import (
    explained_income_tax,
    income_tax_text,
    told_income_tax,
)
from juminzei.kernel.income_tax.housing_loan import (
    HousingLoan,
    HousingLoanCredit,
    housing_loan_credit,
)
from juminzei.kernel.income_tax.income_tax import IncomeTax
from juminzei.kernel.income_tax.inhabitant_columns import inhabitant_columns
from juminzei.kernel.income_tax.law import IncomeTaxLaw, income_years, load_income_tax
from juminzei.kernel.income_tax.renovation import Renovation, RenovationCredit, renovation_credit
from juminzei.kernel.income_tax.return_columns import ReturnColumns

__all__ = [
    "Comparison",
    "HousingLoan",
    "HousingLoanCredit",
    "IncomeTax",
    "IncomeTaxLaw",
    "Renovation",
    "RenovationCredit",
    "ReturnColumns",
    "assess_income_tax",
    "compare",
    "explained_income_tax",
    "housing_loan_credit",
    "income_tax_text",
    "income_years",
    "inhabitant_columns",
    "load_income_tax",
    "renovation_credit",
    "told_income_tax",
]
