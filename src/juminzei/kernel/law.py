"""The law of one tax year and one city, as typed figures."""

import hashlib
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Self, TypeVar

from juminzei.base.money import Rate
from juminzei.base.wareki import tax_year_text
from juminzei.kernel.body_rates import BodyRates, body_rates
from juminzei.kernel.law_bodies import Body, City, NationalLaw, Prefecture
from juminzei.kernel.law_checks import check_city, check_head, toml_of
from juminzei.kernel.law_file import LawError, bind
from juminzei.kernel.parameters import levies, scope

__all__ = ["City", "Law", "LawError", "NationalLaw", "Ordinance", "Prefecture", "load"]

NO_ORDINANCES = ("income_tax", "national", "standing")
"""Folders of the statutes that are no prefecture's and no city's."""

B = TypeVar("B", bound=Body)
DESIGNATED_FROM = Rate(7, 100)
"""By the ordinance asked for: a city rate from here on is that of a 指定都市…"""
DESIGNATED_BELOW = Rate(3, 100)
"""…and so is a prefectural rate below this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ordinance:
    """Single values of the ordinances to be calculated with instead (contract: ``ordinance``)."""

    municipal_rate: Rate | None = None
    prefectural_rate: Rate | None = None
    grade: int | None = None
    municipal_per_capita_levy: int | None = None
    prefectural_per_capita_levy: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """Everything that the calculation of one tax year in one city needs of the law."""

    national: NationalLaw
    prefecture: Prefecture
    city: City
    digest: str
    """SHA-256 of the files: the same digest gives the same tax."""
    rates: BodyRates = field(init=False, repr=False)
    """What the nation fixes for a city of this kind, designated (指定都市) or not."""

    def __post_init__(self) -> None:
        picked = body_rates(self.national, designated_city=self.city.designated_city)
        object.__setattr__(self, "rates", picked)

    @property
    def tax_year(self) -> int:
        """年度."""
        return self.national.tax_year

    @property
    def is_draft(self) -> bool:
        """Whether a file of it still awaits the review of two people."""
        return any(body.status == "draft" for body in (self.national, self.prefecture, self.city))

    @property
    def warning(self) -> str:
        """What every output under this law says while it is a draft; empty when it is not."""
        return draft_warning(self.tax_year) if self.is_draft else ""

    @property
    def per_capita_threshold(self) -> scope.Threshold:
        """The row of the per-capita threshold that the city's grade picks."""
        by_grade = self.national.per_capita_exemption
        return (by_grade.grade_1, by_grade.grade_2, by_grade.grade_3)[self.city.grade.grade - 1]

    def under(self, ordinance: Ordinance) -> Self:
        """Return this law with single values of the ordinances replaced."""
        city = replace(
            self.city,
            income_levy=_rated(self.city.income_levy, ordinance.municipal_rate),
            per_capita_levy=_charged(
                self.city.per_capita_levy, ordinance.municipal_per_capita_levy
            ),
            grade=self.city.grade
            if ordinance.grade is None
            else replace(self.city.grade, grade=ordinance.grade, assumption=""),
            designated_city=self._designated_under(ordinance),
        )
        prefecture = replace(
            self.prefecture,
            income_levy=_rated(self.prefecture.income_levy, ordinance.prefectural_rate),
            per_capita_levy=_charged(
                self.prefecture.per_capita_levy, ordinance.prefectural_per_capita_levy
            ),
        )
        digest = hashlib.sha256(f"{self.digest}{ordinance}".encode()).hexdigest()
        return replace(self, city=city, prefecture=prefecture, digest=digest)

    def _designated_under(self, ordinance: Ordinance) -> bool:
        """Say whether the rates asked for are those of a 指定都市."""
        if ordinance.municipal_rate is None and ordinance.prefectural_rate is None:
            return self.city.designated_city
        municipal = ordinance.municipal_rate or self.city.income_levy.rate
        prefectural = ordinance.prefectural_rate or self.prefecture.income_levy.rate
        return (
            municipal.fraction >= DESIGNATED_FROM.fraction
            or prefectural.fraction < DESIGNATED_BELOW.fraction
        )


def draft_warning(tax_year: int) -> str:
    """Return the sentence for whoever sees a figure of a year whose law awaits its review."""
    year = tax_year_text(tax_year)
    return f"{year}の法令データは確認中（draft）です。実際の賦課には使えません。"


@cache
def load(tax_year: int, ordinance: str = "kazo") -> Law:
    """Return the law of ``tax_year`` in the city whose files lie in the folder ``ordinance``.

    Raises:
        LawError: A file is missing or wrong.
    """
    city, city_digest = _read(City, ordinance, tax_year)
    prefecture, prefecture_digest = _read(Prefecture, city.prefecture, tax_year)
    national, national_digest = _read(NationalLaw, "national", tax_year)
    together = national_digest + prefecture_digest + city_digest
    return law_of(national, prefecture, city, hashlib.sha256(together.encode()).hexdigest())


def law_of(national: NationalLaw, prefecture: Prefecture, city: City, digest: str) -> Law:
    """Return the law that three bodies make together, each as its file has it.

    Args:
        national: What the nation fixes.
        prefecture: What the prefecture fixes, for designated cities and for others.
        city: What the city fixes; it says which of the two holds.
        digest: SHA-256 of all three.

    Raises:
        LawError: The city is a designated one and the prefecture has no rate for these.
    """
    if city.designated_city:
        prefecture = _in_designated_city(prefecture, city)
    return Law(national=national, prefecture=prefecture, city=city, digest=digest)


@cache
def ordinances() -> dict[str, str]:
    """Return the folder of each city whose ordinance is here, by 全国地方公共団体コード."""
    heads = {
        body.name: tomllib.loads(min(body.iterdir(), key=str).read_text(encoding="utf-8"))
        for body in sorted(_statutes().iterdir(), key=str)
        if body.name not in NO_ORDINANCES
    }
    return {
        head["municipality"]: folder for folder, head in heads.items() if "municipality" in head
    }


@cache
def tax_years(ordinance: str = "kazo") -> tuple[int, ...]:
    """Return the tax years whose law is here, in order."""
    names = [year.name for year in _statutes().joinpath(ordinance).iterdir()]
    return tuple(sorted(int(name.removesuffix(".toml")) for name in names))


def read_body(kind: type[B], text: str, *, file: str, tax_year: int) -> B:
    """Return one law file.

    Raises:
        LawError: The text is no TOML, or not of this kind, year or schema, or a city's
            terms lie outside the year.
    """
    body = bind(kind, toml_of(text, file=file), file=file, key="")
    check_head(body.schema, body.status, body.reviewed_by, file=file)
    if body.tax_year != tax_year:
        raise LawError(file, "tax_year", f"is {body.tax_year}; the file name says {tax_year}")
    if isinstance(body, City):
        check_city(body, file=file)
    return body


def _read(kind: type[B], body: str, tax_year: int) -> tuple[B, str]:
    name = f"statutes/{body}/{tax_year}.toml"
    path = _statutes().joinpath(body, f"{tax_year}.toml")
    if not path.is_file():
        raise LawError(name, "", f"is not here; the law of tax year {tax_year} is not known")
    content = path.read_bytes()
    bound = read_body(kind, content.decode(), file=name, tax_year=tax_year)
    return bound, hashlib.sha256(content).hexdigest()


def _statutes() -> Traversable:
    return files("juminzei.kernel").joinpath("statutes")


def _in_designated_city(prefecture: Prefecture, city: City) -> Prefecture:
    """Return the prefecture's law with the rate that holds in its 指定都市."""
    levy = prefecture.income_levy_in_designated_cities
    if levy is None:
        raise LawError(
            f"statutes/{city.prefecture}/{city.tax_year}.toml",
            "income_levy_in_designated_cities",
            f"is missing, but {city.name} is a designated city; add it with its article",
        )
    return replace(prefecture, income_levy=levy)


def _rated(levy: levies.IncomeLevy, rate: Rate | None) -> levies.IncomeLevy:
    return levy if rate is None else replace(levy, rate=rate)


def _charged(levy: levies.PerCapitaLevy, amount: int | None) -> levies.PerCapitaLevy:
    return levy if amount is None else replace(levy, amount=amount)
