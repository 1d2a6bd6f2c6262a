"""The income tax law of one income year, as typed figures."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from juminzei.base.wareki import year_text
from juminzei.kernel.income_tax.sections import IncomeTaxSections
from juminzei.kernel.law_checks import check_head, toml_of
from juminzei.kernel.law_file import LawError, bind

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

FOLDER = "income_tax"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeTaxLaw:
    """Everything that the income tax of one year needs of the law."""

    national: IncomeTaxSections
    digest: str
    """SHA-256 of the file: the same digest gives the same tax."""

    @property
    def income_year(self) -> int:
        """年分."""
        return self.national.income_year

    @property
    def tax_year(self) -> int:
        """年度 of the inhabitant tax on the same income."""
        return self.national.income_year + 1

    @property
    def is_draft(self) -> bool:
        """Whether the file still awaits the review of two people."""
        return self.national.status == "draft"

    @property
    def warning(self) -> str:
        """What every output under this law says while it is a draft; empty when it is not."""
        if not self.is_draft:
            return ""
        year = income_year_text(self.income_year)
        return f"{year}の所得税の法令データは確認中（draft）です。実際の申告には使えません。"


def income_year_text(income_year: int) -> str:
    """Return an income year as forms write it: ``令和7年分``."""
    return f"{year_text(income_year)}分"


@cache
def load_income_tax(income_year: int) -> IncomeTaxLaw:
    """Return the law of an income year (年分).

    Raises:
        LawError: The file is missing or wrong.
    """
    name = f"statutes/{FOLDER}/{income_year}.toml"
    path = _folder().joinpath(f"{income_year}.toml")
    if not path.is_file():
        raise LawError(name, "", f"is not here; the income tax law of {income_year} is not known")
    content = path.read_bytes()
    sections = read_income_tax(content.decode(), file=name, income_year=income_year)
    return IncomeTaxLaw(national=sections, digest=hashlib.sha256(content).hexdigest())


@cache
def income_years() -> tuple[int, ...]:
    """Return the income years whose law is here, in order."""
    return tuple(sorted(int(year.name.removesuffix(".toml")) for year in _folder().iterdir()))


def read_income_tax(text: str, *, file: str, income_year: int) -> IncomeTaxSections:
    """Return one law file.

    Raises:
        LawError: The text is no TOML, or not of this kind, year or schema.
    """
    sections = bind(IncomeTaxSections, toml_of(text, file=file), file=file, key="")
    check_head(sections.schema, sections.status, sections.reviewed_by, file=file)
    if sections.income_year != income_year:
        raise LawError(
            file, "income_year", f"is {sections.income_year}; the file name says {income_year}"
        )
    return sections


def _folder() -> Traversable:
    return files("juminzei.kernel").joinpath("statutes", FOLDER)
